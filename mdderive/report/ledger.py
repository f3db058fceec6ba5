"""What the steps that hold rest on, one line each: `notes.md:10: proved, assuming: X invertible`.

A line for people, printed by `check --verbose`; programs find the same in `--format json`.
"""

from collections.abc import Iterator, Sequence

from mdderive.checked import Checked
from mdderive.derivation import Outcome
from mdderive.report.terminal import paint, shown
from mdderive.report.words import WORDS
from mdderive.wording import said

HOLDS = (Outcome.PROVED, Outcome.TESTED)


def ledger(notes: Sequence[Checked], color: bool) -> str:
    """The lines of all notes; steps that assume nothing have none."""
    return "".join(line for note in notes for line in _lines(note, color))


def _lines(note: Checked, color: bool) -> Iterator[str]:
    words, path = WORDS[note.lang], shown(note.source.name)
    for checked in note.steps:
        if checked.verdict.outcome in HOLDS and checked.verdict.assumes:
            line, _ = note.source.position(checked.step.span.start)
            label = paint(words.assumes, "bold", color)
            outcome = words.meanings[checked.verdict.outcome]
            text = words.comma.join(said(phrase, note.lang) for phrase in checked.verdict.assumes)
            yield f"{path}:{line}: {outcome}{words.comma}{label}{words.colon}{shown(text)}\n"
