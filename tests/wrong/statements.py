"""The claims of a note as closed problems, and the verdict of both judges on a problem."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mdderive.config import Budget, Config
from mdderive.derivation import Block, Scope, Step, Verdict
from mdderive.derive.judging import judge_terms, problem_of
from mdderive.evidence import Judges
from mdderive.kernel import prove
from mdderive.latex import read
from mdderive.notes import find
from mdderive.recompute import judge
from mdderive.source import Source, Span
from mdderive.term import Problem


@dataclass(frozen=True)
class Statement:
    """A step with the problem it poses under each of its readings, and the headings it stands
    under; `last` of its derivation."""

    section: str
    title: str
    line: int
    step: Step
    problems: tuple[Problem, ...]
    last: bool


def statements(path: Path) -> Iterator[Statement]:
    """All steps of the note, in order."""
    text = path.read_text(encoding="utf-8")
    source = Source(str(path), text)
    config = Config()
    document = find(source, config)
    for blocks in _derivations(document.blocks):
        reading = read(blocks, config, document.defaults)
        before = text[: blocks[0].annotation_span.start]
        for step in reading.steps:
            problems = tuple(
                problem_of(option.left, option.right, reading.scope)
                for option in step.readings
                if not option.fallback
            )
            yield Statement(
                _heading(before, "## "),
                _heading(before, "### "),
                source.position(step.span.start)[0],
                step,
                problems,
                step is reading.steps[-1],
            )


def _derivations(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of one derivation together."""
    groups: list[list[Block]] = []
    for block in blocks:
        groups += [[]] if block.starts else []
        groups[-1].append(block)
    return groups


def _heading(before: str, mark: str) -> str:
    """The last heading of that level."""
    found = [line for line in before.splitlines() if line.startswith(mark)]
    return found[-1].removeprefix(mark) if found else ""


def verdict(problem: Problem, budget: Budget) -> Verdict:
    """What the tool says of a closed problem."""
    scope = Scope(
        declarations=problem.declarations,
        facts=problem.facts,
        varying=problem.varying,
        structured=problem.structured,
    )
    return judge_terms(problem.left, problem.right, scope, Judges(prove, judge), budget, Span(0, 0))
