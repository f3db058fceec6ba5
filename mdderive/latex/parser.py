r"""The precedence parser: tokens of a formula to its syntax tree.

Tightest first: atoms with scripts; juxtaposition, `\cdot`, `\times`; `\odot`, `\circ`, `\otimes`,
`\oslash`; sums. Nesting is bounded, so a formula of any shape ends in a tree or in `Unreadable`.
"""

from collections.abc import Sequence
from dataclasses import replace

from mdderive.latex.cursor import NESTING
from mdderive.latex.dots import DOTS_FIX
from mdderive.latex.formula import (
    Bars,
    Bracket,
    Call,
    Chain,
    Choice,
    Derivative,
    Differential,
    Node,
    Num,
    Product,
    Quotient,
    Series,
    Sum,
    children,
)
from mdderive.latex.scripts import Scripts
from mdderive.latex.tokens import Gap, Mark, Token
from mdderive.latex.vocabulary import Vocabulary
from mdderive.source import Span

_TIMES = frozenset({r"\cdot", r"\times"})
_ENTRYWISE = frozenset({r"\odot", r"\circ", r"\otimes", r"\oslash", ":", r"\colon", "*", r"\ast"})
_DIVISIONS = frozenset({"/", r"\slash", r"\div"})


class Parser(Scripts):
    """One formula. `nesting` is how many groups stand around it."""

    def __init__(
        self, tokens: Sequence[Token], vocabulary: Vocabulary, place: Span, nesting: int = 0
    ) -> None:
        super().__init__(tokens, vocabulary, place)
        self.nesting = nesting
        if nesting > NESTING:
            raise self.wrong("brackets are nested too deep", place, code="D203")

    def within(self, tokens: Sequence[Token]) -> "Parser":
        place = tokens[0].span.to(tokens[-1].span) if tokens else self.here
        return Parser(tokens, self.vocabulary, place, self.nesting + 1)

    def inner(self, tokens: Sequence[Token], opened: Token) -> Node:
        if not tokens:
            raise self.wrong("nothing stands in this group", opened.span)
        return self.within(tokens).whole()

    def sizes(self, tokens: Sequence[Token]) -> tuple[Node, ...]:
        parts: list[list[Token]] = [[]]
        for token in tokens:
            if token.text in (",", r"\times"):
                parts.append([])
            else:
                parts[-1].append(token)
        if not all(parts):
            raise self.wrong("a size is missing in this subscript", self.tokens[self.at - 1].span)
        return tuple(self.inner(part, part[0]) for part in parts)

    def whole(self) -> Node:
        node = self.formula()
        token = self.peek()
        if token is not None:
            if token.mark is Mark.CLOSE or token.text in (")", "]", r"\}", r"\rangle"):
                raise self.wrong(f"this {token.text} was never opened", token.span)
            raise self.unexpected(token)
        return node

    # -- sums

    def formula(self) -> Node:
        """A sum: terms with signs."""
        self.deeper()
        start = self.at
        terms = [(self._sign(), self.chain())]
        while self.text() in ("+", "-"):
            sign = self._sign()
            if self.skip_dots():
                self._dotted(terms, sign)
            else:
                terms.append((sign, self.chain()))
        self.nesting -= 1
        if len(terms) == 1 and terms[0][0] == 1:
            return terms[0][1]
        return self._past_the_sign(Sum(tuple(terms), self.since(start)))

    def _sign(self) -> int:
        sign = 1
        while self.text() in ("+", "-"):
            sign *= -1 if self.take().text == "-" else 1
        return sign

    def _dotted(self, terms: list[tuple[int, Node]], sign: int) -> None:
        """Takes the sign and the term after dots; the terms that lead up to it become one sum."""
        place = self.here
        closing = self._sign() if self.text() in ("+", "-") else 0
        before = [term for other, term in terms if other == sign]
        last = self.chain() if closing == sign else None
        found = self.left_out([*before, last], place) if last is not None else None
        if found is None or any(other != sign for other, _ in terms[len(terms) - found[0] :]):
            raise self.wrong("these dots (\\dots) are not read", place, DOTS_FIX, code="D204")
        count, body, index, (lower, upper) = found
        whole = Series("sum_over", index, lower, upper, "", body, body.span.to(place))
        terms[len(terms) - count :] = [(sign, whole)]

    def _past_the_sign(self, node: Sum) -> Node:
        """A derivative without a bracket before a sum: did it mean the whole sum?"""
        for place, (sign, term) in enumerate(node.terms[:-1]):
            before, last = _last_factor(term)
            if isinstance(last, Derivative) and last.prefix:
                rest = ((1, last.body), *((sign * s, t) for s, t in node.terms[place + 1 :]))
                whole: Node = replace(last, body=Sum(rest, node.span), span=node.span)
                if before:
                    whole = Product((*before, whole), (True,) * len(before), node.span)
                other = Sum((*node.terms[:place], (sign, whole)), node.span)
                rewrite = "put a bracket around all that the derivative applies to"
                options = (("the first term alone", rewrite, node), ("the sum", rewrite, other))
                return Choice(options, True, node.span)
        return node

    # -- entrywise chains

    def chain(self) -> Node:
        start = self.at
        operands = [self.product()]
        signs: list[str] = []
        while self.text() in _ENTRYWISE:
            signs.append(self.take().text)
            operands.append(self.product())
        if not signs:
            return operands[0]
        return Chain(tuple(operands), tuple(signs), self.since(start))

    # -- products

    def product(self) -> Node:
        start = self.at
        factors = [self.factor()]
        closed: list[bool] = []
        dots: list[int] = []
        divided = False
        while True:
            if self.text() in _DIVISIONS:
                factors = [self._divided(self._product(factors, closed, start), start)]
                closed, divided = [], True
            elif self.text() in _TIMES:
                if self.take().text == r"\cdot":
                    dots.append(len(factors))
                closed.append(True)
                factors.append(self._signed_factor())
            elif self.begins_factor():
                closed.append(self._visible(factors[-1]))
                factors.append(self.factor())
            else:
                dot = dots[0] if len(dots) == 1 and not divided else 0
                return self._product(factors, closed, start, divided, dot)

    def _signed_factor(self) -> Node:
        r"""The factor after a `\cdot`, which may carry a sign."""
        start = self.at
        sign = self._sign()
        factor = self.factor()
        return factor if sign == 1 else Sum(((-1, factor),), self.since(start))

    def following(self) -> Node:
        return self.product()

    def _divided(self, top: Node, start: int) -> Node:
        self.take()
        bottom = self.factor()
        return self.slashed(top, bottom) or Quotient(top, bottom, self.since(start))

    def begins_factor(self) -> bool:
        """Whether a factor begins at the cursor, rather than the product ending there."""
        token = self.peek()
        if token is None or token.mark in (Mark.TEXT, Mark.CLOSE, Mark.CELL, Mark.BREAK):
            return False
        if self.bar():
            return not (self.open_bars and self.closes(self.open_bars[-1]))
        return token.text not in _ENDS and not (token.text in _ENTRYWISE or token.text == ".")

    def _visible(self, left: Node) -> bool:
        """Whether a d would visibly end between the factor before and the one at the cursor."""
        token = self.peek()
        gap = token is not None and token.gap is Gap.VISIBLE
        return gap or self.opens_bracket() or isinstance(left, Bracket | Bars | Quotient)

    def factor(self) -> Node:
        self.deeper()
        node = self._factor()
        self.nesting -= 1
        return node

    def _factor(self) -> Node:
        start = self.at
        if self.differential_begins():
            return self.differential()
        named = self.named_derivative()
        if named is not None:
            return self.scripted(named, start)
        if self.is_fraction():
            return self.scripted(self.fraction(), start)
        if self.text() == r"\nabla":
            return self.scripted(self.nabla(), start)
        node = self.atom()
        bare = isinstance(node, Call) and node.bare
        return node if bare else self.scripted(node, start)

    def _product(
        self,
        factors: list[Node],
        closed: list[bool],
        start: int,
        divided: bool = False,
        dot: int = 0,
    ) -> Node:
        if len(factors) == 1:
            return factors[0]
        span = self.since(start)
        node = Product(tuple(factors), tuple(closed), span, dot)
        if divided and isinstance(factors[0], Quotient):
            return _slash_choice(node, factors[0])
        return _scope_of_d(node)


_ENDS = frozenset({"+", "-", ",", ";", ")", "]", r"\}", r"\rbrace", r"\rangle", "=", "/", "&",
                   r"\slash", r"\div", "<", ">", ":=", "!", "^", "_", "'"})  # fmt: skip


def _last_factor(term: Node) -> tuple[tuple[Node, ...], Node]:
    """The factors before the last one, and the last one."""
    if isinstance(term, Product):
        return term.factors[:-1], term.factors[-1]
    return (), term


def _slash_choice(node: Product, quotient: Quotient) -> Node:
    """`a/b c`: (a/b) c if a and b are numbers, both readings otherwise."""
    if isinstance(quotient.top, Num) and isinstance(quotient.bottom, Num):
        return node
    below = Product((quotient.bottom, *node.factors[1:]), node.closed, node.span)
    other = Quotient(quotient.top, below, node.span)
    first = ("what follows the slash and one factor is multiplied", r"write `\frac{a}{b} c`", node)
    second = ("all that follows the slash is divided by", r"write `\frac{a}{b c}`", other)
    return Choice((first, second), False, node.span)


def _scope_of_d(node: Product) -> Node:
    """A d before two factors with nothing visible between: did it mean d of the product?"""
    for place, factor in enumerate(node.factors[:-1]):
        if isinstance(factor, Differential) and not node.closed[place]:
            if isinstance(factor.body, Bracket | Bars | Quotient):
                continue
            inside = Product(
                (factor.body, *node.factors[place + 1 :]), node.closed[place:], node.span
            )
            wide: Node = Differential(inside, factor.order, node.span)
            if place:
                wide = Product((*node.factors[:place], wide), node.closed[:place], node.span)
            first = ("the d binds one factor", r"write `\,` after that factor", node)
            second = ("the d of the product", "put a bracket around the product", wide)
            return Choice((first, second), True, node.span)
    return node


def height(node: Node) -> int:
    """How deep the tree is, found without recursion."""
    deepest = 0
    stack = [(node, 1)]
    while stack:
        top, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in children(top))
    return deepest
