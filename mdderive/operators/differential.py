"""Differential: dA, the linear part of A's change when the varying names change.

dX of a varying name X is an arbitrary direction; d of a constant is 0; d(dX) = 0. The kernel and
the judge each compute d of anything else in their own way.
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    return args[0]


OPERATOR = Operator(
    name="differential",
    title=Title("differential", "微分"),
    shape=_shape,
    index_form=Primitive("Leibniz over the factors of each monomial"),
    evaluate=None,  # the judge evaluates its argument along X + t dX
    differential=None,  # d(dX) = 0, and d(d f) is a second differential
    notation=Notation(r"\mathrm{d}{0}", Binding.SCRIPT, Binding.ATOM, ("d",)),
    samples=(r"\mathrm{d}X", r"\mathrm{d}(A B)", r"\mathrm{d}^2 s"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 5",
)
