"""Signs that are known from the form of a term: squares, norms, exponentials and what they make up.

`sign_of` is 1 where every entry is >= 0 at every point, -1 where every entry is <= 0, else 0. It
only saves the judge from looking for the other side of a kink where there is none.
"""

from fractions import Fraction

from mdderive.recompute.one_signed import polynomial_sign
from mdderive.term import Apply, Dimension, Number, Problem, Property, Symbol, Term

ENTRYWISE = frozenset(
    {
        "product", "hadamard", "kronecker", "quotient", "hadamard_quotient", "transpose", "trace",
        "diag", "diagonal", "inner", "stacked", "beside", "sum_over", "product_over", "family",
        "entry", "member", "fill", "vec", "sum", "norm1",
    }
)  # fmt: skip
"""Operators that make entries >= 0 of entries >= 0."""

ALWAYS = frozenset({"norm", "norm1", "softmax", "ones", "identity", "zero", "delta"})
RANGES = frozenset({"exp", "sigmoid", "softplus", "relu", "abs", "sqrt", "step"})
"""Functions whose values are >= 0."""

ODD = frozenset({"tanh", "sign"})
DEFINITE = frozenset({Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE})
SIGNED = {">": 1, ">=": 1, "<": -1, "<=": -1}


def sign_of(term: Term, problem: Problem) -> int:
    """The sign of all entries at all points, as far as the form shows it."""
    found = _by_form(term, problem)
    return found or (polynomial_sign(term, problem) if term.shape.is_scalar else 0)


def _by_form(term: Term, problem: Problem) -> int:
    match term:
        case Number(value=value):
            return (value > 0) - (value < 0) or 1
        case Dimension():
            return int(all(factor > 0 for _, factor in term.size.terms))
        case Symbol(name=name):
            return _of_name(name, problem)
    if term.operator == "negative":
        return -sign_of(term.args[0], problem)
    given = _given(term, problem)
    if given:
        return given
    if term.operator in ALWAYS or _is_square(term, problem):
        return 1
    if term.operator == "map":
        function, order = term.data
        inside = sign_of(term.args[0], problem) if function in ODD and order == 0 else 0
        return int(function in RANGES and order == 0) or inside
    if term.operator in ("power", "hadamard_power"):
        return int(term.args[0].shape.is_scalar and sign_of(term.args[0], problem) == 1)
    if term.operator not in ENTRYWISE:
        return 0
    return _together(term, problem)


def _together(term: Apply, problem: Problem) -> int:
    body = term.args[:1] if term.operator.endswith(("_over", "family", "entry", "member")) else None
    signs = [sign_of(arg, problem) for arg in (body or term.args)]
    if term.operator in ("sum", "stacked", "beside"):
        return signs[0] if len(set(signs)) == 1 else 0
    if term.operator == "product_over":
        return int(signs[0] == 1)
    total = 1
    for sign in signs:
        total *= sign
    return total


def _of_name(name: str, problem: Problem) -> int:
    declared = problem.declarations.get(name)
    if declared is None:
        return 0
    if Property.POSITIVE in declared.properties:
        return 1
    return _given(Symbol(name, declared.shape), problem)


def _given(term: Term, problem: Problem) -> int:
    """The sign that a fact gives to just this term."""
    for fact in problem.facts:
        if fact.left == term and fact.right == Number(Fraction(0)):
            return SIGNED.get(fact.relation, 0)
    return 0


def _is_square(term: Apply, problem: Problem) -> bool:
    """An even power, u (.) u, <u, u>, u^T S u with S semidefinite."""
    args = term.args
    match term.operator:
        case "power" | "hadamard_power":
            exponent = args[1]
            even = isinstance(exponent, Number) and exponent.value % 2 == 0
            return even and (term.operator == "hadamard_power" or args[0].shape.is_scalar)
        case "inner" | "hadamard":
            return len(args) == 2 and args[0] == args[1]
        case "product" if len(args) in (2, 3) and term.shape.is_scalar:
            middle = len(args) == 2 or _is_definite(args[1], problem)
            return middle and _mirrored(args[0], args[-1])
    return False


def _mirrored(left: Term, right: Term) -> bool:
    transposed = isinstance(left, Apply) and left.operator == "transpose" and left.args[0] == right
    return transposed or (left.shape.is_scalar and left == right)


def _is_definite(term: Term, problem: Problem) -> bool:
    if isinstance(term, Apply) and term.operator == "inverse":
        return _is_definite(term.args[0], problem)
    if not isinstance(term, Symbol) or term.name not in problem.declarations:
        return False
    return not DEFINITE.isdisjoint(problem.declarations[term.name].properties)
