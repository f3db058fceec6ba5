"""Which files a command line means, and where each goes."""

import os
from pathlib import Path

import pytest

from mdderive.hosts.inputs import Inputs, collisions, gather


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with notes in every kind of place; the current folder is `project`."""
    for name in [
        "project/a.md",
        "project/b.TEX",
        "project/image.png",
        "project/deep/er/c.markdown",
        "project/.hidden/d.md",
        "project/.e.md",
        "project/node_modules/f.md",
        "project/build/a.md",
        "project/empty/readme.txt",
        "outside/g.md",
        "outside/sub/h.md",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("note")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path


def pairs(inputs: Inputs) -> list[tuple[str, str]]:
    return [(note.path, str(note.target)) for note in inputs.notes]


def codes(inputs: Inputs) -> list[str]:
    return [diagnostic.code for note in inputs.faults for diagnostic in note.diagnostics]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("a.md", [("a.md", "a.md")]),
        ("./deep/../a.md", [("./deep/../a.md", "a.md")]),
        ("deep/er/c.markdown", [("deep/er/c.markdown", "deep/er/c.markdown")]),
        ("image.png", [("image.png", "image.png")]),
        ("../outside/g.md", [("../outside/g.md", "g.md")]),
        ("deep", [("deep/er/c.markdown", "deep/er/c.markdown")]),
        (
            ".",
            [("a.md", "a.md"), ("b.TEX", "b.TEX"), ("deep/er/c.markdown", "deep/er/c.markdown")],
        ),
        (
            "../outside",
            [("../outside/g.md", "outside/g.md"), ("../outside/sub/h.md", "outside/sub/h.md")],
        ),
        (".hidden", [(".hidden/d.md", ".hidden/d.md")]),
        ("build", [("build/a.md", "build/a.md")]),
        ("-", [("-", "-")]),
    ],
)
def test_an_argument_stands_for_its_notes(argument: str, expected: list[tuple[str, str]]) -> None:
    inputs = gather([argument], Path("build"))
    assert pairs(inputs) == expected and not inputs.faults


def test_absolute_paths_below_the_current_folder_keep_their_relative_place(here: Path) -> None:
    inputs = gather([str(here / "project" / "deep")], Path("build"))
    assert [target for _, target in pairs(inputs)] == ["deep/er/c.markdown"]


@pytest.mark.usefixtures("here")
def test_the_walk_skips_another_output_directory() -> None:
    assert [path for path, _ in pairs(gather(["."], Path("deep/er")))] == [
        "a.md",
        "b.TEX",
        "build/a.md",
    ]


@pytest.mark.usefixtures("here")
def test_what_is_missing_or_empty_is_said_and_the_rest_goes_on() -> None:
    inputs = gather(["gone.md", "empty", "a.md", "a.md", "."], Path("build"))
    assert codes(inputs) == ["D101", "D106"]
    assert [path for path, _ in pairs(inputs)] == ["a.md", "b.TEX", "deep/er/c.markdown"]


def test_two_notes_for_one_output_are_refused(here: Path) -> None:
    (here / "outside" / "a.md").write_text("another")
    inputs = gather(["a.md", "../outside/a.md"], Path("build"))
    faults = collisions(inputs.notes, Path("build"))
    assert [fault.diagnostics[0].code for fault in faults] == ["D105"]
    assert "a.md and ../outside/a.md" in faults[0].diagnostics[0].message


@pytest.mark.parametrize("output", [".", "link", "../project"])
def test_no_output_may_replace_a_source(here: Path, output: str) -> None:
    os.symlink(here / "project", here / "project" / "link")
    inputs = gather(["a.md"], Path(output))
    faults = collisions(inputs.notes, Path(output))
    assert [fault.diagnostics[0].code for fault in faults] == ["D107"]


def test_links_to_folders_are_not_followed(here: Path) -> None:
    os.symlink(here / "project", here / "project" / "deep" / "loop")
    assert len(gather(["deep"], Path("build")).notes) == 1
