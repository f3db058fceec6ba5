"""What a verdict rests on."""

PHRASES = {
    "{} constant": "{} 为常量",
    "{} invertible": "{} 可逆",
    "{} positive": "{} 为正",
    "{} positive definite": "{} 正定",
    "{} symmetric": "{} 对称",
    "the entries of {} vary independently": "{} 的元素独立变化",
    "{} varies within its space": "{} 在自身的空间内变化",
    "{} varies by its free entries": "{} 按自由元素变化",
    "{} has a principal root": "{} 有主平方根",
    "the derivative is set to 0": "令导数为 0",
    "taken as the premise of what follows": "作为下文的前提",
    "this is a derivative by {}, which is set to 0": "这是对 {} 的导数，令其为 0",
    "the scalar `{}` is times ones": "标量 `{}` 乘全 1",
    "`{}` is a transpose": "`{}` 是转置",
    "`{}` is the Frobenius norm": "`{}` 是 Frobenius 范数",
    "powers of the vector `{}` are entrywise": "向量 `{}` 的幂是逐元素的",
    "\\sigma is the logistic sigmoid": "\\sigma 是 logistic 函数",
    "{} is the number pi": "{} 是圆周率",
    "K_{} is the commutation matrix": "K_{} 是交换矩阵",
    "{} in {} (line {})": "{} ∈ {}（第 {} 行）",
    "{} {said} (line {})": "{} {}（第 {} 行）",
    "{} is read as {said}": "{} 读作 {}",
    "{} is read as {said} by convention": "{} 按惯例读作 {}",
    "an element of R^{}": "R^{} 的元素",
    "{} stands for {}": "{} 即 {}",
    "sizes at which both sides exist": "两边都有定义的维数",
    "rests on row {}, which is refuted; the right side equals the chain's start": (
        "依据第 {} 行，而那一行不成立；右边与推导的起点相等"
    ),
    "rests on row {}, which is refuted; the right side does not equal the chain's start": (
        "依据第 {} 行，而那一行不成立；右边与推导的起点不相等"
    ),
    (
        "rests on row {}, which is refuted; the right side could not be compared with"
        " the chain's start"
    ): "依据第 {} 行，而那一行不成立；右边无法与推导的起点比较",
    "{} {said}: proved": "{} {}：已证明",
    "{} {said}: tested": "{} {}：已检验",
}
