"""What is shown where the pointer rests: the verdict of the step and the rule that leads to it, and
the shape of what is pointed at."""

from collections.abc import Iterator

from lsprotocol import types

from mdderive.answering import read_excerpt
from mdderive.checked import CheckedDerivation, CheckedStep
from mdderive.config import Lang
from mdderive.derivation import Reading, Scope, Step
from mdderive.excerpt import Origin
from mdderive.hosts.editor.found import Found
from mdderive.hosts.editor.places import Places
from mdderive.latex import ReadDerivation
from mdderive.report.words import WORDS
from mdderive.rules import rules
from mdderive.source import Span
from mdderive.term import Symbol, Term, subterms

_RULES = {Lang.EN: "rules", Lang.ZH: "规则"}


def hover(found: Found, places: Places, offset: int) -> types.Hover | None:
    """What there is to say of this place; None outside of all steps."""
    here = Span(offset, offset)
    asked = zip(found.checked.derivations, found.note.questions, found.note.origins, strict=True)
    for derivation, question, origin in asked:
        for number, checked in enumerate(derivation.steps):
            span = checked.step.span
            if span.start <= here.start <= span.end:
                reading = read_excerpt(question)
                lines = _lines(checked, derivation, reading, number, origin, offset, places.text)
                text = types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(lines))
                return types.Hover(text, places.range(span))
    return None


def _lines(
    checked: CheckedStep,
    derivation: CheckedDerivation,
    reading: ReadDerivation,
    number: int,
    origin: Origin,
    offset: int,
    text: str,
) -> Iterator[str]:
    lang, verdict = derivation.lang, checked.verdict
    words = WORDS[lang]
    yield f"**{words.meanings[verdict.outcome.value]}** {verdict.scope}".rstrip()
    names = words.comma.join(_rule_names(checked, lang))
    if names:
        yield f"{_RULES[lang]}{words.colon}{names}"
    step = reading.steps[number]
    if step.readings:
        yield from _shapes(step, step.readings[0], reading.scope, origin, offset, text)
    if verdict.assumes:
        yield f"{words.assumes}{words.colon}{words.comma.join(verdict.assumes)}"


def _rule_names(checked: CheckedStep, lang: Lang) -> Iterator[str]:
    """The rule that leads to the right side, else the laws of the proof."""
    written = checked.written.rule if checked.written else None
    for rule in [written] if written else checked.verdict.rules:
        if rule in rules():
            title = rules()[rule].title
            yield title.zh if lang is Lang.ZH else title.en


def _shapes(
    step: Step, reading: Reading, scope: Scope, origin: Origin, offset: int, text: str
) -> Iterator[str]:
    """The shape of both sides, and of the smallest part that holds the place."""
    yield f"{_code(step.left.text)}: {reading.left.shape}"
    parts = [*_parts(reading.left, origin), *_parts(reading.right, origin)]
    holding = [(span, term) for span, term in parts if span.start <= offset < span.end]
    if holding:
        span, term = min(holding, key=lambda part: part[0].end - part[0].start)
        yield f"{_code(text[span.start : span.end])}: {_described(term, scope)}"


def _parts(term: Term, origin: Origin) -> Iterator[tuple[Span, Term]]:
    for part in subterms(term):
        if part.span is not None:
            yield origin.put_back(part.span), part


def _described(term: Term, scope: Scope) -> str:
    declared = scope.declarations.get(term.name) if isinstance(term, Symbol) else None
    properties = sorted(one.value for one in declared.properties) if declared else []
    return ", ".join([str(term.shape), *properties])


def _code(latex: str) -> str:
    """LaTeX as Markdown's code, whatever backticks are in it."""
    line = " ".join(latex.split()).replace("`", "'")
    return f"`{line}`"
