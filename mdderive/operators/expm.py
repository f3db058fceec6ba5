r"""Matrix exponential: expm(A) = sum_k A^k / k!.

d expm(A) has no closed form; d tr(expm(A)) = tr(expm(A) dA), and d expm(A) = expm(A) dA where dA
commutes with A.
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].rows, args[0].cols):
        return Clash(f"an exponential needs a square matrix, not {args[0]}", (0,))
    return args[0]


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return ring.matrix_exp(args[0])


OPERATOR = Operator(
    name="expm",
    title=Title("matrix exponential", "矩阵指数"),
    shape=_shape,
    index_form=Primitive("an atom keyed by its argument"),
    evaluate=_evaluate,
    differential=None,  # no closed form, see above
    notation=Notation(r"\operatorname{expm}({0})", Binding.ATOM, spellings=("expm",)),
    samples=(r"\operatorname{expm}(A)", r"\operatorname{tr}(\operatorname{expm}(A))"),
    source="Higham, Functions of Matrices, ch. 10",
)
