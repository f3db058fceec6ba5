"""Where the rows of a step may start from, and how far the names in them are opened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from types import MappingProxyType

from mdderive.config import Detail
from mdderive.derivation import Scope
from mdderive.derive.expansion.clean import silent
from mdderive.derive.expansion.expanded import Reached
from mdderive.derive.expansion.ground import Ground, folded, ground_of
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.unfold import unfold
from mdderive.operators import apply
from mdderive.term import Apply, Symbol, Term, children, replace, subterms, with_children
from mdderive.term.walk import BINDERS


def closed(left: Term, scope: Scope) -> Term:
    """A left side as it is remembered: with definitions unfolded."""
    return silent(unfold(left, scope.values))


def opened(left: Term, scope: Scope) -> Term:
    """d of the value of f for df: that f stands for its value takes no line of its own."""
    if is_a(left, "differential"):
        inner = left.args[0]
        if is_a(inner, "differential"):
            return apply("differential", opened(inner, scope))
        if isinstance(inner, Symbol) and inner.name in scope.values:
            return apply("differential", scope.values[inner.name])
        if is_a(inner, "vec") and isinstance(inner.args[0], Symbol):
            return apply("differential", replace(inner, scope.values))
    return left


@dataclass(frozen=True)
class Start:
    """What a step can build on: the derivation's scope and what its rows have reached."""

    scope: Scope
    known: Reached

    def ground(self, variable: Term | None = None) -> Ground:
        return ground_of(self.scope, variable, self.scope.detail is not Detail.HIGH)

    def grounds(self, ground: Ground, names: Iterable[str]) -> Iterator[Ground]:
        """How far names may be opened, best first: these names stay as they are; what is known of
        the differentials of the others is put in; else definitions are."""
        kept = folded(ground, names)
        found = {name: form for name in kept.values for form in self.differential_of(name)}
        if found:
            yield changed(kept, found=MappingProxyType(found))
        yield kept
        if kept is not ground:
            yield ground

    def differential_of(self, name: str) -> Iterator[Term]:
        """The last form of d(name) that the derivation has, if it says more than d(name)."""
        d_name = apply("differential", Symbol(name, self.scope.values[name].shape))
        form = self.last(d_name)
        if form is not None and d_name not in subterms(form):
            yield form

    def starts(self, left: Term) -> list[Term]:
        """Where a row may start from: df from its last form, from d of the last form of f, and
        from d of the value of f."""
        if not is_a(left, "differential"):
            return [left]
        reached = self.last(left)
        body = self.last(left.args[0])
        found = [] if reached is None else [reached]
        found += [] if body is None else [apply("differential", body)]
        return [*found, opened(left, self.scope)]

    def settled(self, term: Term) -> Term:
        """The term with the derivatives in it that are known put in."""
        if isinstance(term, Apply) and term.operator in BINDERS:
            found = self.last(term)
            return term if found is None else found
        return with_children(term, tuple(map(self.settled, children(term))))

    def named(self, body: Term) -> Term:
        """The name whose value is what the derivative is taken of, if there is one."""
        wanted = closed(body, self.scope)
        for name, value in self.scope.values.items():
            if value.shape == body.shape and closed(value, self.scope) == wanted:
                return Symbol(name, value.shape)
        return body

    def last(self, left: Term) -> Term | None:
        """The last form of a differential or derivative that the derivation has reached."""
        return self.known.last(closed(left, self.scope))
