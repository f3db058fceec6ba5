"""One object for all equal terms.

Unfolded definitions share subterms, so a term can be a small graph and an enormous tree. Hashing or
comparing terms walks the tree; here every node is looked at once, by identity.
"""

from collections.abc import Hashable, Iterator

from mdderive.term import Apply, Term, children, with_children


class Interning:
    """Gives equal terms the same object, which lives as long as this does."""

    def __init__(self) -> None:
        self.same: dict[int, Term] = {}
        self.known: dict[Hashable, Term] = {}
        self.alive: list[Term] = []

    def __call__(self, term: Term) -> Term:
        found = self.same.get(id(term))
        if found is None:
            self.alive.append(term)
            found = self.same[id(term)] = self._interned(term)
        return found

    def _interned(self, term: Term) -> Term:
        if not isinstance(term, Apply):
            return self.known.setdefault(term, term)
        args = tuple([self(arg) for arg in term.args])
        key = (term.operator, term.data, term.shape, *map(id, args))
        found = self.known.get(key)
        if found is None:
            found = with_children(term, args)
            self.alive.append(found)
            self.same[id(found)] = self.known[key] = found
        return found


def distinct_subterms(term: Term) -> Iterator[Term]:
    """All subterms, outermost first, each object once."""
    seen: set[int] = set()
    stack = [term]
    while stack:
        top = stack.pop()
        if id(top) not in seen:
            seen.add(id(top))
            yield top
            stack.extend(reversed(children(top)))
