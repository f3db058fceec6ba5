"""Walking terms; unchanged parts are reused. All walks are iterative in depth of definition, and
terms are only as deep as the reader's nesting limit allows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace as changed

from mdderive.term.term import Apply, Symbol, Term

BINDERS = frozenset({"gradient", "jacobian", "hessian"})

INDEXED = frozenset({"sum_over", "product_over", "family"})
"""Operators that bind an index: their arguments are the body, the index, and the size of its
range."""


def children(term: Term) -> tuple[Term, ...]:
    return term.args if isinstance(term, Apply) else ()


def with_children(term: Term, args: tuple[Term, ...]) -> Term:
    """The same node over other arguments; the arguments must have the old shapes."""
    if not isinstance(term, Apply) or all(a is b for a, b in zip(args, term.args, strict=True)):
        return term
    return changed(term, args=args)


def subterms(term: Term) -> Iterator[Term]:
    """The term and all terms in it, outermost first."""
    stack = [term]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(children(top)))


def symbols(term: Term) -> frozenset[str]:
    """The names that occur free: a derivative's variable occurs only through its point."""
    if isinstance(term, Symbol):
        return frozenset({term.name})
    if isinstance(term, Apply) and term.operator in BINDERS:
        body, variable, at = term.args
        return (symbols(body) - symbols(variable)) | symbols(at)
    if isinstance(term, Apply) and term.operator in INDEXED:
        return symbols(term.args[0]) - symbols(term.args[1])
    return frozenset().union(*(symbols(child) for child in children(term)))


def bound_names(term: Term) -> frozenset[str]:
    """The variables and indices that the derivatives and sums in a term bind."""
    own: frozenset[str] = frozenset()
    if isinstance(term, Apply) and term.operator in BINDERS | INDEXED:
        own = symbols(term.args[1])
    return own.union(*(bound_names(child) for child in children(term)))


def transform(term: Term, rule: Callable[[Term], Term]) -> Term:
    """Rewrites bottom-up: `rule` sees each node after its arguments."""
    return rule(with_children(term, tuple(transform(child, rule) for child in children(term))))


def replace(term: Term, values: Mapping[str, Term]) -> Term:
    """Substitutes values for names that occur free. A derivative's variable is bound, so it is
    left alone in the body and replaced in the point. The values must not mention a variable that
    is bound where they land; the caller renames bound variables apart. Bound indices are renamed
    here where a value mentions them."""
    if isinstance(term, Symbol):
        return values.get(term.name, term)
    if isinstance(term, Apply) and term.operator in BINDERS:
        body, variable, at = term.args
        bound = symbols(variable)
        inner = {name: value for name, value in values.items() if name not in bound}
        return with_children(term, (replace(body, inner), variable, replace(at, values)))
    if isinstance(term, Apply) and term.operator in INDEXED:
        return _under_index(term, values)
    return with_children(term, tuple(replace(child, values) for child in children(term)))


def _under_index(term: Apply, values: Mapping[str, Term]) -> Term:
    """Substitutes inside the scope of a bound index."""
    body, index, size = term.args
    if not isinstance(index, Symbol):
        raise TypeError("an index is a symbol")
    free = symbols(body)
    inner = {name: v for name, v in values.items() if name != index.name and name in free}
    if not inner:
        return term
    taken = free.union(*(symbols(value) for value in inner.values()))
    other = index
    if any(index.name in symbols(value) for value in inner.values()):
        while other.name in taken:
            other = changed(other, name=other.name + "'")
        inner[index.name] = other
    return with_children(term, (replace(body, inner), other, size))
