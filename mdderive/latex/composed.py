r"""Functions read as others: `\max(0, z)` is relu(z), `\operatorname{adj}(A)` is |A| A^{-1}.

The second, like the matrix of cofactors |A| A^{-T}, is read where A is invertible.
"""

from fractions import Fraction

from mdderive.latex.formula import Call, Node, Num, Power, Product, Transposed

_CLASSICAL = {"adj": False, "cof": True}
MEANING = {"max": "relu", "adj": r"\det(A) A^{-1}", "cof": r"\det(A) A^{-\top}"}
WORDS = frozenset(MEANING)


def composed(call: Call) -> Node | None:
    """What the call of one of these words stands for, None if that is nothing that is read."""
    if call.order:
        return None
    if call.function == "max" and len(call.arguments) == 2:
        first, second = call.arguments
        other = second if _is_zero(first) else first if _is_zero(second) else None
        return None if other is None else Call("relu", (other,), 0, False, call.span)
    if call.function in _CLASSICAL and len(call.arguments) == 1:
        (matrix,) = call.arguments
        inverse: Node = Power(matrix, Num(Fraction(-1), call.span), call.span)
        if _CLASSICAL[call.function]:
            inverse = Transposed(inverse, call.span)
        return Product((Call("det", (matrix,), 0, False, call.span), inverse), (True,), call.span)
    return None


def _is_zero(node: Node) -> bool:
    return isinstance(node, Num) and node.value == 0
