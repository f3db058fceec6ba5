"""A formula multiplied out: monomials whose sum it is."""

from collections.abc import Callable, Sequence
from itertools import product as combinations

from mdderive.derive.edits.build import built, hadamard, negative, over, product, transposed
from mdderive.term import Apply, Term

MOST = 24
"""Above this many monomials a formula is left as it is."""

Join = Callable[[Sequence[Term]], Term | None]


def _over(args: Sequence[Term]) -> Term | None:
    return over(args[0], args[1])


LINEAR: dict[str, Join] = {
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
    "quotient": _over,
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
    """Terms without sums outside functions, inverses and powers, whose sum is the term."""
    if isinstance(term, Apply) and term.operator == "sum":
        parts = tuple(part for arg in term.args for part in monomials(arg))
        return parts if len(parts) <= MOST else (term,)
    if not isinstance(term, Apply) or term.operator not in LINEAR:
        return (term,)
    divided = term.operator == "quotient"
    choices = [monomials(arg) for arg in (term.args[:1] if divided else term.args)]
    join = LINEAR[term.operator]
    found: list[Term] = []
    for choice in combinations(*choices):
        whole = join((*choice, term.args[1]) if divided else choice)
        if whole is None or len(found) == MOST:
            return (term,)
        found.append(whole)
    return (term,) if len(found) == 1 else tuple(found)
