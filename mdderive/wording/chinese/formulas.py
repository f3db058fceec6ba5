"""Formulas that could not be read."""

PHRASES = {
    # brackets and what is missing
    "this {} is never closed": "这个 {} 没有闭合",
    "this {} was never opened": "这个 {} 没有开始",
    "this bar is never closed": "这条竖线没有配对",
    r"this \begin{} is never closed": r"这个 \begin{} 没有结束",
    r"this \end{} closes nothing": r"这个 \end{} 没有对应的开始",
    "nothing stands before this sign": "这个符号之前没有内容",
    "nothing stands after this sign": "这个符号之后没有内容",
    "nothing stands in this group": "这个括号里没有内容",
    "a size is missing in this subscript": "这个下标里缺少维数",
    "an empty superscript": "空的上标",
    "something is missing at the end of the formula": "公式末尾缺了内容",
    "the formula ends where something is still expected": "公式在还应有内容处结束",
    "an argument is missing at the end": "末尾缺少参数",
    "{} has no argument": "{} 没有参数",
    "an operand is expected here, not {}": "这里应为操作数，而不是 {}",
    "this row holds no relation": "这一行没有关系符号",
    # too large
    "the formula is nested too deep": "公式嵌套过深",
    "groups are nested too deep": "花括号嵌套过深",
    "brackets are nested too deep": "括号嵌套过深",
    "fonts and accents are nested too deep": "字体和重音嵌套过深",
    "a formula of {} tokens; {} are read": "公式有 {} 个记号；最多读 {} 个",
    "a number of {} digits": "{} 位的数",
    "a power with exponent {}": "指数为 {} 的幂",
    "the definitions unfold to a term that is too large": "定义展开后过大",
    # commands and words
    "the command {} is not known": "未知的命令 {}",
    "Define it in the annotation: `macro: {} = ...`.": "在注释中定义：`macro: {} = ...`。",
    "the environment `{}` inside a formula is not read": "公式内的环境 `{}` 不读",
    "words in a formula: {}": "公式里有文字：{}",
    "{said} ({}) are not read": "不读{}（{}）",
    "integrals": "积分",
    "limits": "极限",
    "dots": "省略号",
    "a double sign": "双重符号",
    "binomial coefficients": "二项式系数",
    "direct sums": "直和",
    "sets": "集合",
    "infinity": "无穷",
    "stacked text": "堆叠的文字",
    "the rows of this matrix have different lengths": "这个矩阵各行的长度不同",
    r"\langle A, B \rangle needs two parts": r"\langle A, B \rangle 需要两部分",
    "`{}` has no reading": "`{}` 没有读法",
    "`{}` has no reading for a {said}": "`{}` 对{}没有读法",
    "Write it out.": "请展开写出。",
    "the formula has several readings": "公式有几种读法",
    "the sign {} claims no equality": "符号 {} 不表示相等",
    "the sign {} claims no equality, and restates nothing that is given": (
        "符号 {} 不表示相等，也没有重述所给的条件"
    ),
    "the sign {} is not read": "不读符号 {}",
    "the sign `*` may be a product or an entrywise product": "`*` 可能是乘积，也可能是逐元素乘积",
    r"Write `\cdot` or `\odot`.": r"写作 `\cdot` 或 `\odot`。",
    "two colons in one product": "一个乘积里有两个冒号",
    "the words `{}` make this more than an equation that holds": (
        "`{}` 一词表明这里不只是一个成立的等式"
    ),
    "Write rows that all hold, one equation each; say a condition as a fact in the annotation.": (
        "每行只写一个成立的等式；条件作为事实写进注释。"
    ),
    r"`\sum_{{} \ne {}}` may be a sum over `{}` alone, or over both `{}` and `{}`": (
        r"`\sum_{{} \ne {}}` 可以只对 `{}` 求和，也可以同时对 `{}` 和 `{}` 求和"
    ),
    r"Write `\sum_{} \sum_{{} \ne {}}` for a sum over both; for a fixed `{}`, give `{}` to the"
    " other side as well.": (
        r"对两者求和时写作 `\sum_{} \sum_{{} \ne {}}`；若 `{}` 固定，另一边也要带上 `{}`。"
    ),
    "the equation is said to hold under a condition only": "等式只在某个条件下成立",
    "Give the condition as a fact in the annotation.": "把条件作为事实写进注释。",
    "Write the premise first, and `\\\\implies` before the conclusion.": (
        "先写前提，在结论前写 `\\\\implies`。"
    ),
    # names
    "{said} is not declared": "{} 没有声明",
    "{said} are not declared": "{} 没有声明",
    "`{}`": "`{}`",
    "Declare it in the annotation, for instance `{}: R^n`, or define it in a row above.": (
        "在注释中声明，例如 `{}: R^n`，或在前面的行中定义。"
    ),
    "Declare it in the annotation, for instance `{}: R^n`, or define it first.": (
        "在注释中声明，例如 `{}: R^n`，或先定义它。"
    ),
    "Its size does not follow from the row.": "从这一行推不出它的维数。",
    "No shape fits: {said}.": "没有合适的形状：{}。",
    "Several shapes would fit: {}.": "有几种形状都合适：{}。",
    "Define it in a row above, or write what it stands for with {} itself.": (
        "在上面用一行定义，或直接用 {} 写出其含义。"
    ),
    "Declare it as a family, `{}`.": "声明为族：`{}`。",
    "Mend that line first.": "请先改正那一行。",
    "what is given of `{}` could not be read, so that this is no definition": (
        "关于 `{}` 的说明没有读懂，所以这里不是定义"
    ),
    "`{}` is a conclusion from the derivative set to 0, which is not judged": (
        "`{}` 是令导数为 0 的结论，不作判断"
    ),
    "`{}` stands on both sides and has no value": "`{}` 两边都有，而没有值",
    "`{}` is defined by a line that could not be read": "`{}` 由没有读懂的一行定义",
    "`{}` is no size: sizes are made of the declared letters": (
        "`{}` 不是维数：维数由声明中的字母组成"
    ),
    "`{}` is no function of these arguments": "`{}` 不是这些自变量的函数",
    "`{}` is no entry: its subscript is not one index an axis": (
        "`{}` 不是元素：下标不是每个轴一个"
    ),
    "`{}` stands for `{}` at the optimum, and this row holds both": (
        "`{}` 在最优处即 `{}`，而这一行两者都有"
    ),
    "`{}` is defined by itself": "`{}` 由自身定义",
    "the logarithm of a matrix without a value": "对没有值的矩阵取对数",
    "this can be read as {}": "这里可以读作 {}",
    # scripts
    "a subscript after a formula without a bracket": "没有括号的公式之后有下标",
    "a subscript beside a superscript: an entry of which of the two?": (
        "上标旁的下标：是其中哪一个的元素？"
    ),
    "Put a bracket around what the subscript is of.": "给下标所属的部分加上括号。",
    "a subscript on bars": "竖线上有下标",
    "a script directly on {}": "上下标直接写在 {} 上",
    "Put the script after the bracket: `{}`.": "把上标写在括号之后：`{}`。",
    "a power of the function {} before its argument": "函数 {} 的幂写在自变量之前",
    "Write `{}` for a power; an inverse function has no reading.": (
        "幂写作 `{}`；反函数没有读法。"
    ),
    "E before a bracket may be the expectation": "括号前的 E 可能是期望",
    "Write `I` for the identity; expectations are not read.": "单位矩阵写作 `I`；不读期望。",
    # shapes
    "the sides have different shapes": "两边形状不同",
    "the left side is {said}, the right side {said}": "左边是 {}，右边是 {}",
    "The left side is {said}, the right side is {said}.": "左边是 {}，右边是 {}。",
    "this constant would have the size 1": "这个常量的维数将是 1",
    "nothing in this row says how large this is": "这一行里没有什么能说明它的大小",
    "an identity matrix is square": "单位矩阵是方阵",
    "a scalar beside something whose size does not follow": "标量与维数推不出的量相加",
    "the scalar `{}` beside the square matrix `{}`": "标量 `{}` 与方阵 `{}` 相加",
    "Write `{}` or `{}`, whichever is meant.": "按意思写作 `{}` 或 `{}`。",
    "a division by `{}`, which is {said}": "除数 `{}` 是 {}",
    "Write `{}` or `{}`.": "写作 `{}` 或 `{}`。",
    "Write `{} {}`, `{} {}`, or entry by entry {}.": "写作 `{} {}`、`{} {}`，逐元素则写作 {}。",
    "an exponent that is no scalar": "指数不是标量",
    "a power of a matrix needs a number or a size as its exponent": "矩阵的幂要求指数是数或维数",
    "a root of this degree is read for scalars": "这种次数的根式只对标量读",
    # norms, powers and functions by shape
    "the norm with subscript {}": "下标为 {} 的范数",
    r"Subscripts 1, 2 and F are read, and `\|x\|_S^2` for a declared matrix S.": (
        r"可以读下标 1、2、F，以及已声明矩阵 S 的 `\|x\|_S^2`。"
    ),
    r"the maximum norm `\|x\|_\infty` is not read": r"不读最大范数 `\|x\|_\infty`",
    "Norms with the subscripts 1, 2, F, a number or a declared number p are read.": (
        "可以读下标为 1、2、F、数或已声明的数 p 的范数。"
    ),
    r"`\|x\|_0` counts entries; it is not read": r"`\|x\|_0` 是非零元素个数；不读",
    "{} of a matrix with no subscript or subscript 2 may be the spectral norm": (
        "{} 对矩阵没有下标或下标为 2 时可能是谱范数"
    ),
    "Write `{}` for the Frobenius norm; the spectral norm is not read.": (
        "Frobenius 范数写作 `{}`；不读谱范数。"
    ),
    "bars around a matrix that isn't square": "非方阵两侧的竖线",
    "Write `{}` for its norm.": "范数写作 `{}`。",
    "a root of a square matrix may be the matrix root or entrywise": (
        "方阵的根可能是矩阵平方根，也可能是逐元素的"
    ),
    "Write `{}` for the matrix root, `{}` for the entrywise one.": (
        "矩阵平方根写作 `{}`，逐元素写作 `{}`。"
    ),
    "e to a square matrix may be the matrix exponential or entrywise": (
        "e 的方阵次幂可能是矩阵指数，也可能是逐元素的"
    ),
    "Write `{}` for the entrywise one; the matrix exponential is not read.": (
        "逐元素写作 `{}`；不读矩阵指数。"
    ),
    r"Write `{}` for the entrywise one, `{}` for the matrix exponential.": (
        "逐元素写作 `{}`，矩阵指数写作 `{}`。"
    ),
    "a power of a matrix that isn't square": "非方阵的幂",
    "Write `{}` for an entrywise power, or check a missing transpose.": (
        "逐元素的幂写作 `{}`；或检查是否缺了转置。"
    ),
    "an inverse of a vector": "向量的逆",
    "an inverse of a matrix that isn't square": "非方阵的逆",
    "Write `{}` for entrywise reciprocals.": "逐元素的倒数写作 `{}`。",
    "Check its shape, or write `{}` for entrywise reciprocals.": (
        "检查形状；逐元素的倒数写作 `{}`。"
    ),
    "a prime on a scalar that is no function": "标量不是函数，却带撇号",
    "Declare the primed name, or write the derivative as a fraction.": (
        "声明带撇号的名字，或把导数写成分式。"
    ),
    # functions
    "{} has {} arguments, not {}": "{} 有 {} 个自变量，而不是 {} 个",
    "{} takes one argument, not {}": "{} 有一个自变量，而不是 {} 个",
    "`{}` takes an argument of {said}, this is {said}": "`{}` 的自变量应是 {}，这里是 {}",
    "the argument {} of {} is {said}, this is {said}": "第 {} 个自变量（{}）应是 {}，这里是 {}",
    "`{}` without its arguments: it has been given several": "`{}` 没有写自变量：它有过几个",
    "`{}` without its arguments: none has been given yet": "`{}` 没有写自变量：还没有给过",
    "Write `{}`, with what it is taken of.": "写作 `{}`，写出自变量。",
    "Define it with its arguments: `{}`.": "连同自变量一起定义：`{}`。",
    "a prime on {} has no reading": "{} 上的撇号没有读法",
    "a prime on {}, which is no scalar function of one scalar": "{} 不是一元标量函数，却带撇号",
    # derivatives
    "`{}` has no value, so it cannot be differentiated": "`{}` 没有值，不能求导",
    "Define `{}` in an earlier row, or give it in the annotation.": (
        "在前面的行中定义 `{}`，或在注释中给出。"
    ),
    "what is differentiated does not mention `{}`": "被求导的式子里没有 `{}`",
    "Define it in terms of `{}`, or differentiate by a name it mentions.": (
        "把它写成 `{}` 的式子，或对其中出现的名字求导。"
    ),
    "Write it in terms of `{}`, which is what it is differentiated by.": (
        "把它写成求导变量 `{}` 的式子。"
    ),
    "a derivative by `{}`, beside which the formula holds {}": ("对 `{}` 求导，而式中此外还有 {}"),
    "a derivative by `{}`, beside which the formula holds nothing of it": (
        "对 `{}` 求导，而式中没有它"
    ),
    "Name it first: define a name as `{}` and write the formula with that name.": (
        "先给 `{}` 取个名字，再用这个名字写公式。"
    ),
    "the derivative of {said} by {said}": "{}对{}的导数",
    r"Write it with `\operatorname{vec}(F)` and `\operatorname{vec}(X)`.": (
        r"用 `\operatorname{vec}(F)` 和 `\operatorname{vec}(X)` 来写。"
    ),
    r"Write it by `\operatorname{vec}(X)`.": r"写成对 `\operatorname{vec}(X)` 的。",
    r"mixed derivatives are read as `\partial x\, \partial y^\top`": (
        r"混合导数读作 `\partial x\, \partial y^\top`"
    ),
    r"a denominator like `\partial x\, \partial y` is expected": (
        r"这里应有 `\partial x\, \partial y` 这样的分母"
    ),
    "the numerator of a derivative begins with a d as its denominator does": (
        "导数的分子应与分母一样以 d 开头"
    ),
    "derivatives of order three": "三阶导数",
    "a derivative of order {}": "{} 阶导数",
    "a derivative of order {} by {} variables": "对 {1} 个变量的 {0} 阶导数",
    "second derivatives are read of scalars only": "二阶导数只对标量读",
    "a second derivative by a matrix": "对矩阵的二阶导数",
    "a second derivative by entries": "对元素的二阶导数",
    "a second derivative by entries of two names": "对两个名字的元素的二阶导数",
    "a second derivative by entries of a matrix": "对矩阵元素的二阶导数",
    "a derivative by an entry of a formula": "对公式的元素求导",
    "a derivative of this shape by an entry": "这种形状对元素求导",
    "a derivative of this shape by a member of a family": "这种形状对族的成员求导",
    "a derivative of a vector by a member with two indices": "向量对双下标成员求导",
    r"Write the Jacobian, whose rows are by y, as `\frac{\partial y}{\partial x^\top}`.": (
        r"行对应 y 的 Jacobian 写作 `\frac{\partial y}{\partial x^\top}`。"
    ),
    r"a `\nabla` that does not say by which name": r"`\nabla` 没有说明对哪个名字",
    r"Write it as `\nabla_x`, or say `wrt: x` in the annotation.": (
        r"写作 `\nabla_x`，或在注释中写 `wrt: x`。"
    ),
    r"`\nabla` of {said}; it is read of scalars": r"`\nabla` 作用于{}；它只对标量读",
    r"a derivative of {}, which has several arguments": "对有几个自变量的 {} 求导",
    "Write `{}`, which says by which.": "写作 `{}`，说明对哪个求导。",
    "a derivative as a linear map, applied to a direction": "作为线性映射作用于方向的导数",
    r"Write it as a differential, `\mathrm{d}f`.": r"写成微分 `\mathrm{d}f`。",
    "Declare `{}`, and give what holds there as a fact.": "声明 `{}`，并把其满足的条件写成事实。",
    # sums and indices
    "a sum without an index": "没有下标的和",
    "a sum from somewhere, to nowhere": "和有下限，没有上限",
    "the range of this sum is not read": "这个和的范围没有读懂",
    r"Sums are written `\sum_{i=1}^N`, `\sum_i`, `\sum_{i,j}`, `\sum_{j \ne i}`.": (
        r"和写作 `\sum_{i=1}^N`、`\sum_i`、`\sum_{i,j}`、`\sum_{j \ne i}`。"
    ),
    "nothing is declared over the set `{}`": "没有以 `{}` 为指标集的声明",
    "Declare a family over it: `{}`.": "声明以它为指标的族：`{}`。",
    "a product of matrices over an index": "按下标的矩阵连乘",
    "a product that leaves one factor out": "略去一个因子的连乘",
    "a sum that does not begin at a number": "不从数开始的和",
    "Say what it means in the annotation: `{}`.": "在注释中说明它的意思：`{}`。",
    "Declare the name with its subscript, or write the step with whole matrices.": (
        "连同下标声明这个名字，或用整个矩阵来写这一步。"
    ),
    "An index is a letter that a sum binds or that stands on both sides, or a number.": (
        "下标是求和所约束的或两边都有的字母，或是数。"
    ),
    "`{}` is not read as an index": "`{}` 不能读作下标",
    "Use another letter.": "请换一个字母。",
    "Use another letter for one of them, or put a bracket around what is summed.": (
        "给其中之一换个字母，或给求和的部分加上括号。"
    ),
    "Write its bounds: `{}`.": "写出上下限：`{}`。",
    "the index `{}` of this sum also stands outside of it": "这个和的下标 `{}` 也出现在和之外",
    "the index `{}` of this sum has another meaning already": "这个和的下标 `{}` 已有别的意思",
    "the index `{}` has {} values, here there are {}": "下标 `{}` 有 {} 个值，这里是 {} 个",
    "the index `{}` does not run over this family": "下标 `{}` 的范围不是这个族",
    "the index `{}` stands at axes of different sizes": "下标 `{}` 出现在大小不同的轴上",
    "the index `{}` does not stand on the left": "下标 `{}` 没有出现在左边",
    "the index `{}` has no range": "下标 `{}` 没有范围",
    "the indices of `{}` are not of one range": "`{}` 的下标范围不一致",
    "the indices `{}` and `{}` do not run over the same range": "下标 `{}` 与 `{}` 的范围不同",
    "the range of `{}` is not known": "`{}` 的范围不明",
    "there is no position {} of {}": "没有第 {} 个（共 {} 个）",
    "the family has no member {}": "族中没有成员 {}",
}
