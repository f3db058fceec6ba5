"""Slips as people write them: each is refuted, its kind is named, the caret stands on it, and the
formula offered is proved where it replaces the wrong one. The table is `tests/data/slips.md`."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from mdderive.checked import CheckedStep
from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

TABLE = Path(__file__).parents[1] / "data" / "slips.md"
PATIENT = Config(budget=Budget(seconds=60.0))
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Slip:
    """One line of the table."""

    kinds: tuple[str, ...]
    names: str
    rows: str
    right: str
    marked: str

    def note(self, right: str | None = None, head: str = "") -> str:
        """The note, perhaps with another right side in the last row."""
        rows = self.rows
        if right is not None:
            rows = f"{rows[: rows.rindex('&=')]}&= {right}"
        names = self.names.replace("; ", "\n")
        return (
            f"{head}<!-- derive\n{names}\n-->\n\n"
            f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$\n"
        )


def _slips() -> list[Slip]:
    lines = [line.split(" @ ") for line in TABLE.read_text(encoding="utf-8").split("\n")]
    found = [line for line in lines if len(line) > 1]
    return [Slip(tuple(k.split()), n, rows, r, *(m or [""])) for k, n, rows, r, *m in found]


SLIPS = _slips()


def last(text: str) -> CheckedStep:
    return list(check(Source("note.md", text), PATIENT).steps)[-1]


def test_there_are_many_of_all_kinds() -> None:
    assert len(SLIPS) >= 100
    assert len({kind for slip in SLIPS for kind in slip.kinds}) >= 18


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.rows[-60:])
def test_a_slip_is_named_and_mended(slip: Slip) -> None:
    text = slip.note()
    verdict = last(text).verdict
    assert verdict.outcome is Outcome.REFUTED and verdict.mistake is not None
    assert verdict.mistake.kind in slip.kinds, verdict.mistake
    for right in (slip.right, verdict.suggestion):
        assert last(slip.note(right)).verdict.outcome is Outcome.PROVED, right
    assert verdict.diagnostic is not None and verdict.diagnostic.span is not None
    if slip.marked:
        span = verdict.diagnostic.span
        assert text[span.start : span.end] == slip.marked


@pytest.mark.parametrize("slip", SLIPS[::3], ids=lambda slip: slip.rows[-60:])
def test_a_slip_in_a_chinese_note_is_told_in_chinese(slip: Slip) -> None:
    verdict = last(slip.note(head="下面对变量求导。\n\n")).verdict
    assert verdict.diagnostic is not None
    sentences = verdict.diagnostic.message.split("；")
    assert all(CHINESE.search(sentence) for sentence in sentences), sentences
    assert CHINESE.search(verdict.diagnostic.help)
