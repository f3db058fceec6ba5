r"""Atoms: what a script binds to, and what a d takes with it.

Numbers, names, brackets, bars, fractions, roots, inner products, and functions with their
arguments. "A bar after an operand closes the open one"; `|` where an operand is expected opens.
"""

from collections.abc import Sequence

from mdderive.latex.commands import KNOWN
from mdderive.latex.formula import Bars, Bracket, Call, Inner, Name, Node, Root
from mdderive.latex.names import Names
from mdderive.latex.tokens import Gap, Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.words import is_word

_SINGLE = frozenset({"|", r"\vert", r"\lvert", r"\rvert", r"\mid"})
_DOUBLE = frozenset({r"\|", r"\Vert", r"\lVert", r"\rVert"})
_SEPARATORS = frozenset({",", ";", "|", r"\mid", r"\vert"})
_LONGEST_WORD = 10

_LATER = {
    r"\sum": "sums over an index", r"\prod": "products over an index", r"\int": "integrals",
    r"\iint": "integrals", r"\lim": "limits", r"\dots": "dots", r"\ldots": "dots",
    r"\cdots": "dots", r"\vdots": "dots", r"\pm": "a double sign", r"\mp": "a double sign",
    r"\binom": "binomial coefficients", r"\bigoplus": "direct sums", r"\oplus": "direct sums",
    r"\cup": "sets", r"\cap": "sets", r"\infty": "infinity", r"\substack": "stacked text",
}  # fmt: skip


class Atoms(Names):
    """Reads one atom at the cursor; the loops over factors and terms are the parser's."""

    def formula(self) -> Node:
        raise NotImplementedError

    def inner(self, tokens: Sequence[Token], opened: Token) -> Node:
        """The formula that fills a group or bracket completely."""
        raise NotImplementedError

    def following(self) -> Node:
        """The product that follows, which a function without brackets takes."""
        raise NotImplementedError

    def atom(self) -> Node:
        token = self.peek()
        if token is None:
            raise self.wrong("something is missing at the end of the formula", self.here)
        if token.mark is Mark.DIGIT:
            return self.number()
        if self.function_word():
            return self.call(self.function_word())
        if self.is_name():
            return self.named()
        if token.mark is Mark.OPEN or self.opens_bracket():
            return self.bracket()
        if self.bar():
            return self.bars()
        if token.text == r"\langle":
            return self.inner_product()
        if token.text == r"\sqrt":
            return self.root()
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

    # -- functions

    def function_word(self) -> str:
        r"""The function word at the cursor, written as `\tr` or as bare letters, or ""."""
        token = self.peek()
        if token is None or token.mark is Mark.TEXT:
            return ""
        if token.mark is Mark.COMMAND:
            word = token.text[1:]
            return word if is_word(word) and token.text != r"\sqrt" else ""
        return self._bare_word() if token.mark is Mark.LETTER else ""

    def _bare_word(self) -> str:
        letters = ""
        best = ""
        for ahead in range(_LONGEST_WORD):
            token = self.peek(ahead)
            if token is None or token.mark is not Mark.LETTER or len(token.text) != 1:
                break
            if ahead and token.gap is not Gap.NONE:
                break
            letters += token.text
            if is_word(letters):
                best = letters
        spelled_out = all(self.vocabulary.known(letter) for letter in best)
        bracket = self.opens_bracket(len(best))
        return "" if self.word() >= len(best) or (spelled_out and not bracket) else best

    def call(self, word: str) -> Node:
        start = self.at
        token = self.take()
        if token.mark is Mark.LETTER:
            self.at += len(word) - 1
        order = self._primes()
        if self.text() in ("^", "_"):
            fix = f"Put the script after the bracket: `\\{word}(...)^2`."
            raise self.wrong(f"a script directly on {word}", self.here, fix, code="D205")
        if self.opens_bracket():
            return Call(word, self.arguments(), order, False, self.since(start))
        return Call(word, (self.following(),), order, True, self.since(start))

    def _primes(self) -> int:
        count = 0
        while True:
            if self.accept("'"):
                count += 1
            elif self.text() == "^" and (primes := self._superscript_primes()):
                count += primes
            else:
                return count

    def _superscript_primes(self) -> int:
        r"""Takes a superscript made of `\prime` alone and counts them; 0 if it is another."""
        start = self.at
        self.take()
        tokens = self.group()
        if tokens and all(token.text in ("'", r"\prime") for token in tokens):
            return len(tokens)
        self.at = start
        return 0

    def arguments(self) -> tuple[Node, ...]:
        """What stands in the bracket at the cursor, parted by commas, `;` and bars."""
        opened = self.at
        end = self.closing(opened)
        parts: list[list[Token]] = [[]]
        depth = 0
        for token in self.tokens[opened + 1 : end]:
            depth += _step(token)
            bar = token.text in ("|", r"\mid", r"\vert")
            comma = depth == 0 and token.text in _SEPARATORS and token.mark is not Mark.TEXT
            if comma and not (bar and not self._conditional(opened, end)):
                parts.append([])
            else:
                parts[-1].append(token)
        nodes = tuple(self.inner(part, self.tokens[opened]) for part in parts)
        self.at = end + 1
        return nodes

    def _conditional(self, opened: int, end: int) -> bool:
        """Whether a single bar stands in the bracket: `p(x | mu)`; two are an absolute value."""
        inside = self.tokens[opened + 1 : end]
        return sum(token.text in ("|", r"\mid", r"\vert") for token in inside) == 1

    def named(self) -> Node:
        r"""A name; with its arguments if it is a function or, undeclared, stands before a
        bracket."""
        start = self.at
        node = self.name()
        if not isinstance(node, Name):
            return node
        order_at = self.at
        order = self._primes()
        if self._applies(node.name, order):
            arguments = self.arguments()
            return Call(node.name, arguments, order, False, self.since(start))
        self.at = order_at
        if self.text() == "^" and node.name in self.vocabulary.functions:
            self._refuse_script(node.name)
        return node

    def _refuse_script(self, name: str) -> None:
        start = self.at
        self.take()
        self.group()
        if self.opens_bracket():
            message = f"a power of the function {name} before its argument"
            fix = f"Write `{name}(...)^k` for a power; an inverse function has no reading."
            raise self.wrong(message, self.since(start), fix, code="D205")
        self.at = start

    def _applies(self, name: str, order: int) -> bool:
        if self.text() != "(" and not (self.text() == "[" and name in self.vocabulary.functions):
            return False
        known = self.vocabulary
        if name in known.functions or (name == r"\sigma" and not known.shadows(name)):
            return True
        if name in known.valued:
            return order > 0 or self._one_name_inside()
        return known.known(name) is None

    def _one_name_inside(self) -> bool:
        """Whether the bracket at the cursor holds names only: `f(x)` of a defined f."""
        inside = self.tokens[self.at + 1 : self.closing(self.at)]
        other = Atoms(inside, self.vocabulary, self.place)
        while other.at < other.stop:
            if not other.is_name():
                return False
            other.name()
            if other.at < other.stop and not other.accept(",", ";"):
                return False
        return bool(inside)

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
            depth += _step(token)
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


def _step(token: Token) -> int:
    if token.mark is Mark.TEXT:
        return 0
    opens = token.mark is Mark.OPEN or token.text in ("(", "[", r"\{", r"\langle")
    closes = token.mark is Mark.CLOSE or token.text in (")", "]", r"\}", r"\rangle")
    return opens - closes
