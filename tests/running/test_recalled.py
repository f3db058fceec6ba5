"""A note remembered whole is what would be found out anew, and any change to what it rests on is
one to what is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mdderive.answer import Answers, Question, Wanted
from mdderive.checked import Built
from mdderive.config import Budget, Config
from mdderive.pipeline import VERDICTS, examined, here, unwatched
from mdderive.running.memory import recalled
from mdderive.source import Source
from tests.running.notes import FALSE, TRUE, block

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NOTE = Source("n.md", block(2) + "\n" + FALSE)


def never(questions: Iterable[Question]) -> Answers:
    """Nobody is there to answer."""
    for question in questions:
        raise AssertionError(question.excerpt.text)
    yield from ()


def recall(
    folder: Path,
    sources: Iterable[Source],
    config: Config | None = None,
    wanted: Wanted = VERDICTS,
    known: bool = True,
) -> Iterator[Built]:
    solve = never if known else here
    return recalled(folder, sources, config or Config(), wanted, solve, unwatched)


def test_samples_are_given_back_whole(tmp_path: Path) -> None:
    paths = [SAMPLES / "mistakes.md", SAMPLES / "paper.tex"]
    sources = [Source(path.name, path.read_text(encoding="utf-8")) for path in paths]
    wanted = Wanted(expanded=True, reading=True)
    anew = list(examined(sources, Config(), wanted))
    assert list(recall(tmp_path, sources, wanted=wanted, known=False)) == anew
    assert list(recall(tmp_path, sources, wanted=wanted)) == anew


def test_known_and_unknown_notes_keep_their_order(tmp_path: Path) -> None:
    sources = [Source(f"{k}.md", block(k) if k else "words\n") for k in range(6)]
    list(recall(tmp_path, sources[1::2], known=False))
    built = list(recall(tmp_path, sources, known=False))
    assert [one.checked.source for one in built] == sources
    assert built == list(examined(sources, Config(), VERDICTS))
    assert list(recall(tmp_path, sources)) == built


@pytest.mark.parametrize(
    ("source", "config", "wanted"),
    [
        (replace(NOTE, text=NOTE.text + " "), Config(), VERDICTS),
        (replace(NOTE, text=NOTE.text.replace("R^n", "R^m")), Config(), VERDICTS),
        (replace(NOTE, path="n.tex"), Config(), VERDICTS),
        (NOTE, Config(declare=("n: R",)), VERDICTS),
        (NOTE, Config(budget=Budget(seconds=4)), VERDICTS),
        (NOTE, Config(strict=True), VERDICTS),
        (NOTE, Config(), Wanted(expanded=True)),
        (NOTE, Config(), Wanted(reading=True)),
    ],
)
def test_another_note_or_other_settings_are_another_question(
    source: Source, config: Config, wanted: Wanted, tmp_path: Path
) -> None:
    list(recall(tmp_path, [NOTE], known=False))
    anew = list(examined([source], config, wanted))
    assert list(recall(tmp_path, [source], config, wanted, known=False)) == anew


def test_what_was_broken_off_is_not_remembered(tmp_path: Path) -> None:
    hurried = Config(budget=Budget(seconds=0))
    (first,) = recall(tmp_path, [Source("n.md", TRUE)], hurried, known=False)
    assert "D502" in {said.code for said in first.checked.diagnostics}
    with pytest.raises(AssertionError, match="derive"):
        list(recall(tmp_path, [Source("n.md", TRUE)], hurried))
