"""The hooks with the real pre-commit and prek: a wrong step blocks a commit, the mended note
passes."""

import shutil
import time
from pathlib import Path

import pytest

from tests.hosts.real.notes import BAD, FIX, GOOD, PLACE, ROOT, run

pytestmark = pytest.mark.hosts

GIT = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}
AT = f"note.md:{PLACE[0]}:{PLACE[1]}"


def committed(folder: Path) -> str:
    run("git", "init", "-q", "-b", "main", cwd=folder)
    run("git", "add", ".", cwd=folder)
    run("git", "commit", "-q", "-m", "all", cwd=folder, env=GIT)
    return run("git", "rev-parse", "HEAD", cwd=folder).strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what is published: the package and the manifest of the hooks."""
    folder = tmp_path_factory.mktemp("hooks")
    shutil.copytree(
        ROOT / "mdderive", folder / "mdderive", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("pyproject.toml", "README.md", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    committed(folder)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "plain.txt").write_text("derive: no note\n")
    committed(tmp_path)
    return tmp_path


def stage(repository: Path, text: str, name: str = "note.md") -> None:
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).write_text(text)
    run("git", "add", "--", name, cwd=repository)


def configure(repository: Path, hooks: Path, *names: str) -> None:
    revision = run("git", "rev-parse", "HEAD", cwd=hooks).strip()
    listed = "".join(f"  - id: {name}\n" for name in names)
    config = f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n{listed}"
    stage(repository, config, ".pre-commit-config.yaml")


@pytest.fixture(params=["pre-commit", "prek"])
def runner(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_try_repo_reports_a_wrong_step_that_is_staged(
    runner: str, hooks: Path, repository: Path
) -> None:
    stage(repository, BAD)
    command = (runner, "try-repo", hooks, "mdderive-check", "--verbose")
    said = run(*command, cwd=repository, status=1)
    assert AT in said
    assert f"help: declare it, or write \\frac{{\\partial f}}{{\\partial x}} = {FIX}" in said


def test_a_wrong_step_blocks_the_commit_and_the_mended_note_passes(
    runner: str, hooks: Path, repository: Path
) -> None:
    configure(repository, hooks, "mdderive-check", "mdderive-build")
    run(runner, "install", cwd=repository)
    stage(repository, BAD)
    said = run("git", "commit", "-m", "wrong", cwd=repository, env=GIT, status=1)
    assert AT in said and FIX in said
    assert run("git", "log", "--oneline", cwd=repository).count("\n") == 1
    stage(repository, GOOD)
    run("git", "commit", "-m", "mended", cwd=repository, env=GIT)
    assert run("git", "log", "--oneline", cwd=repository).count("\n") == 2
    assert "\\text{product rule}" in (repository / "build" / "note.md").read_text()


ODD = ("第一 章/讲义 一.md", "two words.md", 'it\'s "quoted".MD', "-x.md", "papier é.tex")


def written(name: str, note: str) -> str:
    if not name.endswith(".tex"):
        return note
    block = note[note.index("A: ") : note.index(" -->")]
    display = note.partition("$$\n")[2].partition("\n$$")[0]
    return f"% derive: {block}\n\\[\n{display}\n\\]\n"


def test_names_with_spaces_and_characters_of_all_kinds(
    runner: str, hooks: Path, repository: Path
) -> None:
    configure(repository, hooks, "mdderive-check")
    for name in ODD:
        stage(repository, written(name, BAD), name)
    said = run(runner, "run", cwd=repository, status=1)
    for name in ODD:
        assert f"--> {name}:" in said
    assert said.count("D401") == len(ODD)
    for name in ODD:
        stage(repository, written(name, GOOD), name)
    run(runner, "run", cwd=repository)


def test_a_repository_of_sixty_notes_is_one_run_of_the_command(
    runner: str, hooks: Path, repository: Path
) -> None:
    configure(repository, hooks, "mdderive-check")
    for number in range(60):
        note = BAD if number == 41 else GOOD
        stage(
            repository,
            note.replace("f &=", f"f_{{{number}}} &=").replace(
                "\\partial f", f"\\partial f_{{{number}}}"
            ),
            f"notes/{number}.md",
        )
    began = time.monotonic()
    said = run(runner, "run", "--all-files", cwd=repository, status=1)
    assert "60 files, 60 derivations" in said and said.count("D401") == 1
    assert "--> notes/41.md:" in said
    assert time.monotonic() - began < 60
