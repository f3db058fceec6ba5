"""A formula multiplied out: monomials whose sum it is."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product as combinations

from mdderive.derive.edits.build import built, hadamard, negative, over, product, transposed
from mdderive.derive.edits.runs import factors
from mdderive.operators.apply import number
from mdderive.term import Apply, Term

MOST = 24
"""Above this many monomials a formula is left as it is."""

Join = Callable[[Sequence[Term]], Term | None]


LINEAR: Mapping[str, Join] = {
    "product": lambda args: product(*args),
    "hadamard": lambda args: hadamard(*args),
    "kronecker": lambda args: built("kronecker", args),
    "trace": lambda args: built("trace", args),
    "diag": lambda args: built("diag", args),
    "diagonal": lambda args: built("diagonal", args),
    "vec": lambda args: built("vec", args),
    "inner": lambda args: built("inner", args),
    "transpose": lambda args: transposed(args[0]),
    "negative": lambda args: negative(args[0]),
}
"""Operators that are linear in each argument that is multiplied out."""


def summands(term: Term) -> tuple[Term, ...]:
    """What the author added up, with signs."""
    match term:
        case Apply("sum", args):
            return tuple(part for arg in args for part in summands(arg))
        case Apply("negative", (Apply("sum", args),)):
            return tuple(part for arg in args for part in summands(negative(arg) or arg))
    return (term,)


def monomials(term: Term) -> tuple[Term, ...]:
    """Terms without sums outside functions, inverses and powers, whose sum is the term; powers of
    a sum count as products."""
    if not isinstance(term, Apply):
        return (term,)
    if term.operator == "sum":
        parts = tuple(part for arg in term.args for part in monomials(arg))
        return parts if len(parts) <= MOST else (term,)
    if term.operator == "power" and _is_sum(term.args[0]):
        repeated = factors(term)
        return _multiplied_out(term, "product", repeated) if len(repeated) > 1 else (term,)
    if term.operator == "power" and term.args[1] == number(2) and _is_norm(term.args[0]):
        return _squared(term)
    if term.operator == "quotient":
        tops = monomials(term.args[0])
        parts = tuple(part for top in tops if (part := over(top, term.args[1])) is not None)
        return parts if len(parts) == len(tops) else (term,)
    if term.operator not in LINEAR:
        return (term,)
    return _multiplied_out(term, term.operator, term.args)


def _is_norm(term: Term) -> bool:
    """The norm of a sum of columns."""
    if not isinstance(term, Apply) or term.operator != "norm":
        return False
    return _is_sum(term.args[0]) and term.args[0].shape.is_column


def _squared(term: Apply) -> tuple[Term, ...]:
    """The square of the norm of u as u^T u, multiplied out."""
    (column,) = term.args[0].args if isinstance(term.args[0], Apply) else ()
    square = product(transposed(column), column)
    return (term,) if square is None else monomials(square)


def _is_sum(term: Term) -> bool:
    return isinstance(term, Apply) and term.operator == "sum"


def _multiplied_out(whole: Term, operator: str, args: tuple[Term, ...]) -> tuple[Term, ...]:
    """One monomial for each choice of one monomial of every argument."""
    found: list[Term] = []
    for choice in combinations(*map(monomials, args)):
        part = LINEAR[operator](choice)
        if part is None or len(found) == MOST:
            return (whole,)
        found.append(part)
    return (whole,) if len(found) == 1 else tuple(found)
