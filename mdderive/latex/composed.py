r"""Functions read as others: `\max(0, z)` is relu(z), `\operatorname{adj}(A)` is |A| A^{-1}.

The second, like the matrix of cofactors |A| A^{-T}, is read of matrices that are declared
invertible, and of products of them. Both are polynomials, so what holds of all matrices holds of
singular ones too; but the invertible ones among the skew, or those with P^2 = P, say nothing of the
others: adj(K) is symmetric for a skew K of three rows.
"""

from collections.abc import Mapping
from fractions import Fraction

from mdderive.latex.formula import Bracket, Call, Name, Node, Num, Power, Product, Transposed
from mdderive.latex.unreadable import Unreadable
from mdderive.term import Declaration, Property

_CLASSICAL = {"adj": False, "cof": True}
MEANING = {"max": "relu", "adj": r"\det(A) A^{-1}", "cof": r"\det(A) A^{-\top}"}
WORDS = frozenset(MEANING)
_REGULAR = frozenset({Property.INVERTIBLE, Property.POSITIVE_DEFINITE, Property.ORTHOGONAL})


def composed(call: Call, declared: Mapping[str, Declaration]) -> Node | None:
    """What the call of one of these words stands for, None if that is nothing that is read."""
    if call.order:
        return None
    if call.function == "max" and len(call.arguments) == 2:
        first, second = call.arguments
        other = second if _is_zero(first) else first if _is_zero(second) else None
        return None if other is None else Call("relu", (other,), 0, False, call.span)
    if call.function in _CLASSICAL and len(call.arguments) == 1:
        (matrix,) = call.arguments
        if not _is_regular(matrix, declared):
            message = f"`{call.function}` of a matrix that may be singular"
            fix = "Declare each of its factors `invertible`, or write what it stands for."
            raise Unreadable("D204", message, call.span, fix=fix)
        inverse: Node = Power(matrix, Num(Fraction(-1), call.span), call.span)
        if _CLASSICAL[call.function]:
            inverse = Transposed(inverse, call.span)
        return Product((Call("det", (matrix,), 0, False, call.span), inverse), (True,), call.span)
    return None


def _is_regular(node: Node, declared: Mapping[str, Declaration]) -> bool:
    """Whether a matrix is a product of names that are declared invertible."""
    match node:
        case Name(name):
            return name in declared and bool(declared[name].properties & _REGULAR)
        case Transposed(body) | Bracket(body):
            return _is_regular(body, declared)
        case Product(factors):
            return all(_is_regular(factor, declared) for factor in factors)
    return False


def _is_zero(node: Node) -> bool:
    return isinstance(node, Num) and node.value == 0
