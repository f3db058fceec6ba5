"""The hooks with the real pre-commit and prek: a wrong step blocks a commit, the mended note
passes."""

import shutil
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


def stage(repository: Path, text: str) -> None:
    (repository / "note.md").write_text(text)
    run("git", "add", "note.md", cwd=repository)


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
    revision = run("git", "rev-parse", "HEAD", cwd=hooks).strip()
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {revision}\n"
        "  hooks:\n  - id: mdderive-check\n  - id: mdderive-build\n"
    )
    run("git", "add", ".pre-commit-config.yaml", cwd=repository)
    run(runner, "install", cwd=repository)
    stage(repository, BAD)
    said = run("git", "commit", "-m", "wrong", cwd=repository, env=GIT, status=1)
    assert AT in said and FIX in said
    assert run("git", "log", "--oneline", cwd=repository).count("\n") == 1
    stage(repository, GOOD)
    run("git", "commit", "-m", "mended", cwd=repository, env=GIT)
    assert run("git", "log", "--oneline", cwd=repository).count("\n") == 2
    assert "\\text{product rule}" in (repository / "build" / "note.md").read_text()
