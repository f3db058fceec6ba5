"""Unfolding definitions: what a term says once every name with a value is replaced by it.

A derivative by z, `gradient(f, z, z)`, is a derivative of the function z -> f at z. Inside the
binder f is unfolded down to z, which stays a variable; the point is unfolded as usual. So with
z = Wx and L = z^T z, dL/dz becomes the gradient of z^T z by z, at z = Wx: z varies, W and x are
held. Definitions have no cycles (the reader refuses them), so unfolding ends.
"""

from collections.abc import Mapping

from mdderive.term import Term, children, replace, symbols, with_children
from mdderive.term.term import Apply, Symbol
from mdderive.term.walk import BINDERS


def unfold(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with all names that have a value replaced by it, down to names that have none."""
    if not values:
        return term
    if isinstance(term, Symbol):
        value = values.get(term.name)
        return term if value is None else unfold(value, values)
    if isinstance(term, Apply) and term.operator in BINDERS:
        body, variable, at = term.args
        held = symbols(variable)
        inner = {name: value for name, value in values.items() if name not in held}
        return with_children(term, (unfold(body, inner), variable, unfold(at, values)))
    parts = tuple(unfold(child, values) for child in children(term))
    return _logarithm(term, parts) or with_children(term, parts)


def _logarithm(term: Term, parts: tuple[Term, ...]) -> Term | None:
    r"""The logarithm of a name that a row `\log p = u` defines as exp(u) is u itself."""
    if not (isinstance(term, Apply) and term.data == ("log", 0) and term.args[0] != parts[0]):
        return None
    value = parts[0]
    return value.args[0] if isinstance(value, Apply) and value.data == ("exp", 0) else None


def unfold_once(term: Term, values: Mapping[str, Term]) -> Term:
    """One level of definitions only, as an expansion shows them."""
    return replace(term, values)


def missing_variable(term: Term, values: Mapping[str, Term]) -> tuple[str, str] | None:
    """A derivative of a defined name by a name that its definition doesn't mention, as (name,
    variable): more likely a slip than a zero."""
    if isinstance(term, Apply) and term.operator in BINDERS:
        body, variable, _ = term.args
        if isinstance(body, Symbol) and body.name in values and isinstance(variable, Symbol):
            inner = {name: value for name, value in values.items() if name != variable.name}
            if variable.name not in symbols(unfold(body, inner)):
                return body.name, variable.name
    found = (missing_variable(child, values) for child in children(term))
    return next((pair for pair in found if pair is not None), None)
