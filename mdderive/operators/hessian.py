"""Hessian of a scalar f by a column x: H_ij = d^2 f/dx_i dx_j, at x = `at`.

Arguments: (f, x, at); x is bound in f. x may be vec(X).
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    f, variable, _at = args
    if not (f.is_scalar and variable.is_column):
        return Clash(f"a Hessian is of a scalar by a column, not {f} by {variable}", (0, 1))
    return Shape(variable.rows, variable.rows)


OPERATOR = Operator(
    name="hessian",
    title=Title("Hessian", "海森矩阵"),
    shape=_shape,
    index_form=Primitive("the differential with dX replaced by a basis direction"),
    evaluate=None,  # the judge evaluates f along every basis direction
    differential=None,  # reached by differentiating f twice
    notation=Notation(r"\frac{\partial {0}}{\partial {1}}", Binding.ATOM),
    samples=("\\frac{\\partial^2 (x^\\top A x)}{\\partial x\\, \\partial x^\\top}",),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 5 and 6",
)
