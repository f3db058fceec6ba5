r"""Chinese prose: "设 $A$ 为 $n$ 阶对称矩阵", "其中 $x$ 是 $n$ 维列向量", "$A$ 可逆"."""

import re
from types import MappingProxyType

from mdderive.notes.prose.grammar import NAMED, Grammar, alternatives
from mdderive.notes.prose.sentences import NAME, RELATES, SIGNS

_PROPERTIES = {
    "反对称": "skew", "斜对称": "skew", "反称": "skew", "对称": "symmetric", "对角": "diagonal",
    "正交": "orthogonal", "可逆": "invertible", "非奇异": "invertible", "非退化": "invertible",
    "半正定": "positive semidefinite", "正半定": "positive semidefinite",
    "正定": "positive definite", "正": "positive",
}  # fmt: skip
_NEUTRAL = (
    "实", "给定", "固定", "已知", "未知", "常数", "常", "设计", "数据", "权重", "系数", "协方差",
    "参数", "输入", "输出", "目标", "标签", "一般", "普通", "满秩", "核", "散度", "类内", "类间",
    "样本", "转移", "观测", "噪声", "评分", "因子", "增益", "状态", "偏置", "隐藏", "嵌入",
)  # fmt: skip
_NOUNS = {
    "矩阵": "matrix", "方阵": "matrix", "阵": "matrix", "列向量": "column", "向量": "column",
    "行向量": "row", "标量": "scalar", "实数": "scalar", "数": "scalar", "常数": "scalar",
}  # fmt: skip
_ADJECTIVE = f"(?:{alternatives([*_PROPERTIES, *_NEUTRAL])})"
_ADJECTIVES = f"{_ADJECTIVE}(?:(?:的|、|,|且|并且|和|与)?{_ADJECTIVE})*"
_NOUN = f"(?P<noun>{alternatives(_NOUNS)})"
_SIZE = rf"(?P<size>{NAME}|\w+[x×]\w+)(?:维|阶)?的?"
_PHRASE = (
    f"(?:一个|某个|某)?(?:(?P<adjectives_1>{_ADJECTIVES})的?)?(?:{_SIZE})?"
    f"(?:(?P<adjectives_2>{_ADJECTIVES})的?)?{_NOUN}"
)
_OPENING = "(?:这里|此处|其中|下面|以下|现在|再|又|并|且|而|同样|同时|并且)?,?"
_VERB_LED = "(?:设有|设|令|记|假设|假定|给定|考虑|已知|取|因为|由于)"
_LEAD = f"{_OPENING}{_VERB_LED}?"
_THE = f"(?:(?:该|这个|此)?(?:{alternatives(_NEUTRAL)})*(?:{alternatives(_NOUNS)}))?"
_JOIN = "(?:、|,|和|与|及|以及)"
_NAMES = f"(?P<names>{NAMED}|{NAME}(?:{_JOIN}{NAME})+)(?:均|都|皆|同)?"
_IS = "(?:是|为|表示|代表)"
_FEW = f"[^,;:{SIGNS}]"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


CHINESE = Grammar(
    tight=True,
    clause_end=_pattern(
        f"[;；:：()（）]|[,，](?!{NAME}(?:{_JOIN}{NAME})*(?:均|都|皆))"
        f"|(?=其中|这里|此处|并且)|且(?={NAMED})"
    ),
    whole=(
        _pattern(f"{_LEAD}{_THE}{_NAMES}{_IS}?(?P<adjectives>{_ADJECTIVES})的?"),
        _pattern(f"{_LEAD}{_THE}{_NAMES}{_IS}{_PHRASE}"),
        _pattern(f"{_OPENING}{_VERB_LED}{_PHRASE}{_NAMES}"),
        _pattern(f"(?:{_OPENING}{_VERB_LED}|其中|这里|此处)(?P<names>{RELATES})(?:{_IS}{_FEW}*)?"),
    ),
    within=(
        _pattern(f"{_NAMES}{_IS}{_FEW}{{0,6}}?{_SIZE}{_FEW}{{0,6}}?{_NOUN}"),
        _pattern(f"{_SIZE}{_FEW}{{0,6}}?{_NOUN}{_NAMES}"),
        _pattern(f"(?P<noun>标量|实数){_NAMES}"),
        _pattern(f"{_NAMES}{_IS}{_FEW}{{0,4}}?(?P<noun>标量|实数)"),
    ),
    aside=(
        _pattern(
            f"(?P<names>{NAMED}(?:(?:、|和|与|及|以及){NAMED})+)(?:均|都|皆)?"
            f"{_IS}?(?P<adjectives>{_ADJECTIVES})的?(?:矩阵|方阵|阵)"
        ),
        _pattern(f"(?P<names>{NAMED})[(（](?P<adjectives>{_ADJECTIVES})(?:矩阵|方阵)?[)）]"),
        _pattern(f"[(（]即?(?P<names>{RELATES})[)）]"),
    ),
    properties=MappingProxyType(_PROPERTIES),
    nouns=MappingProxyType(_NOUNS),
    introduces=_pattern(f"{_OPENING}(?:设|令|给定|考虑|已知|取)"),
    condition=_pattern(
        "若|如果|假如|假使|倘|要是|一旦|只要|除非|(?<![相适恰])当(?!前)|(?<!同)时(?!间)"
        "|(?<![正规法准原])则|是否|吗|情况|情形|例|否则|或|反证|那么|？"
    ),
    doubt=_pattern(
        "不|非(?!奇异|退化|零|负)|未|没|无(?!关)|可能|可以|也许|通常|往往|任意|任何|所有|每|某些"
        "|存在|取消|去掉|放弃|忽略|特别|特殊|错|误|因此|所以|从而|于是|故|可得|可知|证明|要求|需要"
        "|只|仅|除|但|然而|虽|尽管|认为|声称|暂|~~"
    ),
    denial=_pattern("不|非(?!奇异|退化|零|负)|未必|没有|无需|取消|去掉|放弃"),
    general=_pattern("一般|任意|非对称|不对称"),
    lead_in=_pattern(
        "(?:我们|下面|以下|本文|本节|这里|此处|其中|基本|模型|问题|常用|采用|使用|作|做|的|如下|下列)*"
        "(?:设定|设置|设|令|记号|记|符号|约定|假设|假定|前提|注意|注|已知|给定|给出|定义|回顾|回忆"
        "|考虑|模型|数据|参数|变量|维度|形状|目标函数|损失函数|其中|这里|此处|如下)+(?:说明|如下)?[0-9]*"
    ),
    label=_pattern(r"[\u4e00-\u9fff]{1,4}\w?[.。！]"),
    withdraws=_pattern(
        "(?:取消|去掉|放弃|撤销|解除|撤回|抛弃|忘掉|不再)[^,，。]{0,6}(?:假设|假定|限制|条件|约定|前提)"
        "|(?:假设|假定|限制|条件|约定|前提)[^,，。]{0,6}(?:取消|去掉|放弃|撤销|解除|撤回|抛弃|不再)"
    ),
)
