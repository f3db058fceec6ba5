"""Jacobian of a column y by a column x: J_ij = dy_i/dx_j, at x = `at`.

Equivalently dy = J dx. Arguments: (y, x, at); x is bound in y. Layouts transpose it where they
are read. x may be vec(X).
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    y, variable, _at = args
    if not (y.is_column and variable.is_column):
        return Clash(f"a Jacobian is of a column by a column, not {y} by {variable}", (0, 1))
    return Shape(y.rows, variable.rows)


OPERATOR = Operator(
    name="jacobian",
    title=Title("Jacobian", "雅可比矩阵"),
    shape=_shape,
    index_form=Primitive("the differential with dX replaced by a basis direction"),
    evaluate=None,  # the judge evaluates f along every basis direction
    differential=None,  # reached by differentiating f twice
    notation=Notation(r"\frac{\partial {0}}{\partial {1}}", Binding.ATOM),
    samples=("\\frac{\\partial (A x)}{\\partial x^\\top}",),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 5 and 6",
)
