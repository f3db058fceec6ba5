r"""The signs of differentiation: `\mathrm{d}X`, `\frac{\partial f}{\partial X}`, `\nabla_X f`.

A d binds the next atom with its scripts and no more. A derivative without a body takes the product
that follows; `\nabla` before a function or a name with a value takes it alone with its arguments.
"""

from collections.abc import Callable, Sequence

from mdderive.latex.atoms import Atoms
from mdderive.latex.decorate import DIFFERENTIAL
from mdderive.latex.formula import (
    Bracket,
    Choice,
    Constant,
    Derivative,
    Differential,
    Nabla,
    Name,
    Node,
    Num,
    Power,
    Product,
    Quotient,
)
from mdderive.latex.groups import end_of_argument
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.words import is_word
from mdderive.source import Span

_FRACTIONS = frozenset({r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"})
_OPENS_OPERAND = _FRACTIONS | {
    r"\sqrt",
    r"\|",
    r"\lVert",
    r"\lvert",
    r"\{",
    r"\langle",
    r"\nabla",
    r"\partial",
    DIFFERENTIAL,
}
_HIGHEST_ORDER = 3


class Differentials(Atoms):
    """Reads fractions, differentials and nablas."""

    def factor(self) -> Node:
        """An atom with its scripts."""
        raise NotImplementedError

    def sign_of_d(self, ahead: int = 0) -> bool:
        r"""Whether a sign of the differential is at the cursor: `\mathrm d` and `\partial` always,
        `d` unless declared, `\delta` unless declared or defined."""
        text = self.text(ahead)
        if text in (DIFFERENTIAL, r"\partial"):
            return True
        return text in ("d", r"\delta") and not self.vocabulary.shadows(text)

    def differential_begins(self) -> bool:
        """Whether the cursor is at a d with something to differentiate after it."""
        if not self.sign_of_d() or self.word() or self.function_word():
            return False
        after = 3 if self.text(1) == "^" and self.text(2).isdigit() else 1
        if self.text(1) == "^" and after == 1:
            return self.text() in (DIFFERENTIAL, r"\partial")
        return self.text() in (DIFFERENTIAL, r"\partial") or self._begins_operand(after)

    def _begins_operand(self, ahead: int) -> bool:
        token = self.peek(ahead)
        if token is None or token.mark in (Mark.TEXT, Mark.DIGIT, Mark.CLOSE):
            return False
        if self.text(ahead) in ("|", "[", "{", "("):
            return self.text(ahead) != "|" or not self.open_bars
        if self.is_name(ahead) or token.text in _OPENS_OPERAND:
            return True
        return token.mark is Mark.COMMAND and is_word(token.text[1:])

    def differential(self) -> Node:
        start = self.at
        sign = self.take()
        if sign.text == r"\partial" and self.text() == "_":
            return self._by_subscript(start)
        order = self._order()
        body = self.factor()
        return Differential(body, order, self.since(start))

    def _by_subscript(self, start: int) -> Node:
        r"""`\partial_x f` is the derivative of f by x."""
        opened = self.take()
        by = self.inner(self.group(), opened)
        body = self._body_of_nabla()
        span = self.since(start)
        return _scope(body, span, lambda inside: Derivative(inside, (by,), 1, True, span))

    def _order(self) -> int:
        """The order after a d: `^2`."""
        if self.text() != "^":
            return 1
        caret = self.take()
        tokens = self.group()
        text = "".join(token.text for token in tokens)
        if not text.isdigit() or not 1 <= int(text[:3]) <= _HIGHEST_ORDER:
            raise self.wrong(f"a derivative of order {text}", caret.span, code="D204")
        return int(text)

    # -- fractions

    def fraction(self) -> Node:
        start = self.at
        self.take()
        opened = self.tokens[start]
        top, bottom = without_braces(self.group()), without_braces(self.group())
        if self._derives(bottom):
            return self._derivative(top, bottom, start)
        above, below = self.inner(top, opened), self.inner(bottom, opened)
        return self.slashed(above, below) or Quotient(above, below, self.since(start))

    def is_fraction(self) -> bool:
        return self.text() in _FRACTIONS

    def _derives(self, bottom: Sequence[Token]) -> bool:
        """Whether a denominator is made of differentials."""
        sub = self.within(bottom)
        return sub.sign_of_d() and sub.stop > 1 and sub.text(1) not in ("^", "_")

    def _derivative(self, top: Sequence[Token], bottom: Sequence[Token], start: int) -> Node:
        numerator = self.within(top)
        if not numerator.sign_of_d():
            message = "the numerator of a derivative begins with a d as its denominator does"
            raise self.wrong(message, self.since(start), code="D204")
        numerator.take()
        order = numerator._order()
        by = self._variables(bottom, order)
        if numerator.at < numerator.stop:
            body = numerator.whole()
            return Derivative(body, by, order, False, self.since(start))
        body = self.following()
        span = self.since(start)
        return _scope(body, span, lambda inside: Derivative(inside, by, order, True, span))

    def _variables(self, bottom: Sequence[Token], order: int) -> tuple[Node, ...]:
        r"""The variables of `\partial x\, \partial x^\top` or `\partial x^2`."""
        sub = self.within(bottom)
        found: list[Node] = []
        while sub.at < sub.stop:
            if not sub.sign_of_d():
                message = r"a denominator like `\partial x\, \partial y` is expected"
                raise self.wrong(message, sub.here, code="D204")
            sub.take()
            found.append(sub.factor())
        if len(found) == 1 and order > 1:
            found = [_unsquared(found[0], order)] * order
        if len(found) != order:
            message = f"a derivative of order {order} by {len(found)} variables"
            raise self.wrong(message, sub.tokens[0].span, code="D204")
        return tuple(found)

    def slashed(self, top: Node, bottom: Node) -> Node | None:
        r"""`\partial f / \partial X`, which is a derivative as its fraction is."""
        match top, bottom:
            case Differential(f, 1), Differential(x, 1):
                return Derivative(f, (x,), 1, False, top.span.to(bottom.span))
        return None

    # -- nabla

    def nabla(self) -> Node:
        start = self.at
        self.take()
        by: Node | None = None
        order = 1
        for _ in range(2):
            if self.text() == "_":
                self.take()
                by = self.inner(self.group(), self.tokens[start])
            elif self.text() == "^":
                order = self._order()
        body = self._body_of_nabla()
        span = self.since(start)
        return _scope(body, span, lambda inside: Nabla(inside, by, order, span))

    def _body_of_nabla(self) -> Node:
        start = self.at
        if self.is_name() and not self.function_word():
            node = self.atom()
            name = node.name if isinstance(node, Name) else ""
            if name in self.vocabulary.valued or not isinstance(node, Name | Constant):
                return node
            self.at = start
        if self.opens_bracket():
            body = self.following()
            return body.body if isinstance(body, Bracket) else body
        return self.following()

    def within(self, tokens: Sequence[Token]) -> "Differentials":
        """A parser of the tokens of one group."""
        raise NotImplementedError

    def whole(self) -> Node:
        """The formula from the cursor to the very end."""
        raise NotImplementedError


def _scope(body: Node, span: Span, derive: Callable[[Node], Node]) -> Node:
    """A derivative of the product that follows it. If the product begins with a bracket, the author
    may have meant the bracket alone: that reading stands against a refutation."""
    whole = derive(body)
    if not (isinstance(body, Product) and isinstance(body.factors[0], Bracket)):
        return whole
    first, *rest = body.factors
    alone = Product((derive(first), *rest), body.closed, span)
    rewrite = "put a bracket around all that the derivative applies to"
    options = (("the whole product", rewrite, whole), ("the first bracket alone", rewrite, alone))
    return Choice(options, True, span)


def without_braces(tokens: Sequence[Token]) -> Sequence[Token]:
    """The group without braces that hold all of it."""
    while len(tokens) > 1 and tokens[0].mark is Mark.OPEN:
        if end_of_argument(tokens, 0) != len(tokens):
            break
        tokens = tokens[1:-1]
    return tokens


def _unsquared(node: Node, order: int) -> Node:
    r"""x of `\partial x^2`."""
    match node:
        case Power(base, Num(value)) if value == order:
            return base
    return node
