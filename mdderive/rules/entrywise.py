"""Rules of entrywise products and functions, diag, vec and Kronecker products. Source: Magnus and
Neudecker, ch. 2 and 3; Petersen and Pedersen, The Matrix Cookbook, sec. 10."""

from mdderive.operators import Title
from mdderive.rules.record import Rule

RULES = (
    Rule(
        "derivative-table",
        Title("derivative of the function", "函数的导数"),
        r"\sigma'(x)",
        r"\sigma(x) \odot (1 - \sigma(x))",
        Title("The derivative of a known function.", "已知函数的导数。"),
        r"\tanh'(s) = 1 - \tanh(s)^2",
    ),
    Rule(
        "function-written-out",
        Title("definition of the function", "函数的定义"),
        r"\sigma(x)",
        r"\exp(x) \oslash (1 + \exp(x))",
        Title("The function is made of others.", "该函数由其他函数构成。"),
        r"\sigma(s) = \frac{1}{1 + \exp(-s)}",
    ),
    Rule(
        "hadamard-entries",
        Title("the sum of all entries", "所有元素之和"),
        r"\mathbf{1}^\top (X \odot Z) \mathbf{1}",
        r"\operatorname{tr}(X^\top Z)",
        Title("Both are the sum of X_ij Z_ij.", "两边都是 X_ij Z_ij 之和。"),
        r"\mathbf{1}^\top (C \odot \mathrm{d}X) \mathbf{1} ="
        r" \operatorname{tr}(C^\top\, \mathrm{d}X)",
    ),
    Rule(
        "diag-product",
        Title("diag times a vector is entrywise", "对角矩阵乘向量即逐元素乘"),
        r"\operatorname{diag}(x) y",
        r"x \odot y",
        Title("Both have entries x_i y_i.", "两边的元素都是 x_i y_i。"),
        r"\operatorname{diag}(b)\, \mathrm{d}x = b \odot \mathrm{d}x",
    ),
    Rule(
        "diag-inverse",
        Title("inverse of a diagonal matrix", "对角矩阵的逆"),
        r"\operatorname{diag}(x)^{-1}",
        r"\operatorname{diag}(x^{\odot -1})",
        Title("Each diagonal entry is inverted.", "对角元素逐个取倒数。"),
        r"\operatorname{diag}(A b)^{-1} = \operatorname{diag}((A b)^{\odot -1})",
        conditions=("no entry of x is 0",),
    ),
    Rule(
        "hadamard-ones",
        Title("ones change nothing entrywise", "与全一逐元素相乘不变"),
        r"x \odot \mathbf{1}",
        "x",
        Title("Every entry is multiplied by 1.", "每个元素乘以 1。"),
        r"\mathbf{1}^\top (x \odot y) = x^\top y",
    ),
    Rule(
        "vec-product",
        Title("vec of a product", "乘积的向量化"),
        r"\operatorname{vec}(X A Y)",
        r"(Y^\top \otimes X) \operatorname{vec}(A)",
        Title("vec(A X B) = (B^T ⊗ A) vec(X).", "vec(A X B) = (B^T ⊗ A) vec(X)。"),
        r"\operatorname{vec}(S\, \mathrm{d}Y) = (I_m \otimes S) \operatorname{vec}(\mathrm{d}Y)",
    ),
    Rule(
        "vec-linear",
        Title("vec is linear", "向量化是线性的"),
        r"\operatorname{vec}(s X + Z)",
        r"s \operatorname{vec}(X) + \operatorname{vec}(Z)",
        Title("vec only moves entries.", "vec 只是移动元素。"),
        r"\operatorname{vec}(2 X) = 2 \operatorname{vec}(X)",
    ),
    Rule(
        "trace-vec",
        Title("trace as an inner product of vecs", "迹写成向量化的内积"),
        r"\operatorname{tr}(X^\top Z)",
        r"\operatorname{vec}(X)^\top \operatorname{vec}(Z)",
        Title("Both are the sum of X_ij Z_ij.", "两边都是 X_ij Z_ij 之和。"),
        r"\operatorname{tr}(\mathrm{d}A) ="
        r" \operatorname{vec}(I_n)^\top \operatorname{vec}(\mathrm{d}A)",
    ),
    Rule(
        "vec-hadamard",
        Title("vec of a Hadamard product", "哈达玛积的向量化"),
        r"\operatorname{vec}(X \odot Z)",
        r"\operatorname{diag}(\operatorname{vec}(X)) \operatorname{vec}(Z)",
        Title("Both have entries X_ij Z_ij.", "两边的元素都是 X_ij Z_ij。"),
        r"\operatorname{vec}(C \odot \mathrm{d}X) ="
        r" \operatorname{diag}(\operatorname{vec}(C)) \operatorname{vec}(\mathrm{d}X)",
    ),
    Rule(
        "softmax",
        Title("softmax written out", "展开 softmax"),
        r"\operatorname{softmax}(x)",
        r"\frac{\exp(x)}{\mathbf{1}^\top \exp(x)}",
        Title("The definition of softmax.", "softmax 的定义。"),
        r"\operatorname{softmax}(A x) = \frac{\exp(A x)}{\mathbf{1}^\top \exp(A x)}",
    ),
    Rule(
        "log-sum-exp",
        Title("log-sum-exp written out", "展开 log-sum-exp"),
        r"\operatorname{logsumexp}(x)",
        r"\log(\mathbf{1}^\top \exp(x))",
        Title("The definition of log-sum-exp.", "log-sum-exp 的定义。"),
        r"\operatorname{logsumexp}(A x) = \log(\mathbf{1}^\top \exp(A x))",
    ),
)
