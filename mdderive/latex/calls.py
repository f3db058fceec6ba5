r"""Functions with their arguments, as they are written: `\tr(A B)`, `\log x`, `f(x)`, `\sigma'(z)`.

A function without brackets takes the product that follows. A name stands before arguments if it is
a function, if it has a value and names stand in the bracket, or if it is not declared.
"""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.latex.formula import Call, EntryPower, Name, Node, Num
from mdderive.latex.names import Names
from mdderive.latex.tokens import Gap, Mark, Token
from mdderive.latex.words import function_words, is_word

_SEPARATORS = frozenset({",", ";", "|", r"\mid", r"\vert"})
_LONGEST_WORD = 10
DOUBLE_BARS = frozenset({r"\|", r"\Vert", r"\parallel", r"\lVert", r"\rVert"})
LARGEST_POWER = 64


class Calls(Names):
    """Reads a name or function at the cursor with what it is applied to."""

    def inner(self, tokens: Sequence[Token], opened: Token) -> Node:
        """The formula that fills a group or bracket completely."""
        raise NotImplementedError

    def following(self) -> Node:
        """The product that follows, which a function without brackets takes."""
        raise NotImplementedError

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
        exponent = self._exponent(word)
        if exponent is not None:
            return EntryPower(self._applied(word, order, start), exponent, self.since(start))
        if self.text() in ("^", "_"):
            fix = f"Put the script after the bracket: `\\{word}(...)^2`."
            raise self.wrong(f"a script directly on {word}", self.here, fix, code="D205")
        return self._applied(word, order, start)

    def _applied(self, word: str, order: int, start: int) -> Call:
        if self.opens_bracket():
            return Call(word, self.arguments(), order, False, self.since(start))
        return Call(word, (self.following(),), order, True, self.since(start))

    def _exponent(self, word: str) -> Num | None:
        r"""The exponent of `\sin^2 x`, which is taken: a number from 2 on, of a scalar function."""
        start = self.at
        if self.text() != "^" or function_words().get(word, ("", ""))[0] != "map":
            return None
        sign = self.take()
        text = "".join(token.text for token in self.group())
        if text.isdigit() and 2 <= int(text[:3]) <= LARGEST_POWER:
            return Num(Fraction(text), sign.span)
        self.at = start
        return None

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
        """What stands in the bracket at the cursor, parted by commas, `;` and bars, single or
        double."""
        opened = self.at
        end = self.closing(opened)
        parts: list[list[Token]] = [[]]
        depth = 0
        double = self._double_bar(opened, end)
        for at, token in enumerate(self.tokens[opened + 1 : end], start=opened + 1):
            depth += bracket_step(token)
            if at in double:
                parts.extend([[]] if at == double[0] else [])
                continue
            bar = token.text in ("|", r"\mid", r"\vert")
            comma = depth == 0 and token.text in _SEPARATORS and token.mark is not Mark.TEXT
            if comma and not (bar and not self._conditional(opened, end)):
                parts.append([])
            else:
                parts[-1].append(token)
        nodes = tuple(self.inner(part, self.tokens[opened]) for part in parts)
        self.at = end + 1
        return nodes

    def _double_bar(self, opened: int, end: int) -> list[int]:
        r"""The places of the only double bar in the bracket, as in `D(p \| q)`; a norm has two."""
        inside = range(opened + 1, end)
        double = [at for at in inside if self.tokens[at].text in DOUBLE_BARS]
        single = [at for at in inside if self.tokens[at].text == "|"]
        pair = len(single) == 2 and single[1] == single[0] + 1
        if len(double) == 1 and not single:
            return double
        return single if pair and not double else []

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
            return order > 0 or (self._one_name_inside() and not self._holds_apart())
        return known.known(name) is None

    def _holds_apart(self) -> bool:
        r"""Whether the bracket only parts two superscripts: `\delta (a^{(1)})^\top`."""
        end = self.closing(self.at)
        after = self.tokens[end + 1].text if end + 1 < self.stop else ""
        return after == "^" and any(token.text == "^" for token in self.tokens[self.at : end])

    def _one_name_inside(self) -> bool:
        """Whether the bracket at the cursor holds names only: `f(x)` of a defined f."""
        inside = self.tokens[self.at + 1 : self.closing(self.at)]
        other = Names(inside, self.vocabulary, self.place)
        while other.at < other.stop:
            if not other.is_name():
                return False
            other.name()
            if other.at < other.stop and not other.accept(",", ";"):
                return False
        return bool(inside)


def bracket_step(token: Token) -> int:
    """How a token changes the depth of brackets."""
    if token.mark is Mark.TEXT:
        return 0
    opens = token.mark is Mark.OPEN or token.text in ("(", "[", r"\{", r"\langle")
    closes = token.mark is Mark.CLOSE or token.text in (")", "]", r"\}", r"\rangle")
    return opens - closes
