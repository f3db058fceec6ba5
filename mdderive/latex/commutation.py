r"""The spellings of the commutation matrix: `K_{m,n}`, `K_{mn}`, `K_n` for `K_{n,n}`, `K^{(m,n)}`.

A matrix of kernel values is often called `K_{mn}` as well. So K with two juxtaposed letters is a
name like any other where it stands alone on the left of a row, and from there on; with a comma
between its sizes it is the commutation matrix unless it is declared, and the verdict says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from mdderive.latex.candidates import Candidate
from mdderive.latex.formula import Constant
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.vocabulary import Vocabulary, plain
from mdderive.term import Apply, Dimension, Shape, Size, Unifier


def commutation_sizes(
    script: Sequence[Token], raised: bool, vocabulary: Vocabulary
) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """The two sizes in the script of K, if it is made of two."""
    if raised:
        if len(script) < 5 or (script[0].text, script[-1].text) != ("(", ")"):
            return None
        script = script[1:-1]
    letters = [token for token in script if token.mark is Mark.LETTER]
    if not all(letter.text in vocabulary.sizes_by_letter for letter in letters):
        return None
    commas = [place for place, token in enumerate(script) if token.text == ","]
    if len(commas) == 1:
        left, right = script[: commas[0]], script[commas[0] + 1 :]
        return (left, right) if left and right else None
    if commas or raised or not letters or len(letters) != len(script):
        return None
    sizes = [letter.text for letter in letters]
    if len(sizes) == 2 and all(size in vocabulary.sizes for size in sizes):
        return script[:1], script[1:]
    return (script, script) if "".join(sizes) in vocabulary.sizes else None


def without_commutation(tokens: Sequence[Token], vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary for a left side that is K with one script and no comma in it."""
    if len(tokens) < 3 or plain(tokens[0].text) != "K" or tokens[1].text != "_":
        return vocabulary
    inside = tokens[2:] if len(tokens) == 3 else tokens[3:-1]
    alone = len(tokens) == 3 or (tokens[2].mark, tokens[-1].mark) == (Mark.OPEN, Mark.CLOSE)
    if not alone or not all(token.mark is Mark.LETTER for token in inside):
        return vocabulary
    return replace(vocabulary, sizes=frozenset())


def commutation(node: Constant, given: Sequence[Size], sizes: Unifier) -> Candidate:
    """K_{m,n}, an mn x mn matrix."""
    m, n = given
    shape = Shape(m * n, m * n)
    term = Apply("commutation", (Dimension(m), Dimension(n)), shape, (), node.span)
    said = f"K_{{{m},{n}}} is the commutation matrix"
    return Candidate(term, sizes, (said,))
