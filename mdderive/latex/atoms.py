r"""Atoms: what a script binds to, and what a d takes with it.

Numbers, names, brackets, bars, fractions, roots, inner products, and functions with their
arguments. "A bar after an operand closes the open one"; `|` where an operand is expected opens.
"""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.latex.calls import bracket_step
from mdderive.latex.commands import KNOWN
from mdderive.latex.dots import DOTS_FIX, bounds, free_letter, indexed, is_dots, pattern
from mdderive.latex.formula import (
    Bars,
    Bracket,
    Inner,
    Matrix,
    Node,
    Num,
    Root,
    Series,
    Transposed,
)
from mdderive.latex.matrices import BARS, ENVIRONMENTS, cells
from mdderive.latex.series import SERIES, Sums
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span

_SINGLE = frozenset({"|", r"\vert", r"\lvert", r"\rvert", r"\mid"})
_DOUBLE = frozenset({r"\|", r"\Vert", r"\lVert", r"\rVert"})
_SEPARATORS = frozenset({",", ";", "|", r"\mid", r"\vert"})
_LONGEST_WORD = 10

_LATER = {
    r"\int": "integrals",
    r"\iint": "integrals", r"\lim": "limits", r"\dots": "dots", r"\ldots": "dots",
    r"\cdots": "dots", r"\vdots": "dots", r"\pm": "a double sign", r"\mp": "a double sign",
    r"\binom": "binomial coefficients", r"\bigoplus": "direct sums", r"\oplus": "direct sums",
    r"\cup": "sets", r"\cap": "sets", r"\infty": "infinity", r"\substack": "stacked text",
}  # fmt: skip


class Atoms(Sums):
    """Reads one atom at the cursor; the loops over factors and terms are the parser's."""

    def formula(self) -> Node:
        raise NotImplementedError

    def atom(self) -> Node:
        token = self.peek()
        if token is None:
            raise self.wrong("something is missing at the end of the formula", self.here)
        if token.mark is Mark.DIGIT:
            return self.number()
        if self.function_word():
            return self.call(self.function_word())
        if self.is_name() or token.text.startswith("\\math"):
            indicator = self.indicator()
            if indicator is not None:
                return indicator
        if self.is_name():
            return self.named()
        if token.mark is Mark.OPEN or self.opens_bracket():
            return self.bracketed_name() or self.bracket()
        if self.bar():
            return self.bars()
        if token.text == r"\langle":
            return self.inner_product()
        if token.text in SERIES:
            return self.series()
        if token.text == r"\sqrt":
            return self.root()
        if token.mark is Mark.BEGIN and token.text in ENVIRONMENTS:
            return self.matrix()
        raise self.unexpected(token)

    def unexpected(self, token: Token) -> Unreadable:
        """Why no operand begins at this token."""
        if token.mark is Mark.TEXT:
            return self.wrong(f"words in a formula: {token.text!r}", token.span, code="D204")
        if token.mark in (Mark.BEGIN, Mark.END):
            message = f"the environment `{token.text}` inside a formula is not read"
            return self.wrong(message, token.span, code="D204")
        if token.text in _LATER:
            message = f"{_LATER[token.text]} ({token.text}) are not read"
            return self.wrong(message, token.span, code="D204")
        if token.mark is Mark.COMMAND and token.text[1:].isalpha() and token.text not in KNOWN:
            fix = f"Define it in the annotation: `macro: {token.text} = ...`."
            message = f"the command {token.text} is not known"
            return self.wrong(message, token.span, fix, code="D202")
        return self.wrong(f"an operand is expected here, not {token.text}", token.span)

    def matrix(self) -> Node:
        """A matrix that is written out, from its begin to its end."""
        start, opened = self.at, self.take()
        depth = 1
        while depth:
            depth += (self.take().mark is Mark.BEGIN) - (self.tokens[self.at - 1].mark is Mark.END)
        rows = cells(self.tokens[start + 1 : self.at - 1])
        dotted = self._dotted_matrix(rows, opened, start)
        if dotted is not None:
            return dotted
        if len({len(row) for row in rows}) != 1:
            raise self.wrong("the rows of this matrix have different lengths", opened.span)
        zero = Num(Fraction(0), opened.span)
        entries = tuple(
            tuple(self.inner(cell, opened) if cell else zero for cell in row) for row in rows
        )
        node = Matrix(entries, self.since(start))
        return Bars(node, opened.text[0] == "V", "", node.span) if opened.text in BARS else node

    def _dotted_matrix(
        self, rows: list[list[list[Token]]], opened: Token, start: int
    ) -> Node | None:
        """A column or row of which dots leave out the middle."""
        down = all(len(row) == 1 for row in rows)
        line = [row[0] for row in rows] if down else rows[0] if len(rows) == 1 else []
        if len(line) < 3 or not is_dots(line[-2]) or opened.text in BARS:
            return None
        nodes = [self.inner(cell, opened) for cell in (*line[:-2], line[-1]) if cell]
        found = self.left_out(nodes, opened.span)
        span = self.since(start)
        if found is None or found[0] != len(line) - 2:
            raise self.wrong("these dots are not read", span, DOTS_FIX, code="D204")
        _, body, index, (lower, upper) = found
        part = Transposed(body, span) if down else body
        whole = Series("family", index, lower, upper, "", part, span)
        return Transposed(whole, span) if down else whole

    def skip_dots(self) -> bool:
        """Takes the dots at the cursor, if any."""
        for count in (1, 3):
            if self.at + count <= self.stop and is_dots(self.tokens[self.at : self.at + count]):
                self.at += count
                return True
        return False

    def left_out(
        self, nodes: Sequence[Node], place: Span
    ) -> tuple[int, Node, str, tuple[Node, Node]] | None:
        """What dots before the last of the formulas stand for: how many of those before belong to
        it, the formula, its index, and where that begins and ends."""
        found = pattern(nodes[:-1], nodes[-1])
        letter = free_letter(found[1], self.vocabulary.letters) if found is not None else None
        if found is None or letter is None:
            return None
        return found[0], indexed(found[1], letter), letter, bounds(found[1], place)

    # -- brackets of all kinds

    def bracket(self) -> Node:
        opened = self.take()
        end = self.closing(self.at - 1)
        body = self.inner(self.tokens[self.at : end], opened)
        start = self.at - 1
        self.at = end + 1
        return body if opened.mark is Mark.OPEN else Bracket(body, self.since(start))

    def bar(self) -> str:
        """The kind of bar at the cursor: "single", "double" or ""."""
        if self.text() in _DOUBLE:
            return "double"
        if self.text() not in _SINGLE:
            return ""
        pair = self.text() == "|" and self.text(1) == "|" and self.adjacent(1)
        return "double" if pair else "single"

    def bars(self) -> Node:
        start = self.at
        kind = self.bar()
        self._take_bar(kind)
        self.open_bars.append(kind)
        body = self.formula()
        self.open_bars.pop()
        if not self.closes(kind):
            raise self.wrong("this bar is never closed", self.tokens[start].span)
        self._take_bar(kind)
        after, subscript = self._script("_")
        self.at = after
        return Bars(body, kind == "double", subscript[1:], self.since(start))

    def closes(self, kind: str) -> bool:
        """Whether a bar of that kind, which may be the first of a pair, is at the cursor."""
        return self.bar() == kind or (kind == "single" and self.text() in _SINGLE)

    def _take_bar(self, kind: str) -> None:
        pair = kind == "double" and self.text() == "|"
        self.at += 2 if pair else 1

    def inner_product(self) -> Node:
        start = self.at
        end = self.matching(r"\langle", r"\rangle")
        inside = self.tokens[start + 1 : end]
        parts: list[list[Token]] = [[]]
        depth = 0
        for token in inside:
            depth += bracket_step(token)
            if depth == 0 and token.text in (",", "|", r"\mid"):
                parts.append([])
            else:
                parts[-1].append(token)
        if len(parts) != 2:
            raise self.wrong(r"\langle A, B \rangle needs two parts", self.tokens[start].span)
        left, right = (self.inner(part, self.tokens[start]) for part in parts)
        self.at = end + 1
        after, subscript = self._script("_")
        if subscript.strip("_{}") in ("F", r"\mathrm{F", r"\text{F"):
            self.at = after
        return Inner(left, right, self.since(start))

    def matching(self, opener: str, closer: str) -> int:
        depth = 0
        for index in range(self.at, self.stop):
            depth += (self.tokens[index].text == opener) - (self.tokens[index].text == closer)
            if depth == 0:
                return index
        raise self.wrong(f"this {opener} is never closed", self.here)

    def root(self) -> Node:
        start = self.at
        self.take()
        degree = None
        if self.text() == "[":
            end = self.closing(self.at)
            degree = self.inner(self.tokens[self.at + 1 : end], self.tokens[self.at])
            self.at = end + 1
        if self.text() == "(":
            return Root(self.bracket(), degree, self.since(start))
        opened = self.tokens[self.at - 1]
        return Root(self.inner(self.group(), opened), degree, self.since(start))
