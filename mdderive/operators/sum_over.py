"""Sum over an index: sum_i F_i, i = 1..N, as sum_over(F, i, N); F may be a matrix.

The index i is bound: it is a scalar symbol that occurs in F as an index of `entry`, `member` or
`delta` only. Indices count positions from 1, whatever the author's lower bound is.
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    return args[0]


OPERATOR = Operator(
    name="sum_over",
    title=Title("sum over an index", "对下标求和"),
    shape=_shape,
    index_form=Primitive("its index is an axis of its own"),
    evaluate=None,  # the judge evaluates the body at each value of the index
    differential=None,  # d sum_i F_i = sum_i dF_i, with i bound in both
    notation=Notation(r"\sum_{{1}=1}^{{2}} {0}", Binding.SUM, Binding.PRODUCT),
    samples=(),
    source="Graham, Knuth and Patashnik, Concrete Mathematics, ch. 2",
)
