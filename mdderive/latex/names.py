r"""Names with their decorations: which subscripts, stars and primes belong to a name.

`x_{1}` and `x_1` are one name; `x_1` is one name if it is declared or if x is not, an entry of x
otherwise; the longest declared name wins. Superscripts that are no exponents (`^*`, `^{(i)}`) are
part of the name, a prime is if the primed name is declared.
"""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.latex.canonical import canonical
from mdderive.latex.commands import GREEK, KNOWN
from mdderive.latex.commutation import commutation_sizes
from mdderive.latex.cursor import Cursor
from mdderive.latex.decorate import spelled
from mdderive.latex.formula import Constant, Delta, Entry, Member, Name, Node, Num
from mdderive.latex.ranges import parts_of
from mdderive.latex.tokens import Gap, Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import plain

_LONGEST_NUMBER = 30
_DECORATIONS = frozenset({"*", r"\ast", r"\star", r"\dagger", "-", "+"})


def braced(text: str, tokens: Sequence[Token]) -> str:
    """A script's content, in braces if it is more than one token."""
    return text if len(tokens) == 1 else f"{{{text}}}"


class Names(Cursor):
    """Reads the name at the cursor."""

    def is_name(self, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        if token is None or token.mark is Mark.TEXT:
            return False
        letter = token.mark is Mark.LETTER or token.text in GREEK
        return letter or token.text in self.vocabulary.commands

    def word(self) -> int:
        """How many letters from here make the longest declared name of several letters, if any."""
        letters = ""
        best = 0
        ahead = 0
        while (token := self.peek(ahead)) is not None and token.mark is Mark.LETTER:
            if len(plain(token.text)) != 1 or (ahead and token.gap is not Gap.NONE):
                break
            letters += token.text
            ahead += 1
            words = self.vocabulary.words
            if ahead > 1 and any(letters in (word, _stem(word)) for word in words):
                best = ahead
        return best

    def name(self) -> Node:
        """A name, an entry of a declared name, or a built-in constant."""
        start = self.at
        base = self._base()
        subscript = self._script("_")
        lifted = self._decoration()
        entry = self._entry_of_member(base, subscript, lifted, start)
        if entry is not None:
            return entry
        for taken, spelling in self._candidates(base, subscript, lifted):
            known = self.vocabulary.known(spelling)
            member = self._member(known, spelling)
            if member is not None:
                self.at = taken
                return Member(*member, self.since(start))
            if known is None and _is_decoration(lifted[1]) and spelling.endswith(lifted[1]):
                break
            if known is not None and (spelling != base or self._has_entry(known, subscript[1])):
                self.at = taken
                return self._entry_or_name(known, base, spelling, start)
        return self._undeclared(base, subscript, lifted, start)

    def _has_entry(self, name: str, subscript: str) -> bool:
        indices = parts_of(subscript[1:]) if subscript else ()
        indexed = any(letter in self.vocabulary.index_letters for letter in indices)
        return indexed or self.vocabulary.has_entry(name, indices)

    def bracketed_name(self) -> Node | None:
        r"""The declared name that begins with the bracket at the cursor: `(\mu_{pr})_y`."""
        if not self.vocabulary.bracketed or self.text() != "(":
            return None
        start, end = self.at, self.closing(self.at)
        if end + 2 >= self.stop or self.tokens[end + 1].text != "_":
            return None
        self.at = end + 1
        after, _ = self._script("_")
        self.at = start
        try:
            spelling = canonical(self.tokens[start:after])
        except Unreadable:
            return None
        known = self.vocabulary.known(spelling)
        member = self._member(known, spelling)
        if known is None and member is None:
            return None
        self.at = after
        span = self.since(start)
        return Member(*member, span) if member is not None else Name(known or spelling, span)

    def _base(self) -> str:
        length = self.word() or 1
        return "".join(self.take().text for _ in range(length))

    def _script(self, sign: str) -> tuple[int, str]:
        """The script at the cursor as (index after it, spelling with its sign), not yet taken;
        the spelling is empty if there is none."""
        start = self.at
        if not self.accept(sign):
            return start, ""
        tokens = self.group()
        end, self.at = self.at, start
        return end, sign + braced(spelled(tokens), tokens)

    def _decoration(self) -> tuple[int, str]:
        """The superscript or the primes after the subscript, which may belong to the name."""
        start = self.at
        if self.text() == "_":
            self.take()
            self.group()
        found = self._lifted()
        self.at = start
        return found

    def _lifted(self) -> tuple[int, str]:
        start = self.at
        if self.text() == "'":
            while self.accept("'"):
                pass
            return self.at, "'" * (self.at - start)
        if not self.accept("^"):
            return start, ""
        tokens = self.group()
        return self.at, "^" + braced(spelled(tokens), tokens)

    def _candidates(
        self, base: str, subscript: tuple[int, str], lifted: tuple[int, str]
    ) -> list[tuple[int, str]]:
        """(index after it, spelling), the longest first."""
        after_sub, sub = subscript
        after_lift, lift = lifted
        both = [(after_lift, base + sub + lift)] if lift else []
        if sub and lift.startswith("^"):
            both.append((after_lift, base + lift + sub))
        return [*both, *([(after_sub, base + sub)] if sub else []), (self.at, base)]

    def _entry_of_member(
        self, base: str, subscript: tuple[int, str], lifted: tuple[int, str], start: int
    ) -> Node | None:
        """`x^{(i)}_j` of a family `x^{(i)}`, `X^*_{ij}` of a declared `X^*`, unless it is a
        declared name itself."""
        both = (base + subscript[1] + lifted[1], base + lifted[1] + subscript[1])
        known = any(self.vocabulary.known(spelling) is not None for spelling in both)
        if known or not subscript[1] or not lifted[1]:
            return None
        if any(self.vocabulary.member(spelling) is not None for spelling in both):
            return None
        member = self.vocabulary.member(base + lifted[1])
        decorated = self.vocabulary.known(base + lifted[1]) if _is_decoration(lifted[1]) else None
        if member is None and decorated is None:
            return None
        self.at = lifted[0]
        span = self.since(start)
        whole = Member(*member, span) if member is not None else Name(decorated or base, span)
        return Entry(whole, subscript[1][1:], span)

    def _member(self, known: str | None, spelling: str) -> tuple[str, tuple[str, ...]] | None:
        """The family and index of a spelling that is no other declared name."""
        if known is not None and known not in self.vocabulary.families:
            return None
        return self.vocabulary.member(spelling)

    def _entry_or_name(self, known: str, base: str, spelling: str, start: int) -> Node:
        node: Node = Name(known, self.since(start))
        if spelling == base and self.text() == "_":
            after, subscript = self._script("_")
            self.at = after
            return Entry(node, subscript[1:], self.since(start))
        return node

    def _undeclared(
        self, base: str, subscript: tuple[int, str], lifted: tuple[int, str], start: int
    ) -> Node:
        built_in = self._commutation(base, start) or self._built_in(base, start)
        if built_in is not None:
            return built_in
        spelling = base + subscript[1]
        self.at = subscript[0]
        indices = parts_of(subscript[1][1:])
        if base == r"\delta" and len(indices) == 2:
            return Delta(*indices, self.since(start))
        if _is_decoration(lifted[1]):
            spelling, self.at = spelling + lifted[1], lifted[0]
        return Name(spelling, self.since(start))

    def _built_in(self, base: str, start: int) -> Node | None:
        """`e I E \\pi` and the bold digits, unless declared."""
        key = plain(base)
        if key == "e" and self.text() != "_":
            return Constant("euler", (), self.since(start))
        if base == r"\pi" and self.text() != "_":
            return Constant("pi", (), self.since(start))
        what = {"I": "identity", "E": "identity", "1": "ones", "0": "zero"}.get(unbold(base))
        if what == "identity" and self.text() in ("(", "[") and plain(base) == "E":
            fix = "Write `I` for the identity; expectations are not read."
            message = "E before a bracket may be the expectation"
            raise self.wrong(message, self.since(start), fix, code="D205")
        return self.constant(what, start) if what and self._subscript_is_size() else None

    def _commutation(self, base: str, start: int) -> Node | None:
        """`K_{m,n}`, `K_{mn}`, `K^{(m,n)}`, unless declared."""
        if plain(base) != "K" or self.text() not in ("_", "^"):
            return None
        at = self.at
        raised = self.take().text == "^"
        parts = commutation_sizes(self.group(), raised, self.vocabulary)
        if parts is None:
            self.at = at
            return None
        sizes = tuple(size for part in parts for size in self.sizes(part))
        return Constant("commutation", sizes, self.since(start))

    def _subscript_is_size(self) -> bool:
        """Whether the subscript here, if any, is made of sizes: `E_k` is a name unless k is one."""
        after, subscript = self._script("_")
        if not subscript:
            return True
        letters = [t for t in self.tokens[self.at : after] if t.mark is Mark.LETTER]
        return all(letter.text in self.vocabulary.sizes_by_letter for letter in letters)

    def constant(self, what: str, start: int) -> Node:
        """A built-in with the sizes of its subscript: `I_n`, `I_{n^2}`, `0_{m \\times n}`."""
        sizes: tuple[Node, ...] = ()
        if self.accept("_"):
            sizes = self.sizes(self.group())
        return Constant(what, sizes, self.since(start))

    def sizes(self, tokens: Sequence[Token]) -> tuple[Node, ...]:
        """The formulas of a size subscript; `\\times` and commas separate two of them."""
        raise NotImplementedError

    def number(self) -> Num:
        """Adjacent digits, with a decimal point between digits."""
        start = self.at
        text = ""
        while True:
            token = self.peek()
            if token is None or (text and token.gap is not Gap.NONE):
                break
            following = self.peek(1)
            point = token.text == "." and text and "." not in text
            if point and not (following and following.mark is Mark.DIGIT):
                break
            if token.mark is not Mark.DIGIT and not point:
                break
            text += self.take().text
        if len(text) > _LONGEST_NUMBER:
            message = f"a number of {len(text)} digits"
            raise self.wrong(message, self.since(start), code="D203")
        return Num(Fraction(text), self.since(start))


def _stem(word: str) -> str:
    """The letters a declared word begins with."""
    end = 0
    while end < len(word) and word[end].isalpha():
        end += 1
    return word[:end]


def unbold(base: str) -> str:
    for font in (r"\mathbf", r"\boldsymbol", r"\mathbb", r"\mathit", r"\mathds"):
        if base.startswith(font + "{"):
            inner = base[len(font) + 1 : -1]
            return "" if inner == "E" and font in (r"\mathbb", r"\mathds") else inner
    return base if base in ("I", "E") else ""


def _is_decoration(lifted: str) -> bool:
    """Whether a superscript is no exponent: `^*`, `^{(i)}`, `^{[l]}`."""
    inner = lifted[1:].strip("{}")
    index = len(inner) > 2 and (inner[0], inner[-1]) in (("(", ")"), ("[", "]"))
    unknown = inner.startswith("\\") and inner[1:].isalpha() and inner not in KNOWN | GREEK
    return lifted.startswith("^") and (inner in _DECORATIONS or index or unknown)
