r"""Cases by indices: `\frac{\partial a_i}{\partial z_j} = -a_i a_j, \quad i \ne j`.

`i = j` and `i \ne j` beside an equation say for which values of its free indices it holds. Where
they are equal one is put for the other; where they differ both sides are multiplied by
1 - delta_ij, which is 0 where nothing is claimed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mdderive.latex.ranges import Range
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply, number
from mdderive.source import Span
from mdderive.term import SCALAR, Apply, Dimension, Symbol, Term, replace

_LETTERS = frozenset("ijklmnpqrst")
_SIGNS = {"=": True, r"\ne": False, r"\neq": False}
_IN_WORDS = re.compile(r"\$?\s*\b([i-np-t])\s*(=|\\neq?(?![a-z])|≠)\s*([i-np-t])\b\s*\$?")


@dataclass(frozen=True)
class IndexCase:
    """Two indices that are equal or differ."""

    one: str
    other: str
    equal: bool
    span: Span


def case_of(tokens: Sequence[Token]) -> IndexCase | None:
    """The case that a piece of a row is, brackets and punctuation aside."""
    kept = [t for t in tokens if t.mark not in (Mark.SPACE, Mark.CELL) and t.text not in "(),:;."]
    if len(kept) != 3 or kept[1].text not in _SIGNS:
        return None
    one, sign, other = kept
    if one.text == other.text or not {one.text, other.text} <= _LETTERS:
        return None
    return IndexCase(one.text, other.text, _SIGNS[sign.text], one.span.to(other.span))


def case_in_words(token: Token) -> IndexCase | None:
    r"""The case that words state: `\text{for $i \ne j$}`."""
    found = _IN_WORDS.search(token.text)
    if found is None or found.group(1) == found.group(3):
        return None
    return IndexCase(found.group(1), found.group(3), found.group(2) == "=", token.span)


def leading_case(tokens: Sequence[Token]) -> tuple[IndexCase | None, Sequence[Token]]:
    """The case that a row begins with (`i = j: ...`), and the rest of the row."""
    visible = [at for at, token in enumerate(tokens) if token.mark is not Mark.SPACE]
    if len(visible) < 5 or tokens[visible[3]].text not in (":", ","):
        return None, tokens
    return case_of(tokens[: visible[3]]), tokens[visible[3] + 1 :]


def restricted(
    sides: tuple[Term, Term], cases: Sequence[IndexCase], indices: Mapping[str, Range]
) -> tuple[tuple[Term, Term], dict[str, Range]]:
    """Both sides where the cases hold, and the indices that are left; raises Unreadable where the
    indices don't run over the same range."""
    left, right = sides
    free = dict(indices)
    for case in cases:
        if case.one not in free or case.other not in free:
            continue  # the equation does not speak of both
        if free[case.one] != free[case.other]:
            message = f"the indices `{case.one}` and `{case.other}` do not run over the same range"
            raise Unreadable("D205", message, case.span)
        one, other = Symbol(case.one, SCALAR), Symbol(case.other, SCALAR)
        if case.equal:
            left, right = (replace(side, {case.other: one}) for side in (left, right))
            del free[case.other]
        else:
            delta = Apply("delta", (one, other, Dimension(free[case.one].count)), SCALAR)
            where = apply("sum", number(1), apply("negative", delta))
            left, right = (apply("product", where, side) for side in (left, right))
    return (left, right), free
