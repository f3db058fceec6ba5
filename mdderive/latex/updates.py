r"""Updates: `w = w - \eta \nabla f` is a step of an iteration, not an equation of w."""

from mdderive.latex.formula import Derivative, Nabla, Name, Node, Sum, children
from mdderive.latex.unreadable import Unreadable


def is_update(name: str, right: Node) -> bool:
    """w = w - c dL/dw: a step of an iteration, not an equation of w."""
    if not isinstance(right, Sum):
        return False
    own = any(sign > 0 and isinstance(t, Name) and t.name == name for sign, t in right.terms)
    return own and any(_holds_derivative(term) for _, term in right.terms)


def _holds_derivative(node: Node) -> bool:
    return isinstance(node, Nabla | Derivative) or any(map(_holds_derivative, children(node)))


def refuse_update(name: str, right: Node) -> bool:
    message = f"`{name}` stands on both sides and has no value"
    fix = "Index the iterates: `w_{k+1} = w_k - ...`."
    raise Unreadable("D210", message, right.span, fix=fix)
