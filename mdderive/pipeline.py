"""Where all parts meet: from the text of a note to what is known of it, and to its longer text.

    Source -> find -> blocks -> read -> steps -> judge -> verdicts -> expand -> rows -> splice

Pure functions of text and settings. A derivation never hides another: whatever goes wrong inside
one, an exception included, is a diagnostic about it, and the others go on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from mdderive.checked import Built, Checked, CheckedDerivation, CheckedStep, Row, Written
from mdderive.config import Budget, Config, Lang
from mdderive.derivation import Block, Document, Line, Outcome, Scope, Step, Verdict
from mdderive.derive.diagnosis import Diagnosis, diagnose_steps
from mdderive.derive.expansion import expand
from mdderive.derive.judging import judge_steps
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import Judgement, Judges, Proof
from mdderive.latex import ReadDerivation, explain_reading, read, to_latex
from mdderive.notes import Edit, derivations, fill, find, splice
from mdderive.reasons import fillings
from mdderive.source import Source, Span
from mdderive.term import Problem


@dataclass(frozen=True)
class Wanted:
    """What is asked for beside the verdicts: the rows between, and how everything was read."""

    expanded: bool = False
    reading: bool = False


Watch = Callable[[int, int], None]
"""Called with the number of derivations done and of all, for a progress bar."""


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


_FALSE = {Lang.EN: "the step is false: {}", Lang.ZH: "此步不成立：{}"}
JUDGES = Judges(_prove, _judge)


def _unwatched(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class _Judged:
    """One derivation, what there is to say about it, and the edits that write it out."""

    derivation: CheckedDerivation
    diagnostics: tuple[Diagnostic, ...]
    edits: tuple[Edit, ...] = ()


def check(
    source: Source,
    config: Config,
    wanted: Wanted = Wanted(),
    judges: Judges = JUDGES,
    watch: Watch = _unwatched,
) -> Checked:
    """Every derivation of the note with a verdict on each step, and all diagnostics by place."""
    document = find(source, config)
    judged = _judged(source, document, config, wanted, judges, watch)
    return _together(source, document, config, judged)


def build(
    source: Source, config: Config, judges: Judges = JUDGES, watch: Watch = _unwatched
) -> Built:
    """The note checked, and its text with the steps written out and the failing rows marked."""
    document = find(source, config)
    judged = _judged(source, document, config, Wanted(expanded=True), judges, watch)
    checked = _together(source, document, config, judged)
    return Built(checked, splice(source, [edit for one in judged for edit in one.edits]))


def _together(
    source: Source, document: Document, config: Config, judged: Sequence[_Judged]
) -> Checked:
    found = [diagnostic for one in judged for diagnostic in one.diagnostics]
    return Checked(
        source,
        tuple(one.derivation for one in judged),
        _by_place([*document.diagnostics, *found]),
        _language(document, config),
    )


def _judged(
    source: Source,
    document: Document,
    config: Config,
    wanted: Wanted,
    judges: Judges,
    watch: Watch,
) -> list[_Judged]:
    groups = derivations(document)
    judged = []
    for done, blocks in enumerate(groups):
        watch(done, len(groups))
        judged.append(_guarded(source, blocks, document, config, wanted, judges))
    watch(len(groups), len(groups))
    return judged


def _guarded(
    source: Source,
    blocks: tuple[Block, ...],
    document: Document,
    config: Config,
    wanted: Wanted,
    judges: Judges,
) -> _Judged:
    """The one place where an exception is caught: a bug in one block must not hide the others."""
    try:
        reading = read(blocks, config, document.defaults)
        judged = _checked(source, blocks, reading, config, wanted, judges)
    except Exception as error:
        message = f"mdderive failed on this derivation: {type(error).__name__}: {error}"
        failed = CheckedDerivation(tuple(block.display for block in blocks), ())
        judged = _Judged(failed, (Diagnostic("D901", message, failed.span),))
    text = source.text[blocks[0].annotation_span.start : judged.derivation.span.end]
    return changed(judged, diagnostics=tuple(_to_send(d, text) for d in judged.diagnostics))


def _to_send(diagnostic: Diagnostic, block: str) -> Diagnostic:
    """A fault of mdderive comes with the block that shows it."""
    if not diagnostic.code.startswith("D9"):
        return diagnostic
    return changed(diagnostic, fix=f"please report it with this block:\n{block}")


def _checked(
    source: Source,
    blocks: tuple[Block, ...],
    reading: ReadDerivation,
    config: Config,
    wanted: Wanted,
    judges: Judges,
) -> _Judged:
    scope, budget = reading.scope, config.budget
    plain = judge_steps(scope, reading.steps, judges, budget)
    found = diagnose_steps(reading.steps, plain, scope, judges, budget)
    verdicts = tuple(
        _with_mistake(step, verdict, one, scope)
        for step, verdict, one in zip(reading.steps, plain, found, strict=True)
    )
    if wanted.expanded:
        written = _written(reading, verdicts, judges, config)
        steps = tuple(map(_written_step, reading.steps, verdicts, written))
    else:
        steps = tuple(map(CheckedStep, reading.steps, verdicts))
    displays = tuple(block.display for block in blocks)
    explained = explain_reading(reading) if wanted.reading else None
    derivation = CheckedDerivation(displays, steps, scope, explained)
    edits = fill(source, displays, fillings(derivation)) if wanted.expanded else ()
    said = (*reading.diagnostics, *_said(steps, config.strict))
    return _Judged(derivation, said, tuple(edits))


def _written_step(step: Step, verdict: Verdict, written: Written) -> CheckedStep:
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


def _with_mistake(step: Step, verdict: Verdict, found: Diagnosis, scope: Scope) -> Verdict:
    """A refuted step with the kind of its mistake and, in the author's notation, what is true."""
    if verdict.outcome is not Outcome.REFUTED or verdict.diagnostic is None:
        return verdict
    suggestion = None if found.right is None else to_latex(found.right, scope)
    said = changed(verdict.diagnostic, span=step.right.span())
    mistake = verdict.mistake or found.mistake  # the judging knows of another reading
    if mistake is not None:
        message = _FALSE[scope.lang].format(mistake.message)
        said = changed(said, message=message, span=mistake.span or said.span)
    if suggestion is not None:
        said = changed(said, fix=f"write {step.left.text} {step.relation} {suggestion}")
    return changed(verdict, mistake=mistake, suggestion=suggestion, diagnostic=said)


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


def _by_place(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order of place, each once."""
    first = Span(0, 0)
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span or first, d.code)))


def _language(document: Document, config: Config) -> Lang:
    for line in document.defaults:
        if line.key == "lang" and line.value is not None and line.value.text in set(Lang):
            return Lang(line.value.text)
    return config.lang or Lang.EN
