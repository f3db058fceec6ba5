"""Where all parts meet: from the text of a note to what is known of it, and to its longer text.

    Source -> find -> blocks -> read -> steps -> judge -> verdicts -> expand -> rows -> splice

Pure functions of text and settings. A derivation never hides another: whatever goes wrong inside
one, an exception included, is a diagnostic about it, and the others go on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mdderive.checked import Built, Checked, CheckedDerivation, CheckedStep
from mdderive.config import Budget, Config, Lang
from mdderive.derivation import Block, Document, Outcome
from mdderive.derive.judging import judge_steps
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import Judgement, Judges, Proof
from mdderive.latex import read
from mdderive.notes import find
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


def _judge(problem: Problem, budget: Budget, least: Mapping[str, int]) -> Judgement:
    """The other door."""
    from mdderive.recompute import judge  # noqa: PLC0415

    return judge(problem, budget, least)


JUDGES = Judges(_prove, _judge)


def _unwatched(done: int, total: int) -> None:
    """Nobody watches."""


def check(
    source: Source,
    config: Config,
    wanted: Wanted = Wanted(),
    judges: Judges = JUDGES,
    watch: Watch = _unwatched,
) -> Checked:
    """Every derivation of the note with a verdict on each step, and all diagnostics by place."""
    document = find(source, config)
    groups = _derivations(document.blocks)
    checked = []
    for done, blocks in enumerate(groups):
        watch(done, len(groups))
        checked.append(_guarded(source, blocks, document, config, wanted, judges))
    watch(len(groups), len(groups))
    found = [d for _, diagnostics in checked for d in diagnostics]
    return Checked(
        source,
        tuple(derivation for derivation, _ in checked),
        _by_place([*document.diagnostics, *found]),
        _language(document, config),
    )


def _derivations(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Blocks of one derivation together: each block that starts one, with those that continue."""
    groups: list[list[Block]] = []
    for block in blocks:
        if block.starts or not groups:
            groups.append([])
        groups[-1].append(block)
    return [tuple(group) for group in groups]


Found = tuple[CheckedDerivation, tuple[Diagnostic, ...]]


def _guarded(
    source: Source,
    blocks: tuple[Block, ...],
    document: Document,
    config: Config,
    wanted: Wanted,
    judges: Judges,
) -> Found:
    """The one place where an exception is caught: a bug in one block must not hide the others."""
    try:
        return _checked(blocks, document, config, wanted, judges)
    except Exception as error:
        span = _span(blocks)
        block = source.text[blocks[0].annotation_span.start : span.end]
        fault = Diagnostic(
            "D901",
            f"mdderive failed on this derivation: {type(error).__name__}: {error}",
            span,
            fix=f"please report it with this block:\n{block}",
        )
        return CheckedDerivation(span, ()), (fault,)


def _checked(
    blocks: tuple[Block, ...],
    document: Document,
    config: Config,
    wanted: Wanted,
    judges: Judges,
) -> Found:
    reading = read(blocks, config, document.defaults)
    verdicts = judge_steps(reading.scope, reading.steps, judges, config.budget)
    steps = tuple(map(CheckedStep, reading.steps, verdicts))
    diagnostics = (*reading.diagnostics, *_said(steps, config.strict))
    return CheckedDerivation(_span(blocks), steps), diagnostics


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


def _span(blocks: Sequence[Block]) -> Span:
    return blocks[0].display.span.to(blocks[-1].display.span)


def _by_place(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order of place, each once."""
    first = Span(0, 0)
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span or first, d.code)))


def _language(document: Document, config: Config) -> Lang:
    for line in document.defaults:
        if line.key == "lang" and line.value is not None and line.value.text in set(Lang):
            return Lang(line.value.text)
    return config.lang or Lang.EN
