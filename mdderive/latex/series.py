r"""Sums and products over an index, as they are written: `\sum_{i=1}^N`, `\sum_{i,j}`,
`\sum_{j \ne i}`, `\prod_i`. They take the product that follows."""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.latex.decorate import spelled
from mdderive.latex.formula import Name, Node, Num, Series
from mdderive.latex.indicators import Indicators
from mdderive.latex.tokens import Token

SERIES = {r"\sum": "sum_over", r"\prod": "product_over"}
_UNEQUAL = frozenset({r"\ne", r"\neq"})


class Sums(Indicators):
    """Reads a sum or product at the cursor."""

    def series(self) -> Node:
        start = self.at
        operator = SERIES[self.take().text]
        self.accept(r"\limits")
        below: Sequence[Token] = ()
        above: Sequence[Token] = ()
        while self.text() in ("_", "^"):
            if self.take().text == "_":
                below = self.group()
            else:
                above = self.group()
        indices = self._indices(below, above) if below else [("", None, None, "")]
        body = self.following()
        span = self.since(start)
        for index, lower, upper, excluded in reversed(indices):
            body = Series(operator, index, lower, upper, excluded, body, span)
        return body

    def _indices(
        self, below: Sequence[Token], above: Sequence[Token]
    ) -> list[tuple[str, Node | None, Node | None, str]]:
        """Each index with its bounds and what it leaves out."""
        upper = self.inner(above, above[0]) if above else None
        texts = [token.text for token in below]
        if len(texts) > 2 and texts[1] == "=" and "," not in texts:
            if upper is None:
                raise self.wrong("a sum from somewhere, to nowhere", below[0].span, code="D204")
            return [(texts[0], self.inner(below[2:], below[2]), upper, "")]
        if len(texts) == 3 and texts[1] in _UNEQUAL:
            lower = Num(Fraction(1), below[0].span) if upper is not None else None
            return [(texts[0], lower, upper, texts[2])]
        if len(texts) > 2 and texts[1] == r"\in" and upper is None:
            return [self._over_set(below)]
        names = [text for text in texts if text != ","]
        if upper is not None or not all(self._is_index(name) for name in names):
            fix = r"Sums are written `\sum_{i=1}^N`, `\sum_i`, `\sum_{i,j}`, `\sum_{j \ne i}`."
            raise self.wrong("the range of this sum is not read", below[0].span, fix, code="D204")
        return [(name, None, None, "") for name in names]

    def _over_set(self, below: Sequence[Token]) -> tuple[str, Node, Node, str]:
        """The range of `i \\in S`: all that a family is declared over."""
        place = below[2].span.to(below[-1].span)
        name = spelled(below[2:])
        size = f"|{name}|"
        if size not in self.vocabulary.sizes:
            fix = (
                rf"Declare a family over it: `x_{below[0].text}: R^d, {below[0].text} \in {name}`."
            )
            raise self.wrong(f"nothing is declared over the set `{name}`", place, fix, code="D204")
        return below[0].text, Num(Fraction(1), place), Name(size, place), ""

    @staticmethod
    def _is_index(text: str) -> bool:
        return text.isalpha() or (text.startswith("\\") and text[1:].isalpha())
