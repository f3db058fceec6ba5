"""What is shown beside the rows of a display: rows between, names of rules, marks on failing rows.

`detail: low` puts in no rows, and names the rule of a row that is one rule apart; `normal` puts in
the rows between; `high` also says which rows are definitions. `present: side` puts in no rows
either, and names all rules that lead to a row, in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.checked import CheckedDerivation, CheckedStep, Row, Written
from mdderive.config import Detail, Lang, Present
from mdderive.derivation import Outcome
from mdderive.notes import Filling, NewRow
from mdderive.rules import rules

_MARKS = {
    (Outcome.REFUTED, Lang.EN): "mdderive: refuted",
    (Outcome.REFUTED, Lang.ZH): "mdderive：被反驳",
    (Outcome.UNREADABLE, Lang.EN): "mdderive: no verdict",
    (Outcome.UNREADABLE, Lang.ZH): "mdderive：无法判断",
}
_DEFINITION = "definition"


@dataclass(frozen=True)
class Presented:
    """A step as its derivation wants it shown: rows in front of the author's, rows between its two
    sides, and the rules beside the author's right side."""

    checked: CheckedStep
    lead: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()
    rules: tuple[str, ...] = ()


def presented(checked: CheckedStep, derivation: CheckedDerivation) -> Presented:
    """The step under `present` and `detail`."""
    written = checked.written or Written()
    if derivation.present is Present.SIDE:
        return Presented(checked, rules=tuple(dict.fromkeys(row.rule for row in checked.chain)))
    given = checked.verdict.outcome is Outcome.GIVEN and checked.step.defines is not None
    rule = _DEFINITION if given and derivation.detail is Detail.HIGH else written.rule
    rules = () if rule is None else (rule,)
    if derivation.detail is not Detail.LOW:
        return Presented(checked, written.lead, written.rows, rules)
    several = written.lead or written.rows  # none of them alone leads to the row
    return Presented(checked, rules=() if several else rules)


def fillings(derivation: CheckedDerivation) -> Iterator[Filling]:
    """What goes into the displays of a derivation, step by step."""
    lang = derivation.lang
    comma = "，" if lang is Lang.ZH else ", "
    for checked in derivation.steps:
        shown = presented(checked, derivation)
        yield Filling(
            checked.step,
            lead=_new_rows(shown.lead, lang),
            rows=_new_rows(shown.rows, lang),
            reason=comma.join(rule_name(rule, lang) for rule in shown.rules),
            mark=_MARKS.get((checked.verdict.outcome, lang), ""),
        )


def _new_rows(rows: Sequence[Row], lang: Lang) -> tuple[NewRow, ...]:
    return tuple(NewRow(row.latex, rule_name(row.rule, lang), row.left or "") for row in rows)


def rule_name(rule: str, lang: Lang) -> str:
    """The name of a rule in a language."""
    title = rules()[rule].title
    return title.zh if lang is Lang.ZH else title.en
