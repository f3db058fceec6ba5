"""A derivation while it is being read: the names and values known so far.

It grows row by row, inside `read` only; what leaves the room is the frozen `Scope`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mdderive.config import Config, Lang, Layout
from mdderive.derivation import Display, Scope, Taken
from mdderive.diagnostics import Diagnostic
from mdderive.latex.applications import SMOOTH, applications_in
from mdderive.latex.context import Context
from mdderive.latex.decorate import decorate
from mdderive.latex.formula import Node
from mdderive.latex.formula_spelling import FormulaSpelling
from mdderive.latex.groups import named, refuse_depth, subscripts_first, unbraced
from mdderive.latex.known import Known
from mdderive.latex.leaves import PI
from mdderive.latex.macros import Macro, definitions, expand
from mdderive.latex.ranges import Family, has_digits
from mdderive.latex.tokens import Token, tokenise
from mdderive.latex.vocabulary import Vocabulary
from mdderive.source import Fragment, Span
from mdderive.term import SCALAR, Declaration, Fact, Property, Shape, Term


@dataclass
class Building:
    """What is known at a row. `mentioned`: names that judged rows speak of; `moving`: names that
    have carried a d or stood below a derivative; `hypothesis`: a derivative has been set to 0;
    `lost`: one that could not be read has; `zeroed`: a formula has, which may turn out to be one;
    `optima`: names that stand for a variable then;
    `unread`: names whose definition could not be read; `doubtful`: names that a fact which could
    not be read speaks of; `stationary`: what stands in chains that
    begin with a derivative of a scalar, and may be set to 0; `applications`: what undefined
    functions have been applied to, by its text; `places`: where names are declared; `columns`:
    names that stand for all members of a family; `primed`: names that may be others with a prime;
    `said`: the names taken from the prose, `known`:
    what the prose before this block says, `section`: where the block stands; `common`: names that
    are declared for the whole document; `kept`: names kept from earlier derivations; `stale`: names
    of earlier derivations that cannot be kept, and why."""

    config: Config
    layout: Layout
    declarations: dict[str, Declaration] = field(default_factory=dict)
    values: dict[str, Term] = field(default_factory=dict)
    parameters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    wrt: tuple[str, ...] | None = None
    macros: dict[str, Macro] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    moving: set[str] = field(default_factory=set)
    hypothesis: bool = False
    lost: bool = False
    zeroed: bool = False
    optima: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    stationary: list[Term] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    applications: dict[str, dict[str, tuple[Node, ...]]] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    spellings: list[FormulaSpelling] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    primed: set[str] = field(default_factory=set)
    said: dict[str, tuple[Taken, ...]] = field(default_factory=dict)
    known: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))
    section: int = 0
    common: frozenset[str] = frozenset()
    kept: dict[str, tuple[Taken, ...]] = field(default_factory=dict)
    stale: dict[str, str] = field(default_factory=dict)

    def tokens(self, latex: Fragment) -> tuple[Token, ...]:
        """The tokens of a piece of LaTeX with its macros expanded; definitions in it are kept."""
        macros, rest = definitions(latex)
        self.macros.update((macro.name, macro) for macro in macros)
        expanded = expand(tokenise(rest), self.macros, self.config.budget.formula_tokens)
        refuse_depth(expanded)
        known = self.declarations.keys() | self.values.keys()
        return named(subscripts_first(unbraced(decorate(expanded))), known)

    @property
    def size_letters(self) -> frozenset[str]:
        return frozenset().union(*(found.letters() for found in self.declarations.values()))

    def vocabulary(self) -> Vocabulary:
        functions = {
            name: declaration.function
            for name, declaration in self.declarations.items()
            if declaration.function is not None
        }
        functions.update(dict.fromkeys(self.parameters, "defined"))
        plain = {n for n, d in self.declarations.items() if d.function is None}
        return Vocabulary(
            frozenset(plain | self.values.keys()),
            self.size_letters,
            MappingProxyType(functions),
            frozenset(self.values),
            frozenset(self._of_shape(plain, lambda shape: shape.is_scalar)),
            frozenset(self._of_shape(plain, _is_matrix)),
            frozenset(self._of_shape(plain, has_digits)),
            MappingProxyType({name: family.indices for name, family in self.families.items()}),
        )

    def note_applications(self, node: Node, latex: Fragment) -> None:
        """Remembers what undefined functions a formula applies, and to what."""
        functions = {n: d for n, d in self.declarations.items() if d.function == SMOOTH}
        if not functions:
            return
        quote = quoting(latex)
        for name, arguments in applications_in(node, functions, self._shape):
            text = ", ".join(quote(argument.span) for argument in arguments)
            self.applications.setdefault(name, {}).setdefault(text, arguments)

    def _shape(self, name: str) -> Shape | None:
        value, declared = self.values.get(name), self.declarations.get(name)
        return value.shape if value is not None else declared.shape if declared else None

    def _of_shape(self, plain: set[str], fits: Callable[[Shape], bool]) -> Iterator[str]:
        for name in plain | self.values.keys():
            value = self.values.get(name)
            shape = value.shape if value is not None else self.declarations[name].shape
            if fits(shape):
                yield name

    def context(
        self,
        latex: Fragment,
        assumed: Mapping[str, Shape] = MappingProxyType({}),
        operands: frozenset[str] = frozenset(),
    ) -> Context:
        return Context(
            MappingProxyType(self.declarations),
            MappingProxyType(self.values),
            self.vocabulary(),
            quoting(latex),
            self.layout,
            self.wrt,
            MappingProxyType(self.parameters),
            assumed,
            operands,
            frozenset(self.unread),
            MappingProxyType(self.applications),
            MappingProxyType(self.families),
            stale=MappingProxyType(self.stale),
            conventions=self.config.conventions,
        )

    def scope(self, varying: frozenset[str], uses_pi: bool) -> Scope:
        declarations = dict(self.declarations)
        if uses_pi:
            properties = frozenset({Property.POSITIVE, Property.CONSTANT})
            declarations.setdefault(PI, Declaration(PI, SCALAR, properties, "pi"))
        return Scope(
            declarations=MappingProxyType(declarations),
            values=MappingProxyType(dict(self.values)),
            facts=tuple(self.facts),
            varying=varying,
            wrt=self.wrt,
            layout=self.layout,
            structured=self.config.structured,
            lang=self.config.lang or Lang.EN,
            detail=self.config.detail,
            present=self.config.present,
            expand=self.config.expand,
            said=MappingProxyType(dict(self.said)),
            doubtful=frozenset(self.doubtful),
            kept=MappingProxyType(dict(self.kept)),
        )


def _is_matrix(shape: Shape) -> bool:
    return not (shape.rows.is_one or shape.cols.is_one)


class quoting:
    """The text of a fragment at a place of its note, on one line."""

    def __init__(self, latex: Fragment) -> None:
        self.latex = latex

    def __call__(self, span: Span) -> str:
        start, end = self.index(span.start), self.index(span.end - 1) + 1
        text = " ".join(self.latex.text[start:end].split())
        grouped = text[:1] == "{" and text[-1:] == "}" and text.count("{") == 1
        return text[1:-1] if grouped else text

    def index(self, offset: int) -> int:
        for here, there in reversed(self.latex.runs):
            if there <= offset:
                return here + offset - there
        return 0


def fragment_of(display: Display, span: Span) -> Fragment:
    """The part of a display at a place of the note."""
    quote = quoting(display.latex)
    return display.latex.cut(quote.index(span.start), quote.index(span.end - 1) + 1)
