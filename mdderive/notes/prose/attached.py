r"""What a sentence says as a whole: half of it may be worse than nothing.

If a sentence names a property of matrices that none of its names was found to have, then each
square matrix in it may be the one that has it, so no shape of a square matrix is taken from it.
Columns, scalars and matrices that are not square cannot have such a property.
"""

import re
from collections.abc import Iterable, Iterator

from mdderive.derivation import Remark
from mdderive.notes.prose.grammar import Grammar
from mdderive.notes.prose.sentences import Sentence

_OF_MATRICES = frozenset(
    {"symmetric", "skew", "diagonal", "orthogonal", "invertible"}
    | {"positive definite", "positive semidefinite"}
)
_TIMES = re.compile(r"\\times|×|(?<![A-Za-z\\])x(?![A-Za-z])|(?<=\w)x(?=\w)")
_SPACE = re.compile(r"(?:\\in(?![A-Za-z])|∈)\s*(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ|\\R(?![A-Za-z]))")
_IN = re.compile(r"\\in(?![A-Za-z])|∈")
_SIZES = re.compile(r"\^\s*(?:\{(?P<long>[^{}]*)\}|(?P<short>\w))")


def attached(
    found: tuple[Remark, ...], sentence: Sentence, grammars: Iterable[Grammar]
) -> Iterator[Remark]:
    """The remarks of a sentence that may be taken from it."""
    half = _is_half(found, sentence, tuple(grammars))
    for remark in found:
        if not half or remark.denies or remark.properties or not _may_be_square(remark):
            yield remark


def _is_half(found: tuple[Remark, ...], sentence: Sentence, grammars: tuple[Grammar, ...]) -> bool:
    named = frozenset[str]().union(*(g.properties_in(g.seen(sentence.text)) for g in grammars))
    return (
        bool(named & _OF_MATRICES)
        and not any(remark.properties or remark.denies for remark in found if not remark.vague)
        and not any(g.denial.search(g.seen(sentence.text)) for g in grammars)
        and not any(r"\mathbb{S}" in formula.text for formula in sentence.formulas.values())
    )


def _may_be_square(remark: Remark) -> bool:
    """Whether a remark tells the shape of a matrix that could have as many rows as columns."""
    names = remark.names.text if remark.names is not None else ""
    told = _inner(names) if _IN.search(names) else remark.size_words
    told = " ".join([told, remark.size.text if remark.size is not None else ""])
    if remark.kind != "matrix" and not _TIMES.search(told):
        return False
    parts = _TIMES.split(told)
    return len(parts) != 2 or parts[0].split()[-1:] == parts[1].split()[:1]


def _inner(text: str) -> str:
    """The sizes in the one space that a formula names; as good as square if there are several."""
    spaces = [_SIZES.match(text, found.end()) for found in _SPACE.finditer(text)]
    inside = [found.group("long") or found.group("short") for found in spaces if found]
    return inside[0] if len(inside) == 1 else " x x " if inside else ""
