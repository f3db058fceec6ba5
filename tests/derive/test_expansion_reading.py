"""Reading off: from a line that shows a derivative, in every layout, and from none that doesn't."""

import pytest

from mdderive.derive.expansion.clean import clean
from mdderive.derive.expansion.ground import Ground
from mdderive.derive.expansion.reading import Derivative
from mdderive.operators import apply, number
from mdderive.term import Symbol, Term
from tests.derive.formulas import column, d, minus, plus, symbol, t, times, tr

X, A, B = symbol("X"), symbol("A"), symbol("B")
x, a, b = column("x"), column("a"), column("b")
s, z = symbol("s", "1", "1"), column("z")
GROUND = Ground(values={"z": times(X, x)}, moving=frozenset("XABxabsz"))


def derivative(variable: Symbol, operator: str = "gradient", turned: bool = False) -> Derivative:
    return Derivative(variable, operator, s, variable, turned)


@pytest.mark.parametrize(
    ("line", "variable", "found"),
    [
        (tr(times(A, d(X))), X, t(A)),
        (tr(times(t(A), d(X))), X, A),
        (times(number(2), tr(times(t(A), d(X)))), X, times(number(2), A)),
        (times(s, t(a), d(x)), x, times(s, a)),
        (tr(d(X)), X, apply("identity", shape=X.shape)),
        (plus(tr(times(t(A), d(X))), minus(times(t(a), d(x)))), X, A),
        (plus(tr(times(t(A), d(X))), minus(times(t(a), d(x)))), x, minus(a)),
        (times(times(t(a), b), d(s)), s, times(t(a), b)),
        (tr(times(A, d(X), B)), X, None),
        (tr(times(t(d(X)), A)), X, None),
        (plus(tr(times(A, d(X))), tr(times(B, d(X)))), X, None),
        (plus(tr(times(A, d(X))), tr(times(X, d(times(X, B))))), X, None),
        (plus(tr(times(A, d(X))), times(t(a), d(z))), X, None),
        (tr(times(A, B)), X, None),
    ],
)
def test_reading_a_gradient(line: Term, variable: Symbol, found: Term | None) -> None:
    read = derivative(variable).read(clean(line), GROUND)
    assert read == (None if found is None else clean(found))


def test_the_layout_turns_what_is_read() -> None:
    line = clean(tr(times(A, B, d(X))))
    assert derivative(X, turned=True).read(line, GROUND) == clean(times(A, B))
    assert derivative(X).read(line, GROUND) == clean(t(times(A, B)))


def test_a_jacobian_is_what_stands_before_dx() -> None:
    line = clean(plus(times(A, d(x)), times(B, d(a))))
    assert derivative(x, "jacobian").read(line, GROUND) == A
    assert derivative(x, "jacobian", turned=True).read(line, GROUND) == clean(t(A))
