"""Gradient of a scalar f by X, of the shape of X: G_ij = df/dX_ij, at X = `at`.

Equivalently df = tr(G^T dX). Arguments: (f, X, at); X is bound in f.
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    f, variable, _at = args
    if not f.is_scalar:
        return Clash(f"a gradient is of a scalar, not of {f}", (0,))
    return variable


OPERATOR = Operator(
    name="gradient",
    title=Title("gradient", "梯度"),
    shape=_shape,
    index_form=Primitive("the differential with dX replaced by a basis direction"),
    evaluate=None,  # the judge evaluates f along every basis direction
    differential=None,  # reached by differentiating f twice
    notation=Notation(r"\frac{\partial {0}}{\partial {1}}", Binding.ATOM),
    samples=("\\frac{\\partial (x^\\top A x)}{\\partial x}",),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 5 and 6",
)
