"""Shapes that do not fit, as the operators say it; shapes and properties by their names."""

PHRASES = {
    # dots, primes, words and families
    "these dots are not read": "读不懂这些省略号",
    r"these dots (\dots) are not read": r"读不懂这些省略号 (\dots)",
    "`{}'` may be the transpose of `{}` or a name of its own": (
        "`{}'` 可能是 `{}` 的转置，也可能是另一个名字"
    ),
    r"Declare `{}'` in the annotation, or write `{}^\top`.": (
        r"请在标注中声明 `{}'`，或写成 `{}^\top`。"
    ),
    r"Write the name upright, `\mathrm{RSS} = ...`, or declare the factors.": (
        r"请把这个名字写成正体 `\mathrm{RSS} = ...`，或声明各个因子。"
    ),
    r"Write it as `{}: R^{N x d} rows x_i^\top`.": r"请写成 `{}: R^{N x d} rows x_i^\top`。",
    "a {} of `{}`, which is {}, cannot be {}": "`{1}`（{2}）的{0}不可能是 {3}",
    "nothing says what `{}` runs over": "没有说明 `{}` 的取值范围",
    "rows and columns carry one index": "行和列只带一个指标",
    "scalar": "标量",
    "column": "列向量",
    "row": "行向量",
    "matrix": "矩阵",
    "square matrix": "方阵",
    "scalar x {}": "标量 x {}",
    "{} x {}": "{} x {}",
    "symmetric": "对称",
    "skew": "反对称",
    "diagonal": "对角",
    "orthogonal": "正交",
    "invertible": "可逆",
    "positive definite": "正定",
    "positive semidefinite": "半正定",
    "projection": "投影",
    "positive": "逐元素为正",
    "constant": "常量",
    "{said}, {said}": "{}、{}",
    "a Hadamard product needs one shape: {said} and {said}": "Hadamard 积要求形状相同：{} 与 {}",
    "blocks below each other need one width: {said} and {said}": (
        "上下排列的块要求列数相同：{} 与 {}"
    ),
    "blocks beside each other need one height: {said} and {said}": (
        "左右排列的块要求行数相同：{} 与 {}"
    ),
    "the terms of a sum need one shape: {said} and {said}": "和的各项要求形状相同：{} 与 {}",
    "a Hadamard quotient needs one shape: {said} and {said}": "逐元素商要求形状相同：{} 与 {}",
    "an inner product needs one shape: {said} and {said}": "内积要求形状相同：{} 与 {}",
    "a 1-norm is read for columns only, not {said}": "1-范数只用于列向量，这里是 {}",
    "a p-norm is read for columns only, not {said}": "p-范数只用于列向量，这里是 {}",
    "log-sum-exp is read for columns only, not {said}": "log-sum-exp 只用于列向量，这里是 {}",
    "softmax is read for columns only, not {said}": "softmax 只用于列向量，这里是 {}",
    "a Hessian is of a scalar by a column, not {said} by {said}": (
        "Hessian 是标量对列向量的，而不是 {} 对 {}"
    ),
    "a Jacobian is of a column by a column, not {said} by {said}": (
        "Jacobian 是列向量对列向量的，而不是 {} 对 {}"
    ),
    "a gradient is of a scalar, not of {said}": "梯度是标量的，而不是 {} 的",
    "a denominator is a scalar, not {said}": "分母应为标量，这里是 {}",
    "an exponent is a scalar, not {said}": "指数应为标量，这里是 {}",
    "a determinant needs a square matrix, not {said}": "行列式要求方阵，这里是 {}",
    "a trace needs a square matrix, not {said}": "迹要求方阵，这里是 {}",
    "an inverse needs a square matrix, not {said}": "求逆要求方阵，这里是 {}",
    "an exponential needs a square matrix, not {said}": "矩阵指数要求方阵，这里是 {}",
    "a power needs a square matrix or a scalar, not {said}": "幂要求方阵或标量，这里是 {}",
    "only a square matrix has a diagonal, not {said}": "只有方阵才有对角线，这里是 {}",
    "diag of a column is a matrix; this is {said}": "diag 作用于列向量得矩阵；这里是 {}",
    "the factors of a product over an index are scalars, not {said}": (
        "按下标求积的因子应为标量，这里是 {}"
    ),
    "the inner sizes of a product must agree: {said} times {said}": (
        "乘积的内侧维数应相同：{} 乘 {}"
    ),
    "`{}` is {said}": "`{}` 是 {}",
    "`{}` is {said}; `{}` is {said}": "`{}` 是 {}；`{}` 是 {}",
    "Write it entry by entry: {}.": "逐元素写作：{}。",
    "`{}` of a matrix that may be singular": "`{}` 作用于可能奇异的矩阵",
    "Declare each of its factors `invertible`, or write what it stands for.": (
        "请把它的每个因子声明为 `invertible`，或写出它所代表的式子。"
    ),
}
