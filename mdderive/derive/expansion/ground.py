"""What the rules need to know besides the terms: what varies, what is declared, what names mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as changed
from functools import lru_cache
from types import MappingProxyType

from mdderive.derivation import Scope
from mdderive.derive.expansion.monomial import is_a, nought
from mdderive.derive.unfold import unfold
from mdderive.operators import apply
from mdderive.term import Apply, Declaration, Property, Symbol, Term, children, symbols
from mdderive.term.walk import BINDERS


@dataclass(frozen=True, eq=False)
class Ground:
    """`values` are the definitions that may be unfolded; `moving` the names that vary, defined
    ones included; `found` the differentials of names that earlier rows found. `shortcuts` allows
    the rules that a teacher proves once and then uses: d(x^T x) = 2 x^T dx and their like.
    A ground equals only itself, so forms found on it can be remembered."""

    declarations: Mapping[str, Declaration] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[str, Term] = field(default_factory=lambda: MappingProxyType({}))
    moving: frozenset[str] = frozenset()
    found: Mapping[str, Term] = field(default_factory=lambda: MappingProxyType({}))
    shortcuts: bool = True
    sigmoid: bool = False
    """Whether the author has a name for the logistic sigmoid."""
    facts: tuple[tuple[Term, Term], ...] = ()
    """Both sides of each given equation."""

    def is_constant(self, term: Term) -> bool:
        """Whether its differential is 0: it holds nothing that varies, or dX of a variable."""
        if isinstance(term, Symbol):
            return term.name not in self.moving
        if is_a(term, "differential"):
            return self.is_direction(term) or self.is_constant(children(term)[0])
        if isinstance(term, Apply) and term.operator in BINDERS:
            return not symbols(term) & self.moving
        return all(self.is_constant(child) for child in children(term))

    def is_direction(self, term: Term) -> bool:
        """Whether it is dX of a variable without a value: an arbitrary direction."""
        match term:
            case Apply("differential", (Symbol(name),)):
                return name in self.moving and name not in self.values
        return False

    def has(self, name: str, *properties: Property) -> bool:
        declared = self.declarations.get(name)
        return declared is not None and bool(declared.properties & frozenset(properties))


def ground_of(scope: Scope, variable: Term | None = None, shortcuts: bool = True) -> Ground:
    """The ground of a derivation; `variable` is what a derivative is taken by: a defined name then
    is not unfolded, since it is what varies."""
    held = symbols(variable) if variable is not None else frozenset()
    values = {name: value for name, value in scope.values.items() if name not in held}
    basic = scope.varying | held
    defined = {name for name, value in values.items() if symbols(unfold(value, values)) & basic}
    return Ground(
        scope.declarations,
        MappingProxyType(values),
        basic | defined,
        shortcuts=shortcuts,
        sigmoid="sigmoid" in scope.spelling
        or any(one.function == "sigmoid" for one in scope.declarations.values()),
        facts=tuple((fact.left, fact.right) for fact in scope.facts if fact.relation == "="),
    )


def folded(ground: Ground, names: Iterable[str]) -> Ground:
    """The same ground where these names keep standing for themselves, their differentials too."""
    kept = frozenset(names)
    if not kept & ground.values.keys():
        return ground
    values = {name: value for name, value in ground.values.items() if name not in kept}
    return changed(ground, values=MappingProxyType(values))


def apart(ground: Ground, variable: Term) -> frozenset[str]:
    """The names whose values don't depend on the variable: their differentials are 0 where only
    the variable moves, so what is read off beside them is its derivative all the same."""
    by = symbols(variable)
    values = ground.values
    return frozenset(
        name for name, value in values.items() if not symbols(unfold(value, values)) & by
    )


@lru_cache(maxsize=20_000)
def mentions_direction(term: Term) -> bool:
    """Whether a differential occurs in it."""
    return is_a(term, "differential") or any(mentions_direction(part) for part in children(term))


def d_of(term: Term, ground: Ground) -> Term:
    """d of a term, 0 at once where it is constant."""
    if ground.is_constant(term):
        return nought(term.shape)
    return apply("differential", term)
