r"""Rules of the language: what each says, an annotation, rows, the verdicts they must have."""

NAMES = "A, B, C: R^{n x n}\nX, Y: R^{m x n}\nx, y: R^n\ns: R\n"

# (what the rule says, the annotation, the rows, the verdicts)
RULES: tuple[tuple[str, str, str, str], ...] = (
    (
        "a scalar and a 1x1 matrix are the same",
        "s: R^{1 x 1}\nt: R",
        "s t &= t s",
        "p",
    ),
    (
        "declared size letters are rigid",
        "A: R^{m x n}\nx: R^n",
        r"A^\top &= A",
        "u",
    ),
    (
        "a size letter in a formula is a number",
        "x: R^n",
        r"\operatorname{tr}(x x^\top + I) &= x^\top x + n",
        "p",
    ),
    (
        "positive of a diagonal matrix is its diagonal",
        "D: R^{n x n} diagonal positive",
        r"\log|D| &= \mathbf{1}^\top \log(\operatorname{diag}(D))",
        "p",
    ),
    (
        "projection is P^2 = P only",
        "P: R^{n x n} projection",
        r"P^3 &= P \\ " r"P^\top &= P",
        "pr",
    ),
    (
        "a fact y^2 = 1",
        "y: R\n(y)^2 = 1",
        r"\frac{1}{y} &= y \\ " "y &= 1",
        "tr",
    ),
    (
        "a linear fact",
        "y: R^n\n\\mathbf{1}^\\top y = 1",
        r"(\mathbf{1}^\top y)^2 &= 1 \\ " r"y^\top y &= 1",
        "pr",
    ),
    (
        "contradictory facts prove nothing",
        "s: R\ns > 1\ns < 0",
        "s &= 0",
        "u",
    ),
    (
        "chain of two signs on a row",
        NAMES,
        r"\operatorname{tr}(AB) = \operatorname{tr}(BA) = \operatorname{tr}(A)",
        "pr",
    ),
    (
        "`=&=` is one sign",
        NAMES,
        r"\operatorname{tr}(AB) =&= \operatorname{tr}(BA)",
        "p",
    ),
    (
        "a sign that ends one row and begins the next",
        NAMES,
        r"\operatorname{tr}(AB) = \\ " r"&= \operatorname{tr}(BA)",
        "p",
    ),
    (
        "other signs claim no equality",
        NAMES,
        r"x^\top x &\ge 0 \\ " r"s &\approx 1 \\ " r"s &\propto 2",
        "uuu",
    ),
    (
        ":= of no fresh name is a claim",
        NAMES,
        "A B &:= B A",
        "r",
    ),
    (
        "a defined name on the left again is a claim",
        NAMES,
        r"f &= x^\top x \\ " r"f &= x^\top y",
        "gr",
    ),
    (
        "an update",
        NAMES,
        r"f &= x^\top x \\ " r"x &= x - s \nabla_x f",
        "gu",
    ),
    (
        "d of a name without a value",
        NAMES,
        r"\mathrm{d}f &= x^\top \mathrm{d}x \\ " r"\frac{\partial f}{\partial x} &= x",
        "uu",
    ),
    (
        "a derivative by a name that is not mentioned",
        NAMES,
        r"f &= x^\top x \\ " r"\frac{\partial f}{\partial y} &= 0",
        "gu",
    ),
    (
        "stationarity",
        NAMES,
        r"f &= x^\top A x - 2 y^\top x \\ "
        r"\nabla_x f &= (A + A^\top) x - 2 y \\ "
        r"\nabla_x f &= 0",
        "gpg",
    ),
    (
        "X^T X w = X^T y does not give X w = y",
        "X: R^{m x n}\nw: R^n\ny: R^m",
        r"X^\top X w &= X^\top y \\ " r"\implies X w &= y",
        "gr",
    ),
    (
        "scripts bind to the application",
        NAMES,
        r"\operatorname{tr}(A)^2 &= (\operatorname{tr} A)^2 \\ "
        r"\operatorname{tr}(A)^2 &= \operatorname{tr}(A^2)",
        "pr",
    ),
    (
        "log x^2 is log(x^2)",
        "s: R positive",
        r"\log s^2 &= 2 \log s \\ " r"\log(s)^2 &= 2 \log s",
        "pr",
    ),
    (
        "products before Hadamard",
        "W: R^{m x n}\nd, z: R^n\nv: R^m",
        r"W^\top v \odot z &= (W^\top v) \odot z",
        "p",
    ),
    (
        "f^{-1}(x)",
        "f: elementwise\nx: R^n",
        "f^{-1}(x) &= x",
        "u",
    ),
    (
        "inner products",
        NAMES,
        r"\langle A, B \rangle &= \operatorname{tr}(A^\top B) \\ "
        r"A : B &= \operatorname{tr}(A^\top B)",
        "pp",
    ),
    (
        "diag both ways",
        NAMES,
        r"\operatorname{diag}(\operatorname{diag}(x)) &= x",
        "p",
    ),
    (
        "vec stacks columns",
        "A: R^{2 x 2}\na,b,c,e: R\nA = \\begin{pmatrix} a & b \\\\ c & e \\end{pmatrix}",
        r"\operatorname{vec}(A) &= \begin{pmatrix} a \\ " r"c \\ " r"b \\ " r"e \end{pmatrix}",
        "p",
    ),
    (
        "d binds the next atom",
        NAMES + "wrt: A, B",
        r"\mathrm{d}A B &= (\mathrm{d}A) B \\ " r"\mathrm{d}A^{-1} &= -A^{-1} \mathrm{d}A\, A^{-1}",
        "pp",
    ),
    (
        "d A B that is true as d(AB)",
        NAMES + "wrt: A, B",
        r"\mathrm{d}A B &= \mathrm{d}A\, B + A\, \mathrm{d}B",
        "u",
    ),
    (
        "a prime on a matrix is a transpose",
        NAMES,
        r"(A B)' &= B' A' \\ " r"x' y &= x^\top y",
        "pp",
    ),
    (
        "bars by shape",
        NAMES,
        r"|A B| &= |A| |B| \\ " r"|s|^2 &= s^2 \\ " r"|x|^2 &= x^\top x",
        "ppp",
    ),
    (
        "spectral norm",
        NAMES,
        r"\|A\|_2 &= 1",
        "u",
    ),
    (
        "Frobenius squared",
        NAMES,
        r"\|A\|^2 &= \operatorname{tr}(A^\top A)",
        "p",
    ),
    (
        "weighted norm",
        NAMES + "S: R^{n x n}",
        r"\|x\|_S^2 &= x^\top S x",
        "p",
    ),
    (
        "e to a square matrix",
        NAMES,
        r"e^{A} &= I \\ " r"\sqrt{A} &= A",
        "uu",
    ),
    (
        "x^2 of a vector",
        NAMES,
        r"x^2 &= x \odot x \\ " r"A^2 &= A A \\ " r"A^{\odot 2} &= A \odot A",
        "ppp",
    ),
    (
        "a scalar beside an entrywise value",
        NAMES,
        r"\sigma'(x) &= \sigma(x) \odot (1 - \sigma(x))",
        "p",
    ),
    (
        "a scalar beside a square matrix",
        NAMES,
        "A + s &= s + A",
        "u",
    ),
    (
        "a matrix below a fraction",
        NAMES,
        r"\frac{A}{B} &= A B^{-1}",
        "u",
    ),
    (
        "by the transposed variable",
        NAMES,
        r"f &= x^\top A x \\ " r"\frac{\partial f}{\partial x^\top} &= x^\top (A + A^\top)",
        "gp",
    ),
    (
        "nabla has the shape of its variable",
        "layout: numerator\n" + NAMES,
        r"f &= \operatorname{tr}(A^\top B) \\ "
        r"\nabla_A f &= B \\ "
        r"\frac{\partial f}{\partial A} &= B^\top",
        "gpp",
    ),
    (
        "mixed layout",
        "layout: mixed\n" + NAMES + "W: R^{m x n}",
        r"f &= x^\top x \\ "
        r"\frac{\partial f}{\partial x} &= 2 x \\ "
        r"\frac{\partial (W x)}{\partial x} &= W",
        "gpp",
    ),
    (
        "Hessian",
        NAMES,
        r"f &= x^\top A x \\ "
        r"\nabla^2 f &= A + A^\top \\ "
        r"\frac{\partial^2 f}{\partial x\, \partial x^\top} &= 2 A",
        "gur",
    ),
    (
        "an operator takes the whole product",
        NAMES,
        r"\frac{\partial}{\partial x} x^\top A x &= (A + A^\top) x",
        "p",
    ),
    (
        "an operator ends at a plus",
        NAMES,
        r"\frac{\partial}{\partial x} x^\top x + y &= 2 x + y",
        "p",
    ),
    (
        "true past the sign only",
        NAMES,
        r"\frac{\partial}{\partial x} x^\top x + y^\top x &= 2 x + y",
        "u",
    ),
    (
        "by a name with a value",
        "W: R^{m x n}\nx: R^n",
        r"z &= W x \\ "
        r"L &= z^\top z \\ "
        r"\frac{\partial L}{\partial z} &= 2 z \\ "
        r"\frac{\partial L}{\partial x} &= 2 z",
        "ggpu",
    ),
    (
        "by an expression",
        "S: R^{n x n} positive definite\nx: R^n",
        r"f &= x^\top S^{-1} x \\ " r"\frac{\partial f}{\partial S^{-1}} &= x x^\top",
        "gp",
    ),
    (
        "structured: free",
        "S: R^{n x n} symmetric\nA: R^{n x n}",
        r"\nabla_S \operatorname{tr}(A S) &= A^\top \\ "
        r"\nabla_S \operatorname{tr}(A S) &= A + A^\top - A \odot I",
        "pr",
    ),
    (
        "structured: space",
        "structured: space\nS: R^{n x n} symmetric\nA: R^{n x n}",
        r"\nabla_S \operatorname{tr}(A S) &= \frac12 (A + A^\top) \\ "
        r"\nabla_S \operatorname{tr}(A S) &= A^\top",
        "pr",
    ),
    (
        "structured: entries",
        "structured: entries\nS: R^{n x n} symmetric\nA: R^{n x n}",
        r"\nabla_S \operatorname{tr}(A S) &= A + A^\top - A \odot I",
        "p",
    ),
    (
        "a property nobody declared",
        NAMES,
        r"\frac{\partial x^\top A x}{\partial x} &= 2 A x",
        "r",
    ),
    (
        "d is declared",
        "x, d: R^n\ns: R",
        r"d x^\top &= d x^\top \\ " r"\mathrm{d} (s\, d^\top d) &= \mathrm{d}s\, d^\top d",
        "pp",
    ),
    (
        "bold and plain are one name",
        "x: R^n",
        r"\mathbf{x}^\top \mathbf{x} &= x^\top x",
        "p",
    ),
    (
        "a font command around several letters",
        "A: R^{m x n}\nx: R^n\nb: R^m",
        r"\mathbf{Ax+b} &= A x + b",
        "p",
    ),
    (
        "a built-in letter that is declared",
        "e: R^n",
        r"e^\top e &= \|e\|^2",
        "p",
    ),
)
