"""The equations of the Matrix Cookbook as the notes state them, by number, with what came out.

In the notes a bold number, `**(57)**`, stands before each block and may be followed by a remark
that says under which restriction the equation is stated; `mended` marks the true form of an
erratum, which a line that begins with `Erratum (57)` announces. What is out of scope stands in a
table with rows `| (57) | what it says | why not |`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

COOKBOOK = Path(__file__).parents[2] / "samples" / "cookbook"
NUMBERS = (*range(1, 225), *range(397, 551))
"""Chapters 1, 2, 3, 9 and 10."""

TITLE = re.compile(r"^\*\*\((\d+)\)\*\* ?(.*)$", re.MULTILINE)
ERRATUM = re.compile(r"^Erratum \((\d+)\):", re.MULTILINE)
OUTSIDE = re.compile(r"^\| \((\d+)\) \| (.*) \| (.*) \|$", re.MULTILINE)
MENDED = "mended"
PATIENT = Config(budget=Budget(seconds=4.0))
"""So that a busy machine changes no status."""


class Status(StrEnum):
    """What is known of an equation."""

    OUTSIDE = "out of scope"
    UNREADABLE = "unreadable"
    TESTED = "tested"
    PROVED = "proved"
    REFUTED = "refuted"
    DEFINITION = "definition"


@dataclass(frozen=True, order=True)
class Equation:
    """An equation of the book, or the mended form of one; `remark` is a restriction or a reason."""

    number: int
    mended: bool
    note: str
    status: Status
    erratum: bool
    remark: str

    @property
    def key(self) -> str:
        return f"({self.number}) {MENDED}" if self.mended else f"({self.number})"


def notes() -> list[Path]:
    """The notes, without the table made from them."""
    return sorted(path for path in COOKBOOK.glob("*.md") if path.name != "TABLE.md")


def equations(note: Path) -> Iterator[Equation]:
    """All equations of a note, those that are out of scope last."""
    text = note.read_text(encoding="utf-8")
    wrong = {int(found[1]) for found in ERRATUM.finditer(text)}
    outcomes = _outcomes(note, text)
    for title in TITLE.finditer(text):
        number, remark = int(title[1]), title[2]
        mended = remark.startswith(MENDED)
        yield Equation(
            number,
            mended,
            note.stem,
            status(outcomes.get(title.start(), [])),
            number in wrong and not mended,
            remark.removeprefix(MENDED).strip(" ,"),
        )
    for number, says, reason in OUTSIDE.findall(text):
        yield Equation(int(number), False, note.stem, Status.OUTSIDE, False, f"{says}: {reason}")


def _outcomes(note: Path, text: str) -> dict[int, list[Outcome]]:
    """The outcomes of all steps, by where the title that they stand under begins."""
    found: dict[int, list[Outcome]] = {}
    for step in check(Source(str(note), text), PATIENT).steps:
        title = title_before(text, step.step.span.start)
        found.setdefault(title.start(), []).append(step.verdict.outcome)
    return found


def title_before(text: str, place: int) -> re.Match[str]:
    """The bold number that a step at this place stands under."""
    *_, last = TITLE.finditer(text, 0, place)
    return last


WORST_FIRST = (Outcome.UNREADABLE, Outcome.REFUTED, Outcome.TESTED, Outcome.PROVED)


def status(outcomes: list[Outcome]) -> Status:
    """The worst that came out; what is given says nothing unless there is nothing else."""
    if not outcomes:
        return Status.UNREADABLE
    for outcome in WORST_FIRST:
        if outcome in outcomes:
            return Status(outcome.value)
    return Status.DEFINITION
