"""Rules of traces, and how a gradient is read off. Source: Minka, Old and New Matrix Algebra
Useful for Statistics; Magnus and Neudecker, ch. 9."""

from mdderive.operators import Title
from mdderive.rules.record import Rule

RULES = (
    Rule(
        "scalar-trace",
        Title("a scalar is its own trace", "标量等于自身的迹"),
        r"x^\top A y",
        r"\operatorname{tr}(x^\top A y)",
        Title("The trace of a 1 x 1 matrix is its entry.", "1×1 矩阵的迹就是其元素。"),
        r"x^\top\, \mathrm{d}x = \operatorname{tr}(x^\top\, \mathrm{d}x)",
    ),
    Rule(
        "rotate",
        Title("rotate inside the trace", "迹的循环性质"),
        r"\operatorname{tr}(X Y)",
        r"\operatorname{tr}(Y X)",
        Title(
            "tr(XY) and tr(YX) sum the same products of entries.",
            "tr(XY) 与 tr(YX) 是相同乘积之和。",
        ),
        r"\operatorname{tr}(x^\top A y) = \operatorname{tr}(y x^\top A)",
    ),
    Rule(
        "trace-transpose",
        Title("transpose inside the trace", "迹内转置"),
        r"\operatorname{tr}(A^\top)",
        r"\operatorname{tr}(A)",
        Title("A matrix and its transpose have the same diagonal.", "转置不改变对角线。"),
        r"\operatorname{tr}((\mathrm{d}X)^\top X) = \operatorname{tr}(X^\top\, \mathrm{d}X)",
    ),
    Rule(
        "trace-linear",
        Title("the trace is linear", "迹的线性"),
        r"\operatorname{tr}(A + 2 B)",
        r"\operatorname{tr}(A) + 2 \operatorname{tr}(B)",
        Title("The diagonal of a sum is the sum of the diagonals.", "和的对角线等于对角线之和。"),
        r"s \operatorname{tr}(A) = \operatorname{tr}(s A)",
    ),
    Rule(
        "trace-split",
        Title("split the trace", "拆分迹"),
        r"\operatorname{tr}((A + B) S)",
        r"\operatorname{tr}(A S) + \operatorname{tr}(B S)",
        Title("The trace is linear, and so is the product.", "迹与乘积都是线性的。"),
        r"\operatorname{tr}((A - \mathrm{d}A) S) ="
        r" \operatorname{tr}(A S) - \operatorname{tr}(\mathrm{d}A\, S)",
    ),
    Rule(
        "trace-collect",
        Title("collect under one trace", "合并到一个迹内"),
        r"\operatorname{tr}(Y\, \mathrm{d}X) + 2 \operatorname{tr}(C^\top\, \mathrm{d}X)",
        r"\operatorname{tr}((Y + 2 C^\top)\, \mathrm{d}X)",
        Title("The trace is linear, and dX is a common factor.", "迹是线性的,dX 是公因子。"),
        r"x^\top\, \mathrm{d}y + b^\top\, \mathrm{d}y = (x + b)^\top\, \mathrm{d}y",
    ),
    Rule(
        "hadamard-trace",
        Title("move a Hadamard factor across the trace", "迹内移动哈达玛因子"),
        r"\operatorname{tr}(X^\top (Z \odot C))",
        r"\operatorname{tr}((X \odot Z)^\top C)",
        Title("Both are the sum of X_ij Z_ij C_ij.", "两边都是 X_ij Z_ij C_ij 之和。"),
        r"x^\top (y \odot b) = (x \odot y)^\top b",
    ),
    Rule(
        "diag-trace",
        Title("only the diagonal meets diag", "diag 只取对角线"),
        r"\operatorname{tr}(A \operatorname{diag}(x))",
        r"\operatorname{diag}(A)^\top x",
        Title("Both are the sum of A_ii x_i.", "两边都是 A_ii x_i 之和。"),
        r"\operatorname{tr}(S \operatorname{diag}(\mathrm{d}x)) ="
        r" \operatorname{diag}(S)^\top\, \mathrm{d}x",
    ),
    Rule(
        "kronecker-trace",
        Title("trace of a Kronecker product", "克罗内克积的迹"),
        r"\operatorname{tr}(A \otimes B)",
        r"\operatorname{tr}(A) \operatorname{tr}(B)",
        Title("The diagonal of A ⊗ B holds all products A_ii B_jj.", "对角线是 A_ii B_jj 的全体。"),
        r"\operatorname{tr}(S \otimes \mathrm{d}A) ="
        r" \operatorname{tr}(S) \operatorname{tr}(\mathrm{d}A)",
    ),
    Rule(
        "inner-product",
        Title("inner product as a trace", "内积写成迹"),
        r"\langle X, Z \rangle",
        r"\operatorname{tr}(X^\top Z)",
        Title("Both are the sum of X_ij Z_ij.", "两边都是 X_ij Z_ij 之和。"),
        r"\langle x, y \rangle = x^\top y",
    ),
    Rule(
        "norm-squared",
        Title("square of a norm", "范数的平方"),
        r"\|X\|_F^2",
        r"\operatorname{tr}(X^\top X)",
        Title("Both are the sum of the squared entries.", "两边都是元素平方之和。"),
        r"\|x - y\|^2 = (x - y)^\top (x - y)",
    ),
    Rule(
        "read-gradient",
        Title("read off the gradient", "读出梯度"),
        r"\frac{\partial \operatorname{tr}(C^\top X)}{\partial X}",
        "C",
        Title(
            "df = tr(G^T dX) for every dX means that G is the gradient.",
            "对任意 dX 有 df = tr(G^T dX),则 G 就是梯度。",
        ),
        r"\frac{\partial (b^\top x)}{\partial x} = b",
    ),
    Rule(
        "read-jacobian",
        Title("read off the Jacobian", "读出雅可比矩阵"),
        r"\frac{\partial (C x)}{\partial x^\top}",
        "C",
        Title(
            "dy = J dx for every dx means that J is the Jacobian.",
            "对任意 dx 有 dy = J dx,则 J 就是雅可比矩阵。",
        ),
        r"\frac{\partial (2 x)}{\partial x^\top} = 2 I_n",
    ),
    Rule(
        "read-hessian",
        Title("the Hessian is the Jacobian of the gradient", "海森矩阵是梯度的雅可比矩阵"),
        r"\frac{\partial^2 (x^\top S x)}{\partial x\, \partial x^\top}",
        r"\frac{\partial (2 S x)}{\partial x^\top}",
        Title(
            "dg = H dx for every dx, where g is the gradient, means that H is the Hessian.",
            "g 为梯度时,对任意 dx 有 dg = H dx,则 H 就是海森矩阵。",
        ),
        r"\frac{\partial^2 (s^2)}{\partial s\, \partial s} ="
        r" \frac{\partial (2 s)}{\partial s}",
    ),
    Rule(
        "read-derivative",
        Title("read off the derivative", "读出导数"),
        r"\frac{\partial (s^2)}{\partial s}",
        "2 s",
        Title(
            "df = g dt for every dt means that g is the derivative.",
            "对任意 dt 有 df = g dt,则 g 就是导数。",
        ),
        r"\frac{\partial \exp(t)}{\partial t} = \exp(t)",
    ),
    Rule(
        "total-differential",
        Title("the gradient gives the differential", "由梯度得微分"),
        r"\mathrm{d}(b^\top x)",
        r"\left(\frac{\partial (b^\top x)}{\partial x}\right)^\top \mathrm{d}x",
        Title(
            "df = tr(G^T dX), where G is the gradient of f by X.",
            "G 为 f 对 X 的梯度时,df = tr(G^T dX)。",
        ),
        r"\mathrm{d}(x^\top x) ="
        r" \left(\frac{\partial (x^\top x)}{\partial x}\right)^\top \mathrm{d}x",
    ),
    Rule(
        "known-derivative",
        Title("insert the derivative found before", "代入已求得的导数"),
        r"\frac{\partial f}{\partial x}",
        r"(A + A^\top) x",
        Title(
            "The derivative was found in an earlier row.",
            "该导数已在前面的行中求得。",
        ),
        r"\mathrm{d}x^\top \frac{\partial f}{\partial x} = \mathrm{d}x^\top (A + A^\top) x",
        facts=(r"f = x^\top A x",),
    ),
)
