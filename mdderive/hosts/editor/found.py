"""What has been found out about one version of a note."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from mdderive.answer import Answer, Solve, Wanted
from mdderive.checked import Checked, CheckedDerivation, CheckedStep
from mdderive.config import Config
from mdderive.diagnostics import Severity
from mdderive.notes import Edit, without_repeats
from mdderive.pipeline import Opened, opened
from mdderive.source import Source, Span


@dataclass(frozen=True)
class Found:
    """The note taken apart, its verdicts, and for each derivation the edits that write the steps
    out; none while nobody asked for them."""

    note: Opened
    checked: Checked
    edits: tuple[tuple[Edit, ...], ...]

    def steps_at(self, span: Span) -> Iterator[CheckedStep]:
        """The steps that the span touches."""
        return (step for step in self.checked.steps if _touch(step.step.span, span))

    def insertions_at(self, span: Span) -> Iterator[tuple[CheckedDerivation, tuple[Edit, ...]]]:
        """The derivations that the span touches, with what can be written into them; of one that
        has a problem, nothing."""
        for derivation, edits in zip(self.checked.derivations, self.edits, strict=True):
            touched = any(_touch(display.span, span) for display in derivation.displays)
            if touched and edits and not self._has_problem(derivation):
                yield derivation, edits

    def _has_problem(self, derivation: CheckedDerivation) -> bool:
        return any(
            said.severity is Severity.ERROR and said.span and _touch(said.span, derivation.span)
            for said in self.checked.diagnostics
        )


def find_out(source: Source, config: Config, wanted: Wanted, solve: Solve) -> Found:
    """The note with the answers to its questions."""
    note = opened(source, config, wanted)
    with closing(solve(note.questions)) as solved:
        answers = tuple(solved)
    edits = tuple(map(_edits, [note] * len(answers), answers, range(len(answers))))
    return Found(note, note.closed(answers).checked, edits)


def _edits(note: Opened, answer: Answer, number: int) -> tuple[Edit, ...]:
    placed = note.origins[number].put_back(answer.edits)
    return tuple(without_repeats(note.source, placed))


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
