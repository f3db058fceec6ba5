"""The rows of one display in their order of reading.

Rows are read from top to bottom, except that a row which speaks of an undeclared name that a later
row of the display defines has that row read first: notes write L = |a - y|^2, then a = f(z), then
z = Wx. The steps come out in the order of the rows.
"""

from collections.abc import Iterator, Mapping, Sequence

from mdderive.derivation import Display, Kind, Step
from mdderive.diagnostics import Diagnostic
from mdderive.latex.building import Building, fragment_of
from mdderive.latex.define import names_in, target_of
from mdderive.latex.formula import Node
from mdderive.latex.parser import Parser
from mdderive.latex.rows import BOTH_WAYS, EQUALITIES, FORWARD, Row
from mdderive.latex.sides import Chain
from mdderive.latex.steps import Place, steps_of_row
from mdderive.latex.tokens import Token
from mdderive.latex.unreadable import Unreadable


class DisplayReader:
    """Reads the rows of one display; `chain` and `building` grow."""

    def __init__(
        self,
        rows: Sequence[Row],
        number: int,
        display: Display,
        chain: Chain,
        building: Building,
    ) -> None:
        self.rows = rows
        self.number = number
        self.display = display
        self.chain = chain
        self.building = building
        self.read: dict[int, tuple[Step, ...]] = {}

    def steps(self) -> Iterator[Step]:
        """The steps of all rows."""
        for at, row in enumerate(self.rows):
            if at in self.read:
                self.chain.follow(row, self.display)
            else:
                self._ahead(at, (at,))
                self.read[at] = tuple(self._row(at, self.chain))
            yield from self.read[at]

    def _row(self, at: int, chain: Chain) -> Iterator[Step]:
        row = self.rows[at]
        if row.signs:
            place = Place(self.number, at)
            chain.premise = self._is_premise(at)
            chain.equivalent = self._is_premise(at, BOTH_WAYS)
            yield from steps_of_row(row, place, self.display, chain, self.building)
            return
        latex = fragment_of(self.display, row.span)
        problem = self._why_no_step(row)
        yield Step(
            Kind.REWRITE, "", row.span, latex, latex, self.number, at, False, problem=problem
        )

    def _is_premise(self, at: int, signs: frozenset[str] = FORWARD) -> bool:
        """Whether an implication follows a row, or the rows that commas join to it."""
        after = at + 1
        while after < len(self.rows) and self.rows[after].comma:
            after += 1
        link = self.rows[after].link if after < len(self.rows) else None
        return self.rows[at].link is None and link is not None and link.text in signs

    def _why_no_step(self, row: Row) -> Diagnostic:
        """A bracket that is never closed hides the relation; otherwise there is none."""
        try:
            Parser(row.parts[0], self.building.vocabulary(), row.span).whole()
        except Unreadable as caught:
            if caught.diagnostic.code == "D201":
                return caught.diagnostic
        return Diagnostic("D211", "this row holds no relation", row.span)

    def _ahead(self, at: int, waiting: tuple[int, ...]) -> None:
        """Reads first the later rows that define what this row speaks of."""
        missing = self._missing(at)
        later = self._definitions(at) if missing else {}
        for name in sorted(missing & later.keys(), key=lambda name: later[name]):
            row = later[name]
            if row not in self.read and row not in waiting and len(waiting) < len(self.rows):
                self._ahead(row, (*waiting, row))
                if row not in self.read:
                    self.read[row] = tuple(self._row(row, Chain()))

    def _missing(self, at: int) -> frozenset[str]:
        """The names of a row that have no meaning yet."""
        vocabulary = self.building.vocabulary()
        names: set[str] = set()
        for place, part in enumerate(self.rows[at].parts):
            node = self._parsed(part)
            if node is not None and not (place == 0 and target_of(node) is not None):
                names |= names_in(node)
        return frozenset(name for name in names if vocabulary.known(name) is None)

    def _definitions(self, after: int) -> Mapping[str, int]:
        """The undeclared names that later rows begin with, each with its first such row."""
        found: dict[str, int] = {}
        for at in range(after + 1, len(self.rows)):
            row = self.rows[at]
            if row.signs and row.parts[0] and row.signs[0].text in EQUALITIES:
                node = self._parsed(row.parts[0])
                target = target_of(node) if node is not None else None
                if target is not None:
                    found.setdefault(target.name, at)
        return found

    def _parsed(self, part: tuple[Token, ...]) -> Node | None:
        if not part or len(part) > self.building.config.budget.formula_tokens:
            return None
        place = part[0].span.to(part[-1].span)
        try:
            return Parser(part, self.building.vocabulary(), place).whole()
        except Unreadable:
            return None
