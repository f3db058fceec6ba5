"""What is remembered is what would be found out anew, and nothing else is ever believed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from mdderive.answer import Answer, Answers, Question, Wanted, answer_of, to_json
from mdderive.config import Budget, Config
from mdderive.diagnostics import Diagnostic
from mdderive.pipeline import VERDICTS, examined, here
from mdderive.report import formats
from mdderive.running.memory import lasting, remembering
from mdderive.running.store import FOLDER
from mdderive.running.workers import parallel
from mdderive.source import Source
from tests.running.notes import FALSE, TRUE, block, questions

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NOTES = sorted(path for path in SAMPLES.iterdir() if path.is_file())
COMMAND = "from mdderive.hosts.cli import main; main()"
JUDGES = {"sympy", "flint", "mpmath", "pebble", "mdderive.kernel", "mdderive.recompute"}

WATCHED = f"""import sys
from mdderive.hosts.cli import main
try:
    main()
finally:
    loaded = {JUDGES!r} & set(sys.modules)
    assert not loaded, loaded
"""


class Counting:
    """Answers here, and counts the questions that got this far."""

    def __init__(self) -> None:
        self.asked = 0

    def solve(self, asked: Iterable[Question]) -> Answers:
        for question in asked:
            self.asked += 1
            yield from here([question])


def through(folder: Path, asked: list[Question]) -> tuple[list[Answer], int]:
    """The answers, and how many had to be found out."""
    count = Counting()
    return list(remembering(folder, count.solve)(asked)), count.asked


def database(folder: Path) -> Path:
    (path,) = folder.glob("*.sqlite")
    return path


def changed(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database(folder), isolation_level=None)) as store:
        for statement in statements:
            store.execute(statement)


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("expanded", [False, True])
def test_all_samples_are_answered_alike_from_memory(tmp_path: Path, expanded: bool) -> None:
    notes = NOTES if not expanded else [path for path in NOTES if path.suffix == ".tex"]
    sources = [Source(path.name, path.read_text(encoding="utf-8")) for path in notes]
    shifted = [Source(s.path, s.text + "\nwords\n") for s in sources]
    wanted = Wanted(expanded=expanded, reading=True)

    def report(sources: list[Source], count: Counting | None) -> str:
        solve = count.solve if count else parallel(2)
        built = list(examined(sources, Config(), wanted, remembering(tmp_path, solve)))
        texts = "".join(one.text for one in built)
        return formats()["json"].render([one.checked for one in built], False) + texts

    fresh, count = report(sources, None), Counting()
    assert report(sources, count) == fresh
    assert report(shifted, count).replace("\nwords\n", "") == fresh
    assert count.asked == 0


def test_only_new_questions_are_asked_and_answers_keep_their_order(tmp_path: Path) -> None:
    first = questions(block(2) + "\n" + FALSE)
    assert through(tmp_path, first)[1] == 2
    more = questions("\n".join([block(5), FALSE, block(2), block(4, 3), block(2)]))
    answers, asked = through(tmp_path, more)
    assert asked == 2
    assert answers == list(here(more))


def test_places_are_those_of_the_note_as_it_is_now(tmp_path: Path) -> None:
    solve = remembering(tmp_path, here)
    list(examined([Source("n.md", FALSE)], Config(), VERDICTS, solve))
    count = Counting()
    moved = [Source("other.md", "# Title\n\nWords.\n\n" + "> ".join(["", *FALSE.splitlines(True)]))]
    moved += [Source("other.md", "# Title\r\n\nWords.\n\n" + FALSE)]
    for source in moved:
        plain = next(examined([source], Config(), VERDICTS)).checked
        again = next(examined([source], Config(), VERDICTS, remembering(tmp_path, count.solve)))
        assert again.checked == plain
    assert count.asked == 1  # in a quotation the lines are others


@pytest.mark.parametrize(
    "question",
    [
        replace(questions(TRUE)[0], config=Config(strict=True)),
        replace(questions(TRUE)[0], config=Config(budget=Budget(seconds=4))),
        replace(questions(TRUE)[0], config=Config(declare=("n: R",))),
        replace(questions(TRUE)[0], config=Config(macros=(("\\T", "\\top"),))),
        replace(questions(TRUE)[0], wanted=Wanted(expanded=True)),
        replace(questions(TRUE)[0], wanted=Wanted(reading=True)),
        *questions(TRUE.replace("R^n", "R^m")),
        *questions("---\nderive:\n  layout: numerator\n---\n\n" + TRUE),
    ],
)
def test_another_question_is_not_answered_from_memory(tmp_path: Path, question: Question) -> None:
    through(tmp_path, questions(TRUE))
    assert through(tmp_path, [question])[1] == 1


def test_an_entry_is_believed_for_its_own_question_only(tmp_path: Path) -> None:
    true, false = questions(TRUE + "\n" + FALSE)
    expected = through(tmp_path, [true, false])[0]
    other = "(SELECT kept.{} FROM kept WHERE kept.key <> answers.key)"
    keep = "CREATE TABLE kept AS SELECT * FROM answers"
    changed(tmp_path, keep, f"UPDATE answers SET answer = {other.format('answer')}")
    assert through(tmp_path, [true, false]) == (expected, 2)
    both = f"answer = {other.format('answer')}, seal = {other.format('seal')}"
    changed(tmp_path, f"UPDATE answers SET {both}")
    assert through(tmp_path, [true, false]) == (expected, 2)


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def damaged(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * 4096 + data[8192:])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("CREATE TABLE answers (key, seal, answer)")


def other_columns(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("DROP TABLE answers")
        store.execute("CREATE TABLE answers (question)")


def not_json(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("UPDATE answers SET answer = x'00'")


@pytest.mark.parametrize(
    "harm", [garbage, cut, damaged, emptied, foreign, other_columns, not_json, Path.unlink]
)
def test_what_is_damaged_or_foreign_is_made_anew(tmp_path: Path, harm: object) -> None:
    asked = questions(TRUE)
    expected = through(tmp_path, asked)[0]
    assert callable(harm)
    harm(database(tmp_path))
    assert through(tmp_path, asked) == (expected, 1)
    assert through(tmp_path, asked) == (expected, 0)


def test_without_a_place_to_remember_everything_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    asked = questions(TRUE)
    for _ in range(2):
        assert through(tmp_path / "file", asked) == (list(here(asked)), 1)
    assert (tmp_path / "file").read_text() == "in the way"


def test_what_was_broken_off_or_failed_is_not_remembered() -> None:
    (good,) = here(questions(TRUE))
    (refuted,) = here(questions(FALSE))
    assert lasting(good) and lasting(refuted)
    for code in ("D502", "D901"):
        assert not lasting(replace(good, diagnostics=(Diagnostic(code, "late", None),)))
    step = refuted.derivation.steps[1]
    unsaid = replace(step, verdict=replace(step.verdict, suggestion=None))
    steps = (refuted.derivation.steps[0], unsaid)
    assert not lasting(replace(refuted, derivation=replace(refuted.derivation, steps=steps)))
    assert answer_of(to_json(refuted)) == refuted


def test_half_a_surrogate_pair_is_answered_all_the_same(tmp_path: Path) -> None:
    asked = questions(TRUE.replace("-->", "-->\n", 1).replace("f &", "\ud800 f &"))
    for _ in range(2):
        assert through(tmp_path, asked)[1] == 1


def test_what_other_versions_remembered_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    for name in ("answers-0123.sqlite", "answers-0123.sqlite-wal", "mine.sqlite"):
        (folder / name).write_text("x")
    through(folder, questions(TRUE))
    assert not list(folder.glob("*0123*")) and (folder / "mine.sqlite").exists()
    assert not (folder / ".gitignore").exists()  # it isn't our folder


@pytest.mark.parametrize("made", [False, True])
def test_the_folder_is_left_alone_by_version_control_and_backups(
    tmp_path: Path, made: bool
) -> None:
    (tmp_path / "note.md").write_text(TRUE)
    folder = tmp_path / FOLDER
    if made:
        folder.mkdir()
    assert run(tmp_path, "check", "note.md").returncode == 0
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (
        (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806")
    )
    if shutil.which("git"):
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
        status = subprocess.run(
            ["git", "status", "--short", "-uall"], cwd=tmp_path, capture_output=True, text=True
        )
        assert status.stdout == "?? note.md\n"


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_unchanged_note_is_answered_without_the_judges(tmp_path: Path, command: str) -> None:
    (tmp_path / "note.md").write_text(TRUE + "\n" + block(4))
    cold = run(tmp_path, command, "note.md")
    built = (tmp_path / "build/note.md").read_bytes() if command == "build" else b""
    warm = subprocess.run(
        [sys.executable, "-c", WATCHED, command, "note.md"],
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if k != "CI"},
        capture_output=True,
        text=True,
    )
    assert (warm.returncode, warm.stdout, warm.stderr) == (0, cold.stdout, cold.stderr)
    assert command == "check" or (tmp_path / "build/note.md").read_bytes() == built


def test_under_ci_nothing_is_remembered_unless_asked_for(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(TRUE)
    run(tmp_path, "check", "note.md", CI="true")
    assert not (tmp_path / FOLDER).exists()
    run(tmp_path, "check", "note.md", "--no-cache")
    assert not (tmp_path / FOLDER).exists()
    run(tmp_path, "check", "note.md", "--cache-dir", "kept", CI="true")
    assert list((tmp_path / "kept").glob("*.sqlite"))
    run(tmp_path, "check", "note.md", CI="false")
    assert (tmp_path / FOLDER).exists()


def test_two_processes_share_one_folder(tmp_path: Path) -> None:
    notes = ["\n".join(block(k + shift) for k in range(2, 8)) for shift in range(4)]
    for number, note in enumerate(notes):
        (tmp_path / f"{number}.md").write_text(note)
    clean = {name: value for name, value in os.environ.items() if name != "CI"}
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", COMMAND, "check", "-j1", "--format", "json", f"{number}.md"],
            cwd=tmp_path,
            env=clean,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(len(notes))
    ]
    for child in runs:
        out, err = child.communicate(timeout=120)
        assert (child.returncode, err) == (0, "") and out.count('"proved"') == 7
    asked = [question for note in notes for question in questions(note)]
    assert through(tmp_path / FOLDER, asked)[1] == 0
