"""Sentences that say something else of a name, in words that are not understood.

"Now $A$ is arbitrary" and "replace $A$ by any matrix" take back what was said of A before, "set $z$
to ..." gives it another meaning, and what "depends on $x$" is not constant where x varies. Nothing
is read from such a sentence, but nothing that it may be at odds with is relied on either.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from mdderive.derivation import Remark
from mdderive.notes.prose.sentences import SIGN, Sentence
from mdderive.source import Fragment

_OTHER_PROPERTIES = re.compile(
    r"\b(?:arbitrary|any|anything|general\w*|generic|indefinite|negative|skew[\w-]*"
    r"|triangular|permutations?|reflections?|idempotent|merely|(?:is|are) only|(?:a|the) full"
    r"|drop\w*|remov\w+|without|allow\w*|isn't|aren't|no more|can (?:now )?be|suppose now)\b"
    "|任意|一般|任何|不必|去掉|无需|不定"
)
_OTHER_MEANING = re.compile(
    r"\b(?:set|let|redefin\w+|replac\w+|no longer|anew|another|independent|treat\w*|write|denot\w+"
    r"|define|stands? for|becomes?|is now|now (?:is|let)|next)\b|改为|换成|重新|不再|记|令|设|现在"
)
_SEVERAL = rf"{SIGN.pattern}(?:(?:,|,? and|、|和|与|，)? ?{SIGN.pattern})*"
_FUNCTION = re.compile(
    rf"(?P<names>{_SEVERAL})[ ,]*"
    r"(?:(?:is|are|does|do|itself|also|only|then|which|that|here|now|may|can|in turn)[ ,]+)*"
    r"(?:an? )?(?:(?:smooth|linear|scalar|vector|differentiable|unknown) )?"
    r"(?:depend(?:s|ing|ent)? (?:only |also |smoothly )?on|(?:varies|vary|changes?) with"
    r"|functions? of)\b"
    rf"|(?P<own>{_SEVERAL}) ?(?:也|都|均)?"
    rf"(?:(?:依赖|取决)于|是 ?{SIGN.pattern} ?的.{{0,4}}函数|随 ?{SIGN.pattern})"
)
_WORK = re.compile(
    r"derivativ|gradient|differentia|hessian|jacobian|minimi|maximi|optimi|\bzero|\bsolv|comput|expand"
    r"|evaluat|simplif|prov(?:e|ing)|show|verif|check|plug|substitut|insert|rewrit|calculat"
    r"|导数|梯度|微分|求导|极小|极大|最小|最大|零|计算|证明|展开|代入|验证|化简|推导"
)
"""Words of what is done with a name, which changes nothing of it."""
_EQUATION = re.compile(r"\s*(?::|\\colon\s*)?=|\\(?:triangleq|coloneqq|equiv)(?![A-Za-z])")
_DERIVATIVE = re.compile(r"\\(?:nabla|partial|d?frac|mathrm|operatorname)(?![A-Za-z])")
_CALLED = re.compile(r"\s*(\\?\w+)\s*=\s*(?:\1|[f-h]|\\phi|\\varphi|\\psi)\s*\(.*\)\s*")
_LONGEST = 40
"""Signs of a formula that is a name, perhaps with what it equals."""


def vague(sentence: Sentence, understood: Collection[Remark]) -> Iterator[Remark]:
    """A remark on each name of such a sentence, beside those of what is understood in it: its
    properties may be others; or its "meaning" as well; or it is a "function" of another name."""
    text = sentence.text.lower()
    covered = {remark.place for remark in understood}
    for found in _FUNCTION.finditer(text):
        signs = SIGN.findall(found.group("names") or found.group("own"))
        yield from _names([sentence.formulas[sign] for sign in signs], "function")
    called = [one for one in sentence.formulas.values() if _CALLED.fullmatch(one.text)]
    yield from _names(called, "function")
    formulas = sentence.formulas.values()
    if _OTHER_MEANING.search(text) and not _WORK.search(text):
        equations = [one for one in formulas if _EQUATION.search(one.text)]
        yield from _names(equations, "meaning")
        rest = [one for one in formulas if one.span() not in covered and one not in equations]
        yield from _names(rest, "meaning")
    elif _OTHER_PROPERTIES.search(text):
        yield from _names([one for one in formulas if one.span() not in covered], "properties")


def _names(formulas: Iterable[Fragment], kind: str) -> Iterator[Remark]:
    """A remark on the names that these formulas are, or begin with."""
    for formula in formulas:
        if _DERIVATIVE.search(formula.text):
            continue
        equals = _EQUATION.search(formula.text)
        name = formula.cut(0, equals.start()) if equals else formula
        if name.text.strip() and len(name.text) <= _LONGEST:
            yield Remark(name, name.span(), denies=True, vague=kind)
