"""From a question to its answer: one derivation read, judged, diagnosed and written out.

    Excerpt -> read -> steps -> judge -> verdicts -> expand -> rows -> edits

A pure function; it knows neither the note nor where in it the derivation stood. Whatever goes
wrong inside, an exception included, is a diagnostic of the answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as changed

from mdderive.answer import Answer, Question
from mdderive.checked import CheckedDerivation, CheckedStep, Row, Written
from mdderive.config import Budget, Config, Lang, Present
from mdderive.derivation import Display, Line, Outcome, Relation, Scope, Verdict
from mdderive.derive.diagnosis import diagnose_steps
from mdderive.derive.expansion import expand
from mdderive.derive.judging import judge_steps
from mdderive.derive.properties import judge_properties, with_properties
from mdderive.derive.unused import unused_properties
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import IndexForm, Judgement, Judges, Proof
from mdderive.latex import ReadDerivation, explain_reading, read, to_latex
from mdderive.notes import fill, folded, style
from mdderive.reasons import fillings
from mdderive.source import Source
from mdderive.telling import told
from mdderive.term import Problem


def _prove(problem: Problem, budget: Budget) -> Proof:
    """The door that keeps SymPy out until something has to be judged."""
    from mdderive.kernel import prove  # noqa: PLC0415

    return prove(problem, budget)


def _judge(
    problem: Problem, budget: Budget, least: Mapping[str, int], alone: bool = False
) -> Judgement:
    """The other door."""
    from mdderive.recompute import judge  # noqa: PLC0415

    return judge(problem, budget, least, alone)


def _indexed(problem: Problem, budget: Budget) -> IndexForm | None:
    from mdderive.kernel import index_form  # noqa: PLC0415

    return index_form(problem, budget)


JUDGES = Judges(_prove, _judge, _indexed)


def answer(question: Question, judges: Judges = JUDGES) -> Answer:
    """The one place where an exception is caught: a bug in one block must not hide the others."""
    text, blocks = question.excerpt.text, question.excerpt.blocks
    try:
        found = _checked(question, read_excerpt(question), judges)
    except MemoryError:
        found = without_verdicts(question, "it needs more memory than there is")
    except Exception as error:
        message = f"mdderive failed on this derivation: {type(error).__name__}: {error}"
        failed = CheckedDerivation(displays_of(question), (), question.config.lang or Lang.EN)
        found = Answer(failed, (Diagnostic("D901", message, failed.span),))
    shown = text[blocks[0].annotation_span.start : found.derivation.span.end]
    return _said_in_its_language(
        changed(found, diagnostics=tuple(_to_send(d, shown) for d in found.diagnostics))
    )


def _said_in_its_language(found: Answer) -> Answer:
    """Where messages leave the rooms, which speak English."""
    derivation = found.derivation
    lang = derivation.lang
    steps = tuple(changed(s, verdict=s.verdict.said_in(lang)) for s in derivation.steps)
    return changed(
        found,
        derivation=changed(derivation, steps=steps),
        diagnostics=tuple(diagnostic.said_in(lang) for diagnostic in found.diagnostics),
    )


def read_excerpt(question: Question) -> ReadDerivation:
    """The steps of the derivation, not yet judged."""
    text = question.excerpt
    return read(text.blocks, question.config, text.defaults, text.remarks, text.earlier)


def without_verdicts(question: Question, reason: str) -> Answer:
    """The derivation as it is read, each step unreadable for this reason."""
    reading = read_excerpt(question)
    unreadable = Verdict(Outcome.UNREADABLE)
    steps = tuple(
        CheckedStep(
            step.written, changed(unreadable, diagnostic=Diagnostic("D502", reason, step.span))
        )
        for step in reading.steps
    )
    scope = reading.scope
    derivation = CheckedDerivation(displays_of(question), steps, scope.lang, scope.detail)
    return Answer(derivation, (*reading.diagnostics, *_said(steps, strict=False)))


def displays_of(question: Question) -> tuple[Display, ...]:
    return tuple(block.display for block in question.excerpt.blocks)


def _to_send(diagnostic: Diagnostic, block: str) -> Diagnostic:
    """A fault of mdderive comes with the block that shows it."""
    if not diagnostic.code.startswith("D9"):
        return diagnostic
    return changed(diagnostic, fix=f"please report it with this block:\n{block}")


def _checked(question: Question, reading: ReadDerivation, judges: Judges) -> Answer:
    scope, config, wanted = reading.scope, question.config, question.wanted
    plain = judge_steps(scope, reading.steps, judges, config.budget)
    found = diagnose_steps(reading.steps, plain, scope, judges, config.budget)
    verdicts = told(reading.steps, plain, found, scope)
    claims = judge_properties(scope, reading.claims, reading.steps, judges, config.budget)
    verdicts = with_properties(reading.steps, verdicts, claims)
    relations = tuple(step.written for step in reading.steps)
    expanding = wanted.expanded and scope.expand
    if expanding:
        written = _written(reading, verdicts, judges, config)
        steps = tuple(map(_written_step, relations, verdicts, written))
    else:
        steps = tuple(map(CheckedStep, relations, verdicts))
    displays = displays_of(question)
    explained = explain_reading(reading) if wanted.reading else None
    derivation = CheckedDerivation(
        displays, steps, scope.lang, scope.detail, scope.present, explained
    )
    source = Source("", question.excerpt.text)
    set_as = style(question.excerpt.defaults)
    filled = fill(source, displays, fillings(derivation), set_as) if wanted.expanded else []
    below = scope.present is Present.DETAILS and expanding
    edits = folded(source, question.excerpt.blocks, filled, scope.lang) if below else filled
    said = (*reading.diagnostics, *_said(steps, config.strict))
    said += tuple(claim.diagnostic for claim in claims if claim.diagnostic is not None)
    said += tuple(
        unused_properties(scope, reading.steps, verdicts, reading.places, judges, config.budget)
    )
    return Answer(derivation, tuple(dict.fromkeys(said)), tuple(edits))


def _written_step(step: Relation, verdict: Verdict, written: Written) -> CheckedStep:
    """A step with the rules of its chain beside the laws that its proof used."""
    checked = CheckedStep(step, verdict, written)
    rules = dict.fromkeys([*(row.rule for row in checked.chain), *verdict.rules])
    return changed(checked, verdict=changed(verdict, rules=tuple(rules)))


def _written(
    reading: ReadDerivation, verdicts: Sequence[Verdict], judges: Judges, config: Config
) -> tuple[Written, ...]:
    """The rows between, in the author's notation."""
    scope = reading.scope
    expanded = expand(scope, reading.steps, verdicts, judges, config)

    def rows(lines: Sequence[Line]) -> tuple[Row, ...]:
        return tuple(_row(line, scope) for line in lines)

    return tuple(Written(rows(one.lead), rows(one.lines), one.rule) for one in expanded)


def _row(line: Line, scope: Scope) -> Row:
    left = None if line.left is None else to_latex(line.left, scope)
    return Row(to_latex(line.right, scope), line.rule, left)


def _said(steps: Sequence[CheckedStep], strict: bool) -> Iterator[Diagnostic]:
    """What the verdicts have to say."""
    for checked in steps:
        verdict = checked.verdict
        if verdict.diagnostic is not None:
            yield verdict.diagnostic
        yield from verdict.warnings
        if strict and verdict.outcome is Outcome.TESTED:
            message = "the step was recomputed at many points but is not proved"
            yield Diagnostic("D505", message, checked.step.span)
