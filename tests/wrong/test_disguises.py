"""False claims in the dress of something else: a definition, a hypothesis, a fact, a convention.

The last row of each case is checked; what stands before it sets the stage. A row that is false must
be refuted, or unreadable where the notation leaves it open; only what the language of the notes
says is given may be given.
"""

from dataclasses import dataclass

import pytest

from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

REFUTED = frozenset({Outcome.REFUTED})
UNREADABLE = frozenset({Outcome.UNREADABLE})
PATIENT = Config(budget=Budget(seconds=60.0))
FAILS = REFUTED | UNREADABLE
GIVEN = frozenset({Outcome.GIVEN})
HOLDS = frozenset({Outcome.PROVED, Outcome.TESTED})


@dataclass(frozen=True)
class Case:
    label: str
    annotation: str
    rows: tuple[str, ...]
    expected: frozenset[Outcome]


QUADRATIC = ("x, y, b: R^n\nA: R^{n x n}\nwrt: x", r"f &= x^\top A x")


def quadratic(label: str, expected: frozenset[Outcome], *rows: str) -> Case:
    annotation, definition = QUADRATIC
    return Case(label, annotation, (definition, *rows), expected)


GRADIENT_ZERO = r"\frac{\partial f}{\partial x} &= 0"

CASES = (
    Case("a name on both sides", "x: R^n", (r"x &= 2 x",), REFUTED),
    Case("a second definition", "x: R^n", (r"z &= 2 x", r"z &= 3 x"), REFUTED),
    Case("a second definition, :=", "x: R^n", (r"z &:= 2 x", r"z &:= 3 x"), REFUTED),
    Case("equivalence for equality", "A, B: R^{n x n}", (r"A B &\equiv B A",), REFUTED),
    Case("a definition, then a claim", "A, B: R^{n x n}", (r"C = A B &= B A",), REFUTED),
    Case("a sign at the end of its row", "A, B: R^{n x n}", ("A B =", "B A"), REFUTED),
    Case("a sign at the start of its row", "A, B: R^{n x n}", ("A B", "&= B A"), REFUTED),
    Case("a known function defined anew", "x: R^n", (r"\tanh(x) &= x",), FAILS),
    Case("relu defined anew", "x: R^n", (r"\operatorname{relu}(x) &= x",), FAILS),
    Case("softmax defined anew", "x: R^n", (r"\operatorname{softmax}(x) &= x",), FAILS),
    Case(
        "a declared function defined anew", "\\phi: elementwise\nx: R^n", (r"\phi(x) &= x",), FAILS
    ),
    Case("a trace defined anew", "A: R^{n x n}", (r"\operatorname{tr}(A) &= 1",), REFUTED),
    Case("a norm defined anew", "x: R^n", (r"\|x\| &= 1",), REFUTED),
    Case("an entry of nothing", "x: R^n", (r"x^\top x &= 0",), REFUTED),
    Case("zero on the left", "x, b: R^n\nA: R^{n x n}", (r"0 &= A x - b",), REFUTED),
    Case(
        "a property that the value lacks",
        "A: R^{n x n} symmetric\nB, C: R^{n x n}",
        (r"A &= B C", r"A^\top &= A"),
        FAILS,
    ),
    Case(
        "a function used at another argument",
        "x, y: R^n\nA: R^{n x n}",
        (r"f(x) &= x^\top A x", r"f(y) &= y^\top A x"),
        REFUTED,
    ),
    quadratic("a gradient set to zero is a hypothesis", GIVEN, GRADIENT_ZERO),
    quadratic(
        "a Hessian set to zero is a claim",
        REFUTED,
        r"\frac{\partial^2 f}{\partial x\, \partial x^\top} &= 0",
    ),
    quadratic("a second differential set to zero is a claim", REFUTED, r"\mathrm{d}^2 f &= 0"),
    quadratic("a gradient set to something else", REFUTED, r"\frac{\partial f}{\partial x} &= b"),
    quadratic("what does not follow from the hypothesis", FAILS, GRADIENT_ZERO, r"x &= y"),
    quadratic("what would follow if A were symmetric", FAILS, GRADIENT_ZERO, r"A x &= 0"),
    quadratic("a differential of a matrix set to zero", FAILS, r"\mathrm{d}(x x^\top) &= 0"),
    quadratic(
        "a condition behind the formula",
        FAILS,
        r"\frac{\partial f}{\partial x} &= 2 A x \quad (A = A^\top)",
    ),
    quadratic(
        "a condition in words",
        FAILS,
        r"\frac{\partial f}{\partial x} &= 2 A x \quad \text{if } A \text{ is symmetric}",
    ),
    quadratic(
        "a reason in words", REFUTED, r"\frac{\partial f}{\partial x} &= 2 A x && \text{(symmetry)}"
    ),
    quadratic("f by a name that it does not mention", FAILS, r"\frac{\partial f}{\partial b} &= 0"),
    quadratic("a differential without its definition", FAILS, r"\mathrm{d}g &= x^\top A x"),
    quadratic("an implication", FAILS, r"A x = 0 &\implies x = 0"),
    quadratic("an implication of a false premise", FAILS, r"x^\top x + 1 = 0 \implies x = b"),
    quadratic("an update", FAILS, r"x &= x - b"),
    quadratic("nearly equal", FAILS, r"x^\top A x &\approx x^\top x"),
    quadratic("proportional", FAILS, r"x^\top A x &\propto x^\top x"),
    quadratic("an order", FAILS, r"x^\top A x &\ge 0"),
    Case(
        "facts that contradict each other",
        "y: R^n\n\\mathbf{1}^\\top y = 1\n\\mathbf{1}^\\top y = 2",
        (r"\mathbf{1}_n^\top y &= 3",),
        FAILS,
    ),
    Case("facts that no number meets", "s: R\ns > 0\ns < 0", (r"s &= s + 1",), FAILS),
    Case(
        "a fact used", "y: R^n\n\\mathbf{1}^\\top y = 1", (r"\mathbf{1}_n^\top (2 y) &= 2",), HOLDS
    ),
    Case("a fact that says less", "y: R^n\n\\mathbf{1}^\\top y = 1", (r"y^\top y &= 1",), REFUTED),
    Case("a square that has two roots", "s: R\n(s)^2 = 1", (r"s &= 1",), FAILS),
    Case("the same square", "s: R\n(s)^2 = 1", (r"s^3 &= s",), HOLDS),
    Case(
        "the other layout",
        "x: R^n\nA: R^{n x n}\nlayout: numerator\nwrt: x",
        (r"y &= A x", r"\frac{\partial y}{\partial x} &= A^\top"),
        REFUTED,
    ),
    Case(
        "mixed layout",
        "x: R^n\nA: R^{n x n}\nlayout: mixed\nwrt: x",
        (r"y &= A x", r"\frac{\partial y}{\partial x} &= A^\top"),
        REFUTED,
    ),
    Case("a declared d", "d, x: R^n\nwrt: x", (r"\mathrm{d}(d^\top x) &= d^\top x",), REFUTED),
    Case("a declared delta", "\\delta, x: R^n", (r"\delta x^\top &= x \delta^\top",), REFUTED),
    Case("a declared T", "T: R^{n x n}", (r"T^T &= T",), REFUTED),
    Case("a macro", "A, B: R^{n x n}\nmacro: \\t = \\top", (r"(A B)^\t &= A^\t B^\t",), REFUTED),
    Case(
        "two by two holds there",
        "A: R^{2 x 2}",
        (r"\operatorname{tr}(A)^2 - \operatorname{tr}(A^2) &= 2 |A|",),
        HOLDS,
    ),
    Case(
        "two by two in three",
        "A: R^{3 x 3}",
        (r"\operatorname{tr}(A)^2 - \operatorname{tr}(A^2) &= 2 |A|",),
        REFUTED,
    ),
    Case("a projection of full rank", "P: R^{2 x 2} projection", (r"|P| &= 0",), FAILS),
    Case(
        "a projection of rank one",
        "P: R^{2 x 2} projection",
        (r"\operatorname{tr}(P) &= 1",),
        FAILS,
    ),
    Case(
        "a projection's determinant",
        "P: R^{n x n} projection\nA: R^{n x n}",
        (r"|P| A &= |P| A^\top",),
        FAILS,
    ),
    Case("a reflection", "Q: R^{2 x 2} orthogonal", (r"|Q| &= 1",), REFUTED),
    Case("a kink far away", "s: R", (r"|s + 1000| &= s + 1000",), FAILS),
    Case("nothing beyond the kink", "s: R", (r"\operatorname{relu}(s - 1000) &= 0",), FAILS),
    Case(
        "two kinks close together",
        "s: R",
        (r"|s + \frac{1}{100}| &= |s| + \frac{1}{100} \operatorname{sign}(s)",),
        FAILS,
    ),
    Case("a root with two signs", "s: R", (r"(s^2)^{1/2} &= s",), REFUTED),
    Case("a norm of a multiple", "s: R\nx: R^n", (r"\|s x\| &= s \|x\|",), REFUTED),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_the_last_row_is_not_taken_for_what_it_seems(case: Case) -> None:
    rows = " \\\\\n".join(case.rows)
    display = f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$\n"
    note = f"<!-- derive\n{case.annotation}\n-->\n\n{display}"
    checked = check(Source("note.md", note), PATIENT)
    steps = list(checked.steps)
    faults = [d.message for d in checked.diagnostics if d.code.startswith("D9")]
    assert not faults
    # A block that cannot be read as a whole has diagnostics in place of steps.
    outcome = steps[-1].verdict.outcome if steps else Outcome.UNREADABLE
    assert outcome in case.expected, [(s.verdict.outcome, s.step.right.text) for s in steps]
