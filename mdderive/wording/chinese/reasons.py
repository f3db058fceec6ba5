"""Why a judge came to no answer."""

PHRASES = {
    # the kernel
    "the proof needs more than its budget": "证明超出了预算",
    "the formula is nested too deeply": "公式嵌套过深",
    "an index that nothing binds": "有下标没有约束",
    "the two sides have different normal forms": "两边的标准形不同",
    "labelling took more than {} `label_nodes`": "标号所需的节点超过 {} 个（`label_nodes`）",
    "more than {} products of entries (`monomials`)": "元素乘积超过 {} 个（`monomials`）",
    "the proof took longer than {} `seconds`": "证明超过 {} 秒（`seconds`）",
    "rewriting went deeper than the `depth` of {}": "改写超过 {} 层（`depth`）",
    "a power too high to expand": "幂次过高，无法展开",
    "a matrix power too high to expand": "矩阵的幂次过高，无法展开",
    "an exponent too large to expand": "指数过大，无法展开",
    # points
    "there are no sizes that are allowed": "没有允许的维数",
    "no sizes are allowed": "没有允许的维数",
    "too few points at which both sides exist: {said}": "两边都有定义的点太少：{}",
    "too few points at which both sides exist: ": "两边都有定义的点太少",
    "no point that satisfies {} was found": "没有找到满足 {} 的点",
    "no value that is {said} was found": "没有找到{}的取值",
    "no value of {} that satisfies the facts is {said}": "{} 没有既满足所给事实又{}的取值",
    "a fact has no value: {said}": "某个所给事实没有值：{}",
    "{} has no value: {said}": "{} 没有值：{}",
    "{} is false": "{} 不成立",
    "{} would have no entries": "{} 将没有元素",
    "a fact gives a name an irrational value": "某个所给事实使一个名字取无理数",
    "a fact can't be decided at a point": "有的点上无法判定所给事实",
    "facts that define names in a circle": "所给事实循环定义",
    "position {} of {}": "第 {} 个，共 {} 个",
    "only some solutions of {} could be tried": "只能试 {} 的一部分解",
    # values
    "a division by 0": "除数为 0",
    "a singular matrix is inverted": "对奇异矩阵求逆",
    "an argument at a kink": "自变量落在不可导点",
    "a root of a matrix with an eigenvalue that is not positive": "对有非正特征值的矩阵开方",
    "a power of 0 that is not whole": "0 的非整数次幂",
    "a root of a negative number": "负数开方",
    "a square root without a residue": "没有剩余的平方根",
    "the logarithm of 0": "对 0 取对数",
    "the logarithm of a negative number": "对负数取对数",
    "a value too close to 0 to know its sign": "数值太接近 0，无法知道符号",
    "a difference too small to be told from 0": "差太小，无法与 0 区分",
    "the sign of a value depends on an entry": "某个值的符号取决于元素",
    "the sign of {}": "{} 的符号",
    "two arguments too close to be told apart": "两个自变量太接近，无法区分",
    (
        "the argument of a kink keeps its sign at all points that were tried, and it is not"
        " known why"
    ): ("在所有试过的点上，不可导函数的自变量符号不变，而原因不明"),
    # what the recomputation does not carry
    "the recomputation took longer than {} `seconds`": "重新计算超过 {} 秒（`seconds`）",
    "the exact value has too many terms": "精确值的项数过多",
    "more than {} transcendental values": "超越数的值超过 {} 个",
    "the power {} is too large to be computed exactly": "幂 {} 过大，无法精确计算",
    "an exact power is too large": "幂过大，无法精确计算",
    "a derivative by {} entries is over budget": "对 {} 个元素求导超出预算",
    "a sum of {} terms is over budget": "{} 项的和超出预算",
    "a determinant of size {} over jets is over budget": "{} 阶行列式的导数超出预算",
    "a matrix of {} x {} entries is too large to write out": "{} x {} 的矩阵过大，无法写出",
    "a denominator that is a multiple of the modulus": "分母是模数的倍数",
    "a divisor that can't be told from 0": "除数无法与 0 区分",
    "a matrix to a power that is no rational number": "矩阵的非有理数次幂",
    "a matrix to a power that is not a whole number has no explicit form": (
        "矩阵的非整数次幂没有显式表达"
    ),
    "the exponential of a matrix has no explicit form": "矩阵指数没有显式表达",
    "a function of a matrix that is not rational": "元素不是有理数的矩阵的函数",
    "a function of a matrix that is not diagonalisable": "不可对角化矩阵的函数",
    "a function of a matrix whose eigenvalues are not rational numbers": (
        "特征值不是有理数的矩阵的函数"
    ),
    "a derivative by an expression": "对表达式求导",
    "a derivative by an expression has no explicit form": "对表达式求导没有显式表达",
    "an index that is no name": "下标不是名字",
    "{} has no meaning on explicit matrices": "{} 在具体矩阵上没有意义",
    "{} as a number in it may have any number of zeros": "{} 作为数出现，可能有任意多个零点",
    "{} as a number in it has too high a degree to be tried": "{} 作为数出现，次数过高，试不完",
    "the sizes as numbers in it have too high degrees to be tried": (
        "维数作为数出现，次数过高，试不完"
    ),
    # processes
    "it needs more memory than there is": "所需内存超过现有内存",
    "the process that worked on it ended; perhaps it needed more memory (`megabytes`)": (
        "处理它的进程已终止，所需内存可能超过 `megabytes`"
    ),
    "the derivation takes longer than {} s (`derivation_seconds`)": (
        "整个推导超过 {} 秒（`derivation_seconds`）"
    ),
}
