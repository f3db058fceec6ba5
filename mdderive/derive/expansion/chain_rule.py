r"""The chain rule: d f(u) = f'(u) o du entry by entry, and d\ell(u) = tr(G^T du), with its gradient
G at u, through a function that is not defined, each of its arguments moving in turn."""

from collections.abc import Mapping
from dataclasses import replace

from mdderive.derive.expansion.clean import total
from mdderive.operators import apply, scalar_functions
from mdderive.operators.application import partial_differential
from mdderive.term import Apply, Term


def entrywise(term: Apply, change: Term, written_out: bool) -> Term:
    """d of an entrywise function whose argument changes so; f' of a known f is `written_out`."""
    (arg,), (name, order) = term.args, term.data
    known = scalar_functions().get(str(name))
    if known is not None and order == 0 and written_out:
        slope = known.derivative(arg)
    else:
        slope = replace(term, data=(name, int(str(order)) + 1))
    joined = "product" if term.shape.is_scalar else "hadamard"
    return apply(joined, slope, change)


def of_arguments(term: Apply, changes: Mapping[int, Term]) -> Term | None:
    """d of an undefined function whose arguments at these places change so; None where one of its
    derivatives is no matrix."""
    parts = [partial_differential(term, place, change) for place, change in changes.items()]
    known = [part for part in parts if part is not None]
    return total(known) if len(known) == len(parts) else None
