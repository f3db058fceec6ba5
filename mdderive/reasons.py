"""What is shown beside the rows of a display: rows between, names of rules, marks on failing rows.

`detail: low` puts in the key steps only; `normal` puts in the rows between, one rule each; `high`,
whose rows are finer, also says which rows are definitions. `present: side` puts in no rows, and
names all rules that lead to a row, in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.checked import CheckedDerivation, CheckedStep, Written
from mdderive.config import Detail, Lang, Present
from mdderive.derivation import Outcome
from mdderive.key_steps import ShownRow, every_step, key_steps
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
    lead: tuple[ShownRow, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    rules: tuple[str, ...] = ()


def presented(checked: CheckedStep, derivation: CheckedDerivation) -> Presented:
    """The step under `present` and `detail`."""
    written = checked.written or Written()
    if derivation.present is Present.SIDE:
        return Presented(checked, rules=tuple(dict.fromkeys(row.rule for row in checked.chain)))
    given = checked.verdict.outcome is Outcome.GIVEN and checked.step.defines is not None
    rule = _DEFINITION if given and derivation.detail is Detail.HIGH else written.rule
    if derivation.detail is Detail.LOW and rule is not None:
        return Presented(checked, *key_steps(written.lead, written.rows, rule))
    rules = () if rule is None else (rule,)
    return Presented(checked, every_step(written.lead), every_step(written.rows), rules)


def fillings(derivation: CheckedDerivation) -> Iterator[Filling]:
    """What goes into the displays of a derivation, step by step."""
    lang = derivation.lang
    for checked in derivation.steps:
        shown = presented(checked, derivation)
        yield Filling(
            checked.step,
            lead=_new_rows(shown.lead, lang),
            rows=_new_rows(shown.rows, lang),
            reason=_names(shown.rules, lang),
            mark=_MARKS.get((checked.verdict.outcome, lang), ""),
        )


def _new_rows(rows: Sequence[ShownRow], lang: Lang) -> tuple[NewRow, ...]:
    return tuple(NewRow(row.latex, _names(row.rules, lang), row.left or "") for row in rows)


def _names(rules: Sequence[str], lang: Lang) -> str:
    comma = "，" if lang is Lang.ZH else ", "
    return comma.join(rule_name(rule, lang) for rule in rules)


def rule_name(rule: str, lang: Lang) -> str:
    """The name of a rule in a language."""
    title = rules()[rule].title
    return title.zh if lang is Lang.ZH else title.en
