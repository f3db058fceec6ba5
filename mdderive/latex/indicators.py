r"""Indicators: `\mathbb{1}\{i = j\}` of two indices, `\mathbb{1}[z > 0]` entry by entry.

The second is the step function of the difference; where the two sides are equal it has no value, so
that `>` and `\ge` mean the same wherever a row is judged.
"""

from collections.abc import Sequence

from mdderive.latex.calls import Calls
from mdderive.latex.formula import Call, Delta, Node, Num, Sum
from mdderive.latex.names import unbold
from mdderive.latex.tokens import Token

_ABOVE = frozenset({">", r"\gt", r"\ge", r"\geq", r"\geqslant"})
_BELOW = frozenset({"<", r"\lt", r"\le", r"\leq", r"\leqslant"})
_OPENERS = frozenset({r"\{", r"\lbrace", "[", "("})


class Indicators(Calls):
    """Reads an indicator at the cursor."""

    def indicator(self) -> Node | None:
        """The indicator that begins at the cursor, None if it is none."""
        start = self.at
        if _digit(self.text()) != "1" or self.vocabulary.known(self.text()):
            return None
        self.take()
        inside = self._condition()
        node = self._read(inside, start) if inside is not None else None
        if node is None:
            self.at = start
        return node

    def _condition(self) -> Sequence[Token] | None:
        """What stands in the bracket or subscript after the sign."""
        if self.text() in _OPENERS:
            end = self.closing(self.at)
            inside = self.tokens[self.at + 1 : end]
            self.at = end + 1
            return inside
        if self.accept("_"):
            inside = self.group()
            braces = len(inside) > 2 and inside[0].text in _OPENERS and inside[-1].text in "]})\\}"
            return inside[1:-1] if braces else inside
        return None

    def _read(self, inside: Sequence[Token], start: int) -> Node | None:
        signs = [at for at, token in enumerate(inside) if token.text in _ABOVE | _BELOW | {"="}]
        if len(signs) != 1 or not 0 < signs[0] < len(inside) - 1:
            return None
        at = signs[0]
        left, right = inside[:at], inside[at + 1 :]
        if inside[at].text == "=":
            letters = len(left) == 1 and len(right) == 1
            return Delta(left[0].text, right[0].text, self.since(start)) if letters else None
        if inside[at].text in _BELOW:
            left, right = right, left
        more, less = self.inner(left, left[0]), self.inner(right, right[0])
        zero = isinstance(less, Num) and less.value == 0
        difference = more if zero else Sum(((1, more), (-1, less)), self.since(start))
        return Call("step", (difference,), 0, False, self.since(start))


def _digit(text: str) -> str:
    """The sign without its font; a plain digit is no indicator."""
    return "" if text.isdigit() else unbold(text)
