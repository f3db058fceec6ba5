"""Product over an index: prod_i f_i, i = 1..N, as product_over(f, i, N); f is a scalar.

The index i is bound: it is a scalar symbol that occurs in f as an index of `entry`, `member` or
`delta` only. Indices count positions from 1, whatever the author's lower bound is.
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not args[0].is_scalar:
        return Clash(f"the factors of a product over an index are scalars, not {args[0]}", (0,))
    return args[0]


OPERATOR = Operator(
    name="product_over",
    title=Title("product over an index", "对下标求积"),
    shape=_shape,
    index_form=Primitive("its log is the sum of the logs"),
    evaluate=None,  # the judge evaluates the body at each value of the index
    differential=None,  # its log is a sum, which is differentiated
    notation=Notation(r"\prod_{{1}=1}^{{2}} {0}", Binding.SUM, Binding.PRODUCT),
    samples=(),
    source="Graham, Knuth and Patashnik, Concrete Mathematics, ch. 2",
)
