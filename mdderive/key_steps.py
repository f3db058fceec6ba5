r"""The key steps of a chain: what `detail: low` keeps.

A teacher who goes over a derivation at the board writes two things on the way to a gradient: the
differential once every d has been taken, and the form that the gradient is read off from,

    \mathrm{d}f &= (\mathrm{d}x)^\top A x + x^\top A\, \mathrm{d}x
                &= (A x + A^\top x)^\top\, \mathrm{d}x

The rules that lead to a row which is kept stand beside it, those of the rows left out among them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.checked import Row
from mdderive.rules.differentials import RULES

DIFFERENTIATING = frozenset(rule.id for rule in RULES)


@dataclass(frozen=True)
class ShownRow:
    """A row as it is shown, with all rules that lead to it from the row above."""

    latex: str
    rules: tuple[str, ...]
    left: str | None = None


def every_step(rows: Sequence[Row]) -> tuple[ShownRow, ...]:
    """Each row with its rule."""
    return tuple(ShownRow(row.latex, (row.rule,), row.left) for row in rows)


def key_steps(
    lead: Sequence[Row], rows: Sequence[Row], rule: str
) -> tuple[tuple[ShownRow, ...], tuple[ShownRow, ...], tuple[str, ...]]:
    """The rows to keep of those in front of the author's row and of those between its sides, and
    the rules that then lead to the author's right side; `rule` leads there from the last row."""
    before, _ = _kept(lead, None)
    between, rules = _kept(rows, rule)
    return before, between, rules


def _kept(rows: Sequence[Row], rule: str | None) -> tuple[tuple[ShownRow, ...], tuple[str, ...]]:
    """The rows kept and the rules after the last of them; without a `rule` the last row ends its
    chain."""
    kept: list[ShownRow] = []
    rules: dict[str, None] = {}
    left = None
    for row, after in zip(rows, _rules_after(rows, rule), strict=True):
        if row.left is not None:
            left, rules = row.left, {}
        rules[row.rule] = None
        if after is None or (row.rule in DIFFERENTIATING and after not in DIFFERENTIATING):
            kept.append(ShownRow(row.latex, tuple(rules), left))
            left, rules = None, {}
    return tuple(kept), (*rules, *(() if rule in (None, *rules) else (rule,)))


def _rules_after(rows: Sequence[Row], rule: str | None) -> Iterator[str | None]:
    """The rule of the row after each; None where a chain ends."""
    for row in rows[1:]:
        yield None if row.left is not None else row.rule
    if rows:
        yield rule
