"""What is written beside the rows of a display: the names of rules, and marks on failing rows.

`detail: low` puts in no rows, and names the rule of a row that is one rule apart; `normal` puts in
the rows between; `high` also says which rows are definitions. `present: side` puts in no rows
either, and names all rules that lead to a row, in order.
"""

from collections.abc import Iterator, Sequence

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


def fillings(derivation: CheckedDerivation) -> Iterator[Filling]:
    """What goes into the displays of a derivation, step by step."""
    for checked in derivation.steps:
        if derivation.present is Present.SIDE:
            yield _beside(checked, derivation.lang)
        else:
            yield _filling(checked, derivation.lang, derivation.detail)


def _beside(checked: CheckedStep, lang: Lang) -> Filling:
    """The names of all rules that lead to the row, each once."""
    names = dict.fromkeys(rule_name(row.rule, lang) for row in checked.chain)
    comma = "，" if lang is Lang.ZH else ", "
    return Filling(checked.step, reason=comma.join(names), mark=_mark(checked, lang))


def _mark(checked: CheckedStep, lang: Lang) -> str:
    return _MARKS.get((checked.verdict.outcome, lang), "")


def _filling(checked: CheckedStep, lang: Lang, detail: Detail) -> Filling:
    written = checked.written or Written()
    given = checked.verdict.outcome is Outcome.GIVEN and checked.step.defines is not None
    rule = _DEFINITION if given and detail is Detail.HIGH else written.rule
    roomy = detail is not Detail.LOW
    if not roomy and (written.lead or written.rows):
        rule = None  # several rules lie before the row: none of them alone leads to it
    return Filling(
        checked.step,
        lead=_new_rows(written.lead, lang) if roomy else (),
        rows=_new_rows(written.rows, lang) if roomy else (),
        reason=rule_name(rule, lang) if rule else "",
        mark=_mark(checked, lang),
    )


def _new_rows(rows: Sequence[Row], lang: Lang) -> tuple[NewRow, ...]:
    return tuple(NewRow(row.latex, rule_name(row.rule, lang), row.left or "") for row in rows)


def rule_name(rule: str, lang: Lang) -> str:
    """The name of a rule in a language."""
    title = rules()[rule].title
    return title.zh if lang is Lang.ZH else title.en
