r"""How a note is read, one row per rule of the language: an annotation, rows, and the verdicts they
must have, in order (g given, p proved, t tested, r refuted, u unreadable)."""

import pytest

from mdderive.checked import Checked
from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

VECTORS = "x: R^n\nA: R^{m x n}\nb: R^m\np: R\nwrt: x"

# (what the rule says, the annotation, the rows, the verdicts)
CASES: tuple[tuple[str, str, str, str], ...] = (
    # layouts
    (
        "a gradient in the other layout is refuted",
        "X: R^{m x n}\na: R^m\nb: R^n",
        r"\frac{\partial (a^\top X b)}{\partial X} &= b a^\top \\"
        r"\frac{\partial (a^\top X b)}{\partial X} &= a b^\top \\"
        r"\nabla_b (a^\top X b) &= a^\top X",
        "rpr",
    ),
    (
        "a gradient that is right in no layout has no verdict",
        "X: R^{m x n}\na: R^m\nb: R^n",
        r"\frac{\partial (a^\top X b)}{\partial X} &= 2 b a^\top",
        "u",
    ),
    (
        "a Jacobian in the other layout is refuted",
        "layout: numerator\nA: R^{m x n}\nx: R^n",
        r"\frac{\partial (A x)}{\partial x} &= A^\top \\ \frac{\partial (A x)}{\partial x} &= A \\"
        r"\frac{\partial (x^\top x)}{\partial x} &= 2 x",
        "rpr",
    ),
    (
        "the columns of a nabla of a column are the gradients of its entries",
        "x: R^n\nB: R^{m x n}\nS: R^{n x n} symmetric\ny = B x\nwrt: x",
        r"\nabla (B x) &= B^\top \\ \nabla \{ S x \} &= S \\ \nabla (B x) &= B \\"
        r"\nabla (y y^\top) &= 0",
        "ppru",
    ),
    (
        "a wrong nabla of a column is refuted",
        "x: R^n\nA: R^{n x n}\nwrt: x",
        r"\nabla (A x) &= A \\ \nabla (A x) &= 2 A^\top",
        "rr",
    ),
    (
        "a nabla of a column in other layouts is not read",
        "layout: numerator\nx: R^n\nA: R^{n x n}\nwrt: x",
        r"\nabla (A x) &= A",
        "u",
    ),
    (
        "a nabla without a name is by what the other derivatives are by",
        "x, y: R^n\nA: R^{n x n} symmetric",
        r"f &= x^\top A x + y^\top x \\ \nabla f &= 2 A x + y \\"
        r"\frac{\partial f}{\partial x} &= 2 A x + y \\ \nabla f &= 2 A x + y \\"
        r"\nabla f &= x \\ \nabla^2 f &= 2 A \\ \nabla f + \frac{\partial f}{\partial y} &= x",
        "gupprpr",
    ),
    (
        "a nabla without a name where there are derivatives by two is not read",
        "x, y: R^n\nA: R^{n x n} symmetric",
        r"f &= x^\top A x + y^\top x \\ \frac{\partial f}{\partial x} &= 2 A x + y \\"
        r"\frac{\partial f}{\partial y} &= x \\ \nabla f &= x",
        "gppu",
    ),
    (
        "a nabla by a member of a family, inside whose sum the same letter is bound",
        "\\mu_p: R, p = 1..P\n(m_{pr})_y: R, p = 1..P, r = 1..R",
        r"L &= \sum_{p=1}^P \sum_{r=1}^R ((m_{pr})_y - \mu_p)^2 \\"
        r"\nabla_{\mu_p} L &= \sum_{r=1}^R 2 (\mu_p - (m_{pr})_y) \\"
        r"&= 2 \sum_{p=1}^P (\mu_p - (m_{pr})_y) \\"
        r"\nabla_{\mu_p} L &= 2 R \mu_p - 2 \sum_{r=1}^R (m_{pr})_y \\"
        r"\nabla_{\mu_p} L &= 2 \mu_p - 2 \sum_{r=1}^R (m_{pr})_y",
        "gpupr",
    ),
    (
        "a derivative by a formula with an index that a sum binds is not read",
        "x_i: R^n, i = 1..N\nw: R^n",
        r"f &= \sum_{i=1}^N (w^\top x_i)^2 \\"
        r"\frac{\partial f}{\partial (w^\top x_i)} &= \sum_{i=1}^N 2 w^\top x_i \\"
        r"\frac{\partial f}{\partial (w^\top x_i)} &= 2 w^\top x_i",
        "guu",
    ),
    (
        "a constant copy has the value of the variable and stays where it is",
        "x: R^n\nx_c: R^n constant\nA: R^{n x n}\nwrt: x\nx_c = x",
        r"f &= x^\top A x \\ \nabla f &= \nabla (x_c^\top A x) + \nabla (x^\top A x_c) \\"
        r"&= A^\top x_c + A x_c \\ &= (A + A^\top) x \\ \nabla (x_c^\top A x) &= (A + A^\top) x \\"
        r"\nabla f &= A^\top x_c \\ \mathrm{d} x_c &= \mathrm{d} x \\ \mathrm{d} x_c &= 0 \\"
        r"\nabla (x_c^\top x) &= 2 x \\ x_c^\top A x &= f",
        "gppprrrprp",
    ),
    (
        "a derivative by an inverse, beside which the matrix itself stands",
        "X: R^{n x n} invertible\nS: R^{n x n} positive definite\na, b: R^n\nA: R^{n x n}",
        r"f &= a^\top X^{-1} b - \log |X| \\"
        r"\frac{\partial f}{\partial X^{-1}} &= a b^\top + X^\top \\"
        r"&= a b^\top + X \\ g &= \log |S| + a^\top S^{-1} a + \tr(A S) \\"
        r"\nabla_{S^{-1}} g &= a a^\top - S - S A^\top S \\"
        r"\nabla_{S^{-1}} g &= a a^\top - S - S A S",
        "gprgpr",
    ),
    (
        "a hat after a formula set to 0 that turns out to be a derivative is no definition",
        "a, b: R^p\n\\Sigma: R^{p x p} positive definite",
        r"l &= \log |\Sigma| + a^\top \Sigma^{-1} b \\"
        r"\frac{\partial l}{\partial \Sigma^{-1}} &= -\Sigma + a b^\top \\"
        r"0 &= \Sigma - a b^\top \\ \hat\Sigma &= 5 a b^\top \\ \hat\Sigma &= \hat\Sigma^\top",
        "gpgrp",
    ),
    # primes
    (
        "a row that begins with a primed name may be about a new name",
        "P: R^{n x n} symmetric\nK, A: R^{n x n}\nB = A A^\\top",
        r"P' &= (I - K) P \\ \tr(P') &= \tr(P) - \tr(K P) \\ A' &= A \\ K' A' &= (A K)' \\"
        r"B' &= A A' \\ B' &= A' A",
        "uurppr",
    ),
    (
        "a declared primed name is its own",
        "P, P', K: R^{n x n}",
        r"P' &= (I - K) P \\ \tr(P') &= \tr(P) - \tr(K P) \\ P' &= P",
        "gpr",
    ),
    # families
    (
        "a matrix has the members of a family as its rows or columns",
        "x_i: R^d, i = 1..n\nX: R^{n x d} rows x_i^\\top\nZ: R^{d x n} columns x_i",
        r"X^\top X &= \sum_i x_i x_i^\top \\ X &= Z^\top \\ X_{ij} &= (x_i)_j \\"
        r"X_{ij} &= 2 (x_i)_j \\ X^\top X &= Z^\top Z",
        "pppru",
    ),
    (
        "rows that don't fit, or carry no index, leave the matrix unread",
        "x_i: R^d, i = 1..n\nb: R^d\nX: R^{n x d} rows x_i\nZ: R^{d x n} columns b",
        r"X &= X \\ Z &= Z",
        "uu",
    ),
    (
        "a name without a meaning is the column of the family whose members it names",
        "z: R^K\nx_i: R^d, i = 1..n\ny^{(i)}: R, i = 1..n\nw: R^d\nX: R^{n x d} rows x_i^\\top",
        r"p_i &= \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}} \\ p &= \operatorname{softmax}(z) \\"
        r"\frac{\partial p}{\partial z^\top} &= \operatorname{diag}(p) - p p^\top \\ p &= z \\"
        r"f &= \sum_{i=1}^n (y^{(i)} - w^\top x_i)^2 \\ &= (y - X w)^\top (y - X w) \\"
        r"\nabla_w f &= 2 X^\top (X w + y)",
        "gpprgpr",
    ),
    (
        "a member may carry its index inside another script",
        "x^{(i)}, \\mu_{y^{(i)}}: R^n, i = 1..m\n\\hat\\nu: R^n",
        r"f &= \sum_{i=1}^m (x^{(i)} - \mu_{y^{(i)}})^\top x^{(i)} \\"
        r"\frac{\partial f}{\partial \mu_{y^{(j)}}} &= -x^{(j)} \\"
        r"\frac{\partial f}{\partial \mu_{y^{(j)}}} &= x^{(j)} \\ \hat\nu &= 2 \mathbf{\hat\nu}",
        "gprr",
    ),
    (
        "a declared name is not the column of a family",
        "y^{(i)}: R, i = 1..n\ny: R^n\na_i: R, i = 1..n",
        r"y^\top y &= \sum_i (y^{(i)})^2 \\ a &= y",
        "rg",
    ),
    (
        "a remark on the shape of a right side is dropped",
        "x: R^n\nA: R^{m x n}\nm \\ge 2",
        r"y &= A x \in \mathbb{R}^m \\ y &= A x \in \mathbb R^{m \times 1} = 0 \\"
        r"y &= 2 A x \in ℝ^m \\ y &= A x \in S",
        "gprru",
    ),
    # dots
    (
        "dots in a sum stand for what lies between the first term and the last",
        "x, a: R^n\ny: R\nh_i: R, i = 0..n\nwrt: x",
        r"f &= a_1 x_1 + a_2 x_2 + \dots + a_n x_n - y \\ &= a^\top x - y \\"
        r"f &= -y + a_1 x_1 + ... + a_n x_n \\ x^\top x &= -x_1^2 - \cdots - x_n^2 \\"
        r"\sum_{i=0}^n h_i &= h_0 + h_1 + \dots + h_n \\ \nabla f &= x",
        "gpprpr",
    ),
    (
        "dots between what does not continue are not read",
        "x, a: R^n\nh_i: R, i = 0..n",
        r"a^\top x &= a_1 x_1 + a_2 x_1 + \dots + a_n x_n \\"
        r"a^\top x &= a_1 x_1 + a_3 x_3 + \dots + a_n x_n \\ a^\top x &= a_1 x_1 + \dots \\"
        r"a^\top x &= a_1 x_1 + \dots + a_n x_n + \dots \\ a^\top x &= a_1 x_2 + \dots + a_n x_n \\"
        r"a^\top x &= a_1 x_1 + \dots - a_n x_n \\ h_0 &= h_1 + \dots + h_n",
        "uuuuuuu",
    ),
    (
        "dots in a column or row of a matrix",
        "x: R^n\nA: R^{n x n}\nA_k: R^{1 x n}, k = 1..n\n(A_k)_j = A_{kj}",
        r"A x &= \begin{pmatrix} A_1 x \\ A_2 x \\ \vdots \\ A_n x \end{pmatrix} \\"
        r"x &= \left[\begin{matrix} x_1 & \cdots & x_n \end{matrix}\right]^\top \\"
        r"A &= \begin{pmatrix} A_1 \\ ... \\ A_n \end{pmatrix} \\"
        r"A x &= \begin{pmatrix} A_1 x \\ A_1 x \\ \vdots \\ A_n x \end{pmatrix} \\"
        r"A^\top x &= \begin{pmatrix} A_1 x \\ \vdots \\ A_n x \end{pmatrix} \\"
        r"A x &= \begin{pmatrix} A_1 x \\ \vdots \end{pmatrix}",
        "pppuru",
    ),
    # signs of differentiation
    (
        "a subscript on a partial sign",
        "x: R^n\nA: R^{n x n}",
        r"f &= x^\top A x \\ \partial_x f &= (A + A^\top) x \\ \partial_x f &= 2 A x \\"
        r"\frac{\partial f}{\partial x'} &= x^\top (A + A^\top)",
        "gprp",
    ),
    (
        "a capital D is a matrix or asked about",
        "x: R^n\nD: R^{n x n}\nz = D x\n\\ell: R^n -> R",
        r"D z &= D^2 x \\ \mathrm{D}\ell(x) &= \nabla \ell(x)^\top \\"
        r"\mathrm{D}\ell(x) &= 2 \nabla \ell(x)^\top",
        "ppr",
    ),
    (
        "a capital D before a function is the row or Jacobian",
        "x: R^n",
        r"f &= x^\top x \\ D f(x) &= 2 x^\top \\ D_x f &= 2 x^\top \\ Df &= x^\top \\"
        r"\mathrm{D}f(x) &= 2 x \\ Df(x)[x] &= 2 x^\top x",
        "gpprru",
    ),
    (
        "Jacobians and Hessians of what has a value are no new names",
        "A: R^{n x n}\nx, b: R^n\nwrt: x",
        r"F(x) &= A x + b \\ J_F(x) &= A^\top \\ J_F &= A \\ \mathbf{J}_F^\top b &= A^\top b \\"
        r"f &= x^\top A x \\ H_f &= A \\ \mathbf{H}_f(x) &= A + A^\top \\"
        r"\operatorname{Hess} f &= A + A^\top \\ \operatorname{grad} f &= 2 A x \\ J_0 &= A",
        "grppgrpprg",
    ),
    (
        "indicators of indices and of entries",
        "z: R^n\nwrt: z",
        r"p &= \operatorname{softmax}(z) \\"
        r"\frac{\partial p_i}{\partial z_j} &= p_i (\mathbb 1\{i = j\} - p_j) \\"
        r"\frac{\partial p_i}{\partial z_j} &= p_i (\mathbf{1}_{i=j} + p_j) \\"
        r"\nabla_z \mathbf 1^\top \max(0, z) &= \mathbb{1}\{z > 0\} \\"
        r"\nabla_z \mathbf 1^\top \max\{z, 0\} &= \mathbb{1}[z < 0] \\"
        r"\mathbb{1}\{z > 1\} &= \operatorname{step}(z - 1)",
        "gprprp",
    ),
    (
        "powers of a function, and a nabla before ones",
        "z: R^n\nx: R\nwrt: z",
        r"\nabla_z \mathbf 1^\top \tanh(z) &= 1 - \tanh^2(z) \\ \sin^2 x + \cos^2 x &= 1 \\"
        r"\nabla_z \mathbf 1^\top \tanh z &= 1 - \tanh^3 z \\"
        r"\nabla_z \mathbf 1^\top z &= \mathbf 1 \\"
        r"\exp^{-1}(x) &= \log x \\ \max(x, 1) &= x",
        "pprpuu",
    ),
    (
        "a dot between two columns is their inner product",
        "A: R^{n x n}\nu, v: R^n\nc: R\nwrt: u",
        r"A u \cdot v &= v^\top A u \\ A u \cdot v &= u^\top A v \\ c u \cdot v &= c\, v^\top u \\"
        r"A \cdot u &= A u \\ u^\top \cdot v &= u \cdot v \\"
        r"\mathrm d(u \cdot v) &= v \cdot \mathrm d u",
        "prpppp",
    ),
    (
        "the adjugate of a matrix that may be singular",
        "K: R^{n x n} skew\nP: R^{n x n} projection\nA: R^{n x n}",
        r"\operatorname{adj}(K)^\top &= -\operatorname{adj}(K) \\ \operatorname{adj}(P) &= P \\"
        r"\operatorname{adj}(A - A^\top)^\top &= -\operatorname{adj}(A - A^\top)",
        "uuu",
    ),
    (
        "the adjugate and the cofactors of an invertible matrix",
        "A: R^{n x n} invertible\nwrt: A",
        r"\mathrm d |A| &= \operatorname{tr}(\operatorname{adj}(A) \mathrm d A) \\"
        r"\frac{\partial |A|}{\partial A} &= \operatorname{cof}(A) \\"
        r"\frac{\partial |A|}{\partial A} &= \operatorname{adj}(A)",
        "ppr",
    ),
    (
        "a double bar parts the arguments of a divergence, two are a norm",
        "p, q: R^n positive\nx: R^n\nwrt: q",
        r"D(p \| q) &= \sum_i p_i \log\frac{p_i}{q_i} \\ \nabla_q D(p \| q) &= -p \oslash q \\"
        r"\nabla_q D &= p \oslash q \\ D(p || p) &= 0 \\ \exp(\|x\|^2) &= \exp(x^\top x)",
        "gprpp",
    ),
    (
        "a pseudo-inverse that nobody defined is no free name",
        "X: R^{m x n}\nwrt: X",
        r"\frac{\partial \ln|X^\top X|}{\partial X} &= 2 (X^{+})^\top \\ X^\dagger X &= I \\"
        r"X^{+} &= (X^\top X)^{-1} X^\top \\ X^{+} X &= I",
        "pugp",
    ),
    (
        "a row that a fact which could not be read may make true",
        "z, y: R^n\n\\mathbf 1^\\top y \\approx 1\nwrt: z",
        r"p &= \operatorname{softmax}(z) \\ L &= -y^\top \log p \\ \nabla_z L &= p - y \\"
        r"\mathbf 1^\top p &= 2",
        "ggur",
    ),
    (
        "a declared J or H is no derivative",
        "A, J: R^{n x n}\nx: R^n\nH_f: R\nwrt: x",
        r"F(x) &= A x \\ J F &= J A x \\ f &= x^\top A x \\ H_f &= 2",
        "gpgg",
    ),
    (
        "a nabla before a function of a formula is its gradient there",
        "A, B: R^{n x n}\nx: R^n",
        r"f(x) &= x^\top B x \\ g(x) &= f(A x) \\ \nabla f(A x) &= (B + B^\top) A x \\"
        r"\nabla f(A x) &= A^\top (B + B^\top) A x \\ \nabla g(x) &= A^\top \nabla f(A x) \\"
        r"\nabla g(x) &= \nabla f(A x) \\ \nabla_x f(A x) &= A^\top (B + B^\top) A x \\"
        r"\nabla^2 g(x) &= A^\top \nabla^2 f(A x) A \\ Df(A x) &= x^\top A^\top (B + B^\top)",
        "ggprprppp",
    ),
    # norms with a number below
    (
        "the p-th power of a p-norm",
        VECTORS,
        r"f &= \|x\|_3^3 \\ \nabla_x f &= 3 x^{\odot 2} \odot \operatorname{sign}(x) \\"
        r"\nabla_x f &= 3 x^{\odot 2}",
        "gpr",
    ),
    (
        "an even p needs no absolute value",
        VECTORS,
        r"g &= \|A x - b\|_4^4 \\ \nabla_x g &= 4 A^\top (A x - b)^{\odot 3} \\"
        r"\nabla_x g &= 4 A^\top (A x - b)^{\odot 2}",
        "gpr",
    ),
    (
        "a declared p",
        VECTORS,
        r"\|x\|_p^p &= \mathbf{1}^\top \operatorname{abs}(x)^{\odot p} \\"
        r"\|2x\|_3 &= 2\|x\|_3 \\ \|x\|_p^p &= \|x\|_p",
        "ppr",
    ),
    ("a p-norm is no Euclidean norm", VECTORS, r"\|x\|_4^4 &= (x^\top x)^2", "r"),
    (
        "norms that are no sums",
        VECTORS,
        r"\|x\|_\infty &= 1 \\ \|x\|_0 &= 1 \\ \|A\|_3 &= 1",
        "uuu",
    ),
)


MATRICES = "A: R^{n x n}\nx: R^n\n"

# (what is declared and known, the rows, the verdicts, what is said)
PROPERTIES = (
    ("S: R^{n x n} symmetric", r"S &= A + A^\top \\ S^\top &= S", "gp", ()),
    ("S: R^{n x n} symmetric", r"S &= A \\ S^\top &= S", "rr", ("D402", "D401")),
    ("S: R^{n x n} symmetric\nS = A A^\\top", r"S^\top &= S", "p", ()),
    ("S: R^{n x n} symmetric\nS = A", r"S^\top &= S", "r", ("D402", "D401")),
    (
        "S: R^{n x n} symmetric\nS = A",
        r"f &= x^\top S x \\ \nabla_x f &= 2 S x",
        "gr",
        ("D402", "D401"),
    ),
    ("K: R^{n x n} skew", r"K &= A - A^\top", "g", ()),
    ("K: R^{n x n} skew", r"K &= A + A^\top", "r", ("D402",)),
    ("D: R^{n x n} diagonal", r"D &= I \odot A", "g", ()),
    ("D: R^{n x n} diagonal", r"D &= A + I", "r", ("D402",)),
    ("P: R^{n x n} projection", r"P &= x (x^\top x)^{-1} x^\top", "g", ()),
    ("P: R^{n x n} projection", r"P &= x x^\top", "r", ("D402",)),
    ("Q: R^{n x n} orthogonal", r"Q &= I - 2 \frac{x x^\top}{x^\top x}", "g", ()),
    ("Q: R^{n x n} orthogonal", r"Q &= I - \frac{x x^\top}{x^\top x}", "r", ("D402",)),
    ("P: R^{n x n} positive definite", r"P &= A", "r", ("D402",)),
    ("P: R^{n x n} positive definite", r"P &= A^\top A", "g", ("D613",)),
    ("B: R^{n x n} invertible", r"B &= A", "g", ("D613",)),
)


def _checked(annotation: str, rows: str) -> Checked:
    display = f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"
    source = Source("note.md", f"<!-- derive\n{annotation}\n-->\n\n$$\n{display}\n$$\n")
    return check(source, Config(budget=Budget(seconds=30.0)))


def _verdicts(found: Checked) -> str:
    return "".join(str(step.verdict.outcome)[0] for step in found.steps)


@pytest.mark.parametrize(("rule", "annotation", "rows", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_language(rule: str, annotation: str, rows: str, wanted: str) -> None:
    found = _checked(annotation, rows)
    assert _verdicts(found) == wanted, [step.verdict.diagnostic for step in found.steps]


@pytest.mark.parametrize(("annotation", "rows", "wanted", "codes"), PROPERTIES)
def test_declared_properties_of_values(
    annotation: str, rows: str, wanted: str, codes: tuple[str, ...]
) -> None:
    found = _checked(MATRICES + annotation, rows)
    said = {one.code for one in found.diagnostics}
    assert _verdicts(found) == wanted
    assert said == set(codes)


def test_the_other_layout_is_named() -> None:
    found = _checked("x, a: R^n", r"\frac{\partial (a^\top x)}{\partial x} &= a^\top")
    (verdict,) = (step.verdict for step in found.steps)
    assert verdict.mistake is not None and verdict.mistake.kind == "layout"
    assert verdict.suggestion == "a"
    assert verdict.witness is not None
    assert verdict.witness.left == tuple(zip(*verdict.witness.right, strict=True))


@pytest.mark.parametrize(
    ("layout", "row", "said"),
    [
        ("denominator", r"\frac{\partial (a^\top x)}{\partial x} = a^\top", "right in numerator"),
        ("mixed", r"\frac{\partial (a^\top x)}{\partial x} = a^\top", "right in numerator"),
        ("numerator", r"\frac{\partial (a^\top x)}{\partial x} = a", "right in denominator"),
        ("denominator", r"\frac{\partial (A x)}{\partial x} = A", "right in numerator"),
        ("mixed", r"\frac{\partial (A x)}{\partial x} = A^\top", "right in denominator"),
        ("numerator", r"\frac{\partial (A x)}{\partial x} = A^\top", "right in denominator"),
        ("mixed", r"\frac{\partial (B x)}{\partial x} = B^\top", "right in denominator"),
        ("denominator", r"\frac{\partial (A x)}{\partial x^\top} = A^\top", "every layout"),
        ("denominator", r"\frac{\partial (a^\top x)}{\partial x^\top} = a", "every layout"),
        ("mixed", r"\frac{\partial (a^\top x)}{\partial x^\top} = a", "every layout"),
        ("numerator", r"\nabla_x (a^\top x) = a^\top", "every layout"),
    ],
)
def test_the_layout_in_which_it_would_be_right(layout: str, row: str, said: str) -> None:
    found = _checked(f"x, a: R^n\nA: R^{{n x n}}\nB: R^{{m x n}}\nlayout: {layout}", row)
    (verdict,) = (step.verdict for step in found.steps)
    assert verdict.outcome is Outcome.REFUTED
    assert verdict.mistake is not None and verdict.mistake.kind == "layout"
    assert said in verdict.mistake.message
