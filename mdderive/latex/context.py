"""What the elaboration of a formula may look up: the scope as it stands at a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

from mdderive.config import Layout
from mdderive.latex.formula import Node
from mdderive.latex.ranges import Family, Range
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary
from mdderive.source import Span
from mdderive.term import (
    Apply,
    Declaration,
    Shape,
    Symbol,
    Term,
    replace,
    subterms,
    symbols,
)

_LARGEST = 20_000
"""How many nodes an unfolded term may have."""

_ENTRYWISE = frozenset({"map", "hadamard", "hadamard_quotient", "hadamard_power", "fill"})
_THROUGH = frozenset({"negative", "sum", "product", "quotient", "transpose"})


@dataclass(frozen=True)
class Context:
    """`assumed`: shapes tried for undeclared names; `parameters`: the arguments of defined
    functions; `operands`: names that stand beside an entrywise sign in this row; `below`: what the
    derivatives of this row, or of the rows so far, are by; `quote` gives the text at a place of the
    note; `unread`: names whose definition could not be read, `stale`: those of them that an earlier
    derivation tells, and why that does not hold;
    `applications`: what undefined functions have been applied to, by its text; `families`:
    declared families; `indices`: those in scope; `conventions`: whether the look of an undeclared
    name says what it may be."""

    declarations: Mapping[str, Declaration]
    values: Mapping[str, Term]
    vocabulary: Vocabulary
    quote: Callable[[Span], str]
    layout: Layout = Layout.DENOMINATOR
    wrt: tuple[str, ...] | None = None
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    assumed: Mapping[str, Shape] = field(default_factory=lambda: MappingProxyType({}))
    operands: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    applications: Mapping[str, Mapping[str, tuple[Node, ...]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    families: Mapping[str, Family] = field(default_factory=lambda: MappingProxyType({}))
    indices: Mapping[str, Range] = field(default_factory=lambda: MappingProxyType({}))
    below: frozenset[str] = frozenset()
    stale: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    conventions: bool = False

    def unfolded(self, term: Term, keep: frozenset[str] = frozenset()) -> Term:
        """The term with defined names replaced by their values, except those to keep. Values form
        no cycle, so this ends; definitions that double in size each time are cut off."""
        values = {name: value for name, value in self.values.items() if name not in keep}
        while symbols(term) & values.keys():
            term = replace(term, values)
            if len(list(islice(subterms(term), _LARGEST))) == _LARGEST:
                raise Unreadable("D203", "the definitions unfold to a term that is too large", None)
        return term

    def is_entrywise(self, term: Term) -> bool:
        """Whether the value of a term is entrywise: the result of an entrywise function or sign,
        a name with such a value, or a name beside such a sign."""
        if isinstance(term, Symbol):
            value = self.values.get(term.name)
            return term.name in self.operands or (value is not None and self.is_entrywise(value))
        if not isinstance(term, Apply):
            return False
        if term.operator in _ENTRYWISE:
            return not term.shape.is_scalar
        if term.operator in _THROUGH:
            parts = [arg for arg in term.args if not arg.shape.is_scalar]
            several = term.operator == "product" and len(parts) > 1
            return not several and any(self.is_entrywise(part) for part in parts)
        return False
