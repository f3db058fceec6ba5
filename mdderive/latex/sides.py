"""The sides of relations, and what a continued row continues."""

from dataclasses import dataclass

from mdderive.derivation import Display, Reading
from mdderive.latex.building import Building, fragment_of
from mdderive.latex.formula import Node
from mdderive.latex.formula_spelling import with_spellings
from mdderive.latex.index_cases import IndexCase
from mdderive.latex.parser import Parser, height
from mdderive.latex.rows import Row
from mdderive.latex.tokens import Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary
from mdderive.operators import apply
from mdderive.source import Fragment, Span
from mdderive.term import Term


@dataclass(frozen=True)
class Side:
    """One side of a relation: its tokens, and its tree once it has been parsed."""

    tokens: tuple[Token, ...]
    display: Display

    @property
    def span(self) -> Span:
        return self.tokens[0].span.to(self.tokens[-1].span)

    @property
    def latex(self) -> Fragment:
        return fragment_of(self.display, self.span)


@dataclass
class Chain:
    """What a continued row continues: `last` is the last right side. `stationary`: the chain began
    with a derivative of a scalar, which is `start`, and has not been set to 0; `unread`: it began
    with a derivative that could not be read, `nameless`: with that of a formula without a name;
    `definable`: its row may define a name, being neither concluded nor conditional; `premise`: it
    stands before an implication, which may be `equivalent` to it; `cases` are those of the indices
    that its row is about; by the words of `doubt` the row may not hold; `held` are
    the indices that stand outside of all sums in it."""

    last: Side | None = None
    stationary: bool = False
    start: Term | None = None
    unread: bool = False
    nameless: bool = False
    definable: bool = True
    premise: bool = False
    equivalent: bool = False
    cases: tuple[IndexCase, ...] = ()
    doubt: Token | None = None
    held: frozenset[str] = frozenset()

    def follow(self, row: Row, display: Display) -> None:
        """Goes on after a row of definitions that has been read before."""
        self.last = Side(row.parts[-1], display) if row.parts[-1] else None
        self.stationary = False


def parsed(side: Side, vocabulary: Vocabulary, building: Building) -> Node:
    """The tree of a side; raises where it is too large or too deep."""
    budget = building.config.budget
    if len(side.tokens) > budget.formula_tokens:
        message = f"a formula of {len(side.tokens)} tokens; {budget.formula_tokens} are read"
        raise Unreadable("D203", message, side.span)
    node = Parser(side.tokens, vocabulary, side.span).whole()
    if height(node) > budget.depth:
        raise Unreadable("D203", "the formula is nested too deep", side.span)
    building.note_applications(node, side.display.latex)
    return with_spellings(node, building.spellings)


def vanishing(chain: Chain) -> Reading | None:
    """The hypothesis that the derivative which a chain begins with is 0."""
    if chain.start is None:
        return None
    return Reading(chain.start, apply("zero", shape=chain.start.shape))
