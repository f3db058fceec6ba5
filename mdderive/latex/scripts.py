r"""Superscripts: transposes in all spellings, inverses, powers, entrywise powers, primes.

`^\top`, `^T`, `^{\mathrm T}`, `^{-T}`, `^{-\top}`, `^{TT}`, `^{(i)T}`, `^{\odot 2}`, `'`. A `T` is
a transpose unless it is declared a number; so is an undeclared `t`. `1^\top` is a row of ones.
"""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.latex.formula import (
    Bracket,
    Constant,
    Entry,
    EntryPower,
    Name,
    Node,
    Num,
    Power,
    Prime,
    Transposed,
)
from mdderive.latex.named_derivatives import NamedDerivatives
from mdderive.latex.tokens import Token
from mdderive.source import Span

_TRANSPOSES = frozenset({r"\top", r"\intercal", r"\mathsf{T}", r"\mathbf{T}"})
_ENTRYWISE = frozenset({r"\odot", r"\circ"})


class Scripts(NamedDerivatives):
    """Puts the scripts after an atom around it."""

    def is_transpose(self, token: Token) -> bool:
        if token.text in ("T", "t"):
            lower = token.text == "t" and self.vocabulary.known("t") is not None
            return not lower and not self.vocabulary.is_number("T")
        return token.text in _TRANSPOSES

    def scripted(self, node: Node, start: int) -> Node:
        """The node with all superscripts and primes that follow it."""
        while True:
            if self.text() == "'":
                self.take()
                node = Prime(node, self.since(start))
            elif self.text() == "^":
                self._refuse_after_entry(node)
                self.take()
                tokens = self.group()
                node = self._superscript(node, tokens, self.since(start))
            elif self.text() == "_" and isinstance(node, Bracket):
                self.take()
                subscript = "".join(token.text for token in self.group())
                node = Entry(node, subscript, self.since(start))
            elif self.text() == "_":
                message = "a subscript after a formula without a bracket"
                raise self.wrong(message, self.here, code="D204")
            else:
                return node

    def _refuse_after_entry(self, node: Node) -> None:
        r"""`X^\top_{ij}`: an entry of the transpose, or the transpose of an entry."""
        token = self.peek()
        if isinstance(node, Entry) and token is not None and token.span.start < node.span.end:
            fix = "Put a bracket around what the subscript is of."
            message = "a subscript beside a superscript: an entry of which of the two?"
            raise self.wrong(message, token.span, fix, code="D205")

    def _superscript(self, node: Node, tokens: Sequence[Token], span: Span) -> Node:
        if not tokens:
            raise self.wrong("an empty superscript", span)
        core = list(tokens)
        transposes = 0
        while core and self.is_transpose(core[-1]):
            core.pop()
            transposes += 1
        if core and core[-1].text == "^":
            core.pop()
        node = self._core(node, core, span) if core else node
        if transposes and node == Num(Fraction(1), node.span):
            node = Constant("ones", (), node.span)
        for _ in range(transposes):
            node = Transposed(node, span)
        return node

    def _core(self, node: Node, core: Sequence[Token], span: Span) -> Node:
        """What is left of a superscript once its transposes are taken off."""
        texts = [token.text for token in core]
        if texts == ["-"]:
            return Power(node, Num(Fraction(-1), core[0].span), span)
        if all(text in (r"\prime", "'") for text in texts):
            for _ in texts:
                node = Prime(node, span)
            return node
        if texts[0] in _ENTRYWISE and len(core) > 1:
            return EntryPower(node, self.inner(core[1:], core[0]), span)
        if isinstance(node, Name) and texts[0] in ("(", "[") and texts[-1] in (")", "]"):
            return self._indexed(node, core, span)
        return Power(node, self.inner(core, core[0]), span)

    def _indexed(self, node: Name, core: Sequence[Token], span: Span) -> Node:
        """`x^{(i)T}`: the index belongs to the name."""
        spelling = f"{node.name}^{{{''.join(token.text for token in core)}}}"
        return Name(self.vocabulary.known(spelling) or spelling, span)
