"""Entrywise function: f(A)_ij = f(A_ij), or a derivative of f. `data` is (name of f, order).

f is one of `operators/functions/`, or a name the note declares `elementwise`: arbitrary, smooth.
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    return args[0]


OPERATOR = Operator(
    name="map",
    title=Title("entrywise function", "逐元素函数"),
    shape=_shape,
    index_form=Primitive("an atom with fresh slots, keyed by f and its argument"),
    evaluate=None,  # the judge applies the function's own `value` along its jets
    differential=None,  # f'(A) o dA: the rule needs the function's name and order
    notation=Notation("{f}({0})", Binding.ATOM),
    samples=(r"\exp(A)", r"\sigma(x)", r"\tanh(X y)", r"\log(s)"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8, sec. 6",
)
