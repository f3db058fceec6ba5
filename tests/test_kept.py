r"""What a derivation keeps of those before it, from the note to the verdict: names that it does not
declare anew keep declaration, facts and value; nothing that no longer holds makes a step true."""

from time import process_time

import pytest

from mdderive.answer import to_json
from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import Wanted, check, examined, opened
from mdderive.source import Source

ACCEPTED = (Outcome.PROVED, Outcome.TESTED, Outcome.GIVEN)


def block(lines: str, *rows: str) -> str:
    body = " \\\\\n".join(rows)
    return f"<!-- derive\n{lines}\n-->\n\n$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$\n\n"


def outcomes(note: str) -> list[Outcome]:
    found = check(Source("n.md", note), Config(), Wanted())
    return [step.verdict.outcome for step in found.steps]


A = block("A: R^{n x n} symmetric\nb: R^n", "r = A b")
USE = block("x: R^n", r"f &= x^\top A x", r"\nabla_x f &= 2 A x")
VALUE = block("x: R^n", r"f &= x^\top r", r"\nabla_x f &= A b")
B = block("B: R^{n x n}", "B B = B^2")

KEPT = {
    "declaration": A + USE,
    "value": A + VALUE,
    "over another": A + B + USE + B + VALUE,
    "size letter": A + block("C: R^{n x m}", r"A C &= A^\top C"),
    "size as a number": A + block("x: R^3", r"\frac{1}{n} A &= A \frac{2}{2 n}"),
    "function": block(r"\phi: elementwise" + "\nx: R^n", r"\phi(x) = \phi(x)")
    + block("y: R^m", r"\mathrm{d}\phi(y) = \phi'(y) \odot \mathrm{d}y"),
    "defined function": block("w: R^n\nx: R^n", r"h(x) = w^\top x")
    + block("y: R^n", r"2 h(y) &= 2 w^\top y"),
    "family": block("x_i: R^d, i = 1..N", r"x_i = x_i")
    + block("w: R^d", r"\sum_i w^\top x_i = w^\top \sum_j x_j"),
    "tie": block(r"x_i: R^d, i = 1..N" + "\n" + r"X: R^{N x d} rows x_i^\top", "X = X")
    + block("B: R^{d x d}", r"X^\top X B = \sum_i x_i x_i^\top B"),
    "fact": block(r"\lambda: R" + "\n" + r"\lambda^2 = 1", r"\lambda = \lambda")
    + block("B: R^{n x n}", r"\lambda \lambda B = B"),
    "spelling": block("x_i: R^d, i = 1..N\n" + r"\sum x = \sum_i x_i", r"\sum x = \sum_i x_i")
    + block("w: R^d", r"w^\top \sum x = \sum_i w^\top x_i"),
    "entry": block("X: R^{n x n} diagonal", "X = X") + block("y: R^n", r"X_{1,1} y = y X_{1,1}"),
    "power in a name": block(r"\sigma^2: R" + "\n" + r"\sigma^2 > 0", r"\sigma^2 = \sigma^2")
    + block("x: R^n", r"\sigma^2 x = x \sigma^2"),
    "other script first": block("x_i^{(t)}: R^d, i = 1..N, t = 1..M", r"x_i^{(t)} = x_i^{(t)}")
    + block("w: R^d", r"w^\top \sum_i x^{(t)}_i = \sum_i w^\top x_i^{(t)}"),
    "family of other letters": block("e_i: R^m, i = 1..m\n" + r"(e_i)_k = \delta_{ik}", "e_i = e_i")
    + block("A: R^{m x n}\ne_j: R^n, j = 1..n\n" + r"(e_j)_k = \delta_{jk}", r"A_{:,j} = A e_j"),
    "defined in spite of a fact": block("y: R^n\n" + r"\mathbf{1}^\top y = 1", "y = y")
    + block("x: R^n", "y &= 2 x", r"\nabla_x (x^\top y) &= 4 x"),
    "defined anew": A + block("x: R^n", r"r &= 2 x", r"\nabla_x (r^\top x) &= 4 x"),
    "built-in": block("I: R^{n x n}\nT: R\nE: R^{n x n}\ne: R^n", "I = I", "E = E", "e = e")
    + block("B: R^{n x m}", r"I B &= B", r"(B^T)^T &= B", r"\log e &= 1"),
    "bold beside plain": block(r"\mathbf{x}: R^n" + "\nx: R", r"x \mathbf{x} = \mathbf{x} x")
    + block(r"\mathbf{x}: R^m", r"x \mathbf{x} + x \mathbf{x} = 2 x \mathbf{x}"),
    "nothing of it": block("A: R^{n x n}\nx: R^n\nwrt: x", r"f &= x^\top A x")
    + block("B: R^{n x n} invertible\nx: R^n", "P &= B B^{-1}", "P P &= P", "P x &= x"),
    "other font": block(r"\mathbf{A}: R^{n x n} symmetric", r"\mathbf{A} = \mathbf{A}") + USE,
    "words about another": A + "We differentiate for any $x$ in what follows.\n\n" + USE,
    "told before": "Let $A \\in \\mathbb{R}^{n \\times n}$.\n\n" + A + USE,
    "of the front matter": "---\nderive:\n  declare:\n    - 'C: R^{n x n}'\n---\n\n"
    + block("b: R^n", "r = C b")
    + block("x: R^n", r"x^\top r = x^\top C b"),
    "of the prose": "Let $C \\in \\mathbb{R}^{n \\times n}$.\n\n"
    + block("b: R^n", "r = C b")
    + block("x: R^n", r"x^\top r = x^\top C b"),
}


@pytest.mark.parametrize("note", KEPT.values(), ids=KEPT)
def test_names_are_kept(note: str) -> None:
    assert outcomes(note)[-1] is Outcome.PROVED


FREE = "A: R^{n x n}"
STALE = {
    "declared": A + block("x: R^n\n" + FREE, r"f &= x^\top A x", r"\nabla_x f &= 2 A x"),
    "declared between": A + block(FREE, "A = A") + USE,
    "declared between, bold": A + block(r"\mathbf{A}: R^{n x n}", r"\mathbf{A} = \mathbf{A}") + USE,
    "other shape between": A + block("A: R^{n x m}", "A = A") + USE,
    "defined between": A + block("C: R^{n x n}", "A = C") + USE,
    "not to be read": A + block("A: R^{n x", "n = n") + USE,
    "not to be read here": A
    + block("x: R^n\nA: R^{n x", r"f &= x^\top A x", r"\nabla_x f &= 2 A x"),
    "without a colon": A + block("x: R^n\nA R^{n x n}", r"f &= x^\top A x", r"\nabla_x f &= 2 A x"),
    "without a colon between": A + block("C: R^n\nA R^{n x n}", "C = C") + USE,
    "without a display": A + "<!-- derive\nA: R^{n x n}\n-->\n\nWords.\n\n" + USE,
    "denied": A + "Now $A$ is not symmetric.\n\n" + USE,
    "arbitrary": A + "In what follows $A$ is arbitrary.\n\n" + USE,
    "general": A + "We generalise to arbitrary square $A$.\n\n" + USE,
    "dropped": A + "We now drop the symmetry of $A$.\n\n" + USE,
    "arbitrary, in Chinese": A + "下面 $A$ 为任意矩阵。\n\n" + USE,
    "another kind": A + "Now $A$ is upper triangular.\n\n" + USE,
    "equal to what is declared beside": A
    + "Let now $A = B C$ with $B, C \\in \\mathbb{R}^{n\\times n}$.\n\n"
    + USE,
    "written out": A + r"Let $A = \begin{pmatrix}0&1\\0&0\end{pmatrix}$." + "\n\n" + USE,
    "value denoted": block("A: R^{n x n}\nb: R^n", "r = A b")
    + "Let us denote by $r$ the vector $A^\\top b$.\n\n"
    + block("x: R^n", r"x^\top r = x^\top A b"),
    "value replaced": block("A: R^{n x n}\nb: R^n", "r = A b")
    + "Now $r$ is replaced by $A^\\top b$.\n\n"
    + block("x: R^n", r"x^\top r = x^\top A b"),
    "introduced": A + "Let $A \\in \\mathbb{R}^{n\\times n}$.\n\n" + USE,
    "what it rests on": A + block("x: R^n\nb: R^n", r"f &= x^\top r", r"\nabla_x f &= A b"),
    "what it rests on, between": A + block("b: R^n", "b = b") + VALUE,
    "what it rests on, defined": A + block("c: R^n", "b = 2 c") + VALUE,
    "old value": A + block("x: R^n", r"r &= 2 x", r"\nabla_x (x^\top r) &= A b"),
    "value not read": block("A: R^{n x n}\nb: R^n", r"r = A \unknown b")
    + block("x: R^n", r"x^\top r = r^\top x"),
    "value not read between": A + block("c: R^n", r"r = \unknown c") + VALUE,
    "a differential": block("y: R^n\nA: R^{n x n}", r"v = A \mathrm{d}y")
    + block("x: R^n", r"\mathrm{d}x^\top v = \mathrm{d}x^\top A \mathrm{d}y"),
    "contradiction": block(r"\lambda: R" + "\n" + r"\lambda > 0", r"\lambda = \lambda")
    + block("x: R^n\n" + r"\lambda < 0", r"\lambda x = 0"),
    "fact about another": block("x: R^n\ny: R^n\n" + r"x^\top y = 1", "x = x")
    + block("y: R^n", r"x^\top y = 1"),
    "constant of one": block("A: R^{n x n}\nx: R^n\nwrt: A", r"f = x^\top A x")
    + block("C: R^n\nwrt: x", r"\mathrm{d}f = x^\top \mathrm{d}A x + C^\top C"),
    "refuted": block("x: R^n", r"f &= x^\top x = 2 x^\top x")
    + block("B: R^n", r"f + B^\top B = 2 x^\top x + B^\top B"),
    "sigma": block(r"\sigma: elementwise" + "\nx: R^n", r"h = \sigma(x)")
    + block("y: R^n", r"y + h = y + \sigma(x)"),
    "bold beside a plain one of its own": block(r"\mathbf{x}: R^n", r"\mathbf{x} = \mathbf{x}")
    + block("x: R", r"x^2 = \|\mathbf{x}\|^2"),
    "declared in another font than it is written": block(r"\mathbf{A}: R^{n x n}", "n = n")
    + block("A: R^{n x n} symmetric", r"\mathbf{A} = \mathbf{A}^\top"),
    "size of a name": A + block("n: R\nx: R^m", r"n A = n A^\top"),
}


@pytest.mark.parametrize("note", STALE.values(), ids=STALE)
def test_what_no_longer_holds_makes_nothing_true(note: str) -> None:
    assert outcomes(note)[-1] not in ACCEPTED


def test_nothing_is_kept_of_another_note() -> None:
    notes = [Source("a.md", A), Source("b.md", USE)]
    *_, last = list(examined(notes, Config(), Wanted()))
    assert [s.verdict.outcome for s in last.checked.steps][-1] not in ACCEPTED


def test_what_is_kept_is_listed_with_its_line() -> None:
    found = check(Source("n.md", "\n\n" + A + VALUE), Config(), Wanted(reading=True))
    *_, last = found.steps
    assert {"A in R^{n x n} (line 3)", "r as defined (line 3)"} <= set(last.verdict.assumes)
    reading = found.derivations[-1].reading
    assert reading is not None
    assert "A: n x n, symmetric, kept from line 3" in reading


def test_what_rests_on_another_name_says_which() -> None:
    found = check(Source("n.md", STALE["what it rests on"]), Config(), Wanted())
    messages = [said.message for said in found.diagnostics]
    assert "`r` of line 1 rests on `b`, which no longer means the same" in messages


OTHERS = block("y: R^n\nC: R^{n x n}", r"s &= C y", r"\mathrm{d}s &= C \mathrm{d}y")


def last_question(note: str) -> bytes:
    return to_json(opened(Source("n.md", note), Config(), Wanted()).questions[-1])


def test_a_question_holds_what_it_rests_on_and_no_more() -> None:
    other = OTHERS.replace("C y", "C C y")
    assert last_question(A + OTHERS + USE) == last_question(A + other + USE)
    free = A.replace(" symmetric", "          ")
    assert last_question(A + OTHERS + USE) != last_question(free + OTHERS + USE)
    renamed = A.replace("r = A b", "r = b A")
    assert last_question(A + USE) == last_question(renamed + USE)
    assert last_question(A + VALUE) != last_question(renamed + VALUE)


def cost(note: str) -> float:
    start = process_time()
    opened(Source("n.md", note), Config(), Wanted())
    return process_time() - start


@pytest.mark.parametrize(
    "more",
    [lambda k: USE, lambda k: block(f"B_{{{k}}}: R^{{n x n}}", f"r_{k + 1} = B_{{{k}}} r_{k}")],
)
def test_many_derivations_do_not_cost_more_each(more: object) -> None:
    assert callable(more)
    few, many = (A + "".join(more(k) for k in range(count)) for count in (60, 480))
    assert cost(many) < 30 * cost(few) + 1
