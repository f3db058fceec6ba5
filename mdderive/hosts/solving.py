"""How a door has its questions answered: from memory where it can, else on all cores.

What is remembered stands below the current folder, or the one that a site is built in. It isn't
used under `CI=true`, where a verdict should be found out anew, unless `--cache-dir` asks for it.
"""

import os
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import click

from mdderive.answer import Answers, Question, Solve
from mdderive.running.memory import remembering
from mdderive.running.store import FOLDER

Command = TypeVar("Command", bound=Callable[..., Any])
_OFF = frozenset({"", "0", "false"})


def options(command: Command) -> Command:
    """The options of a command that answers questions."""
    for option in (
        click.option(
            "--cache-dir",
            type=click.Path(path_type=Path, file_okay=False),
            metavar="DIR",
            help=f"Where to remember verdicts (default: {FOLDER}; under CI=true nowhere).",
        ),
        click.option("--no-cache", is_flag=True, help="Find everything out anew."),
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(min=1),
            default=cores,
            metavar="N",
            help="How many derivations to work on at a time (default: one for each core).",
        ),
    ):
        command = option(command)
    return command


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def never() -> bool:
    """Nobody gives up."""
    return False


def solver(
    jobs: int,
    no_cache: bool = False,
    cache_dir: Path | None = None,
    home: Path = Path(),
    abandoned: Callable[[], bool] = never,
) -> Solve:
    """Answers as the options of the command line say, until they are `abandoned`; the cache is in
    the `home` of a project."""

    def on_all_cores(questions: Iterable[Question]) -> Answers:
        """The door that keeps the workers out of a run that needs none."""
        question = next(waiting := iter(questions), None)
        if question is not None:
            from mdderive.running.workers import parallel  # noqa: PLC0415

            yield from parallel(jobs, abandoned=abandoned)(chain((question,), waiting))

    folder = memory(no_cache, cache_dir, home)
    return on_all_cores if folder is None else remembering(folder, on_all_cores)


def memory(
    no_cache: bool = False, cache_dir: Path | None = None, home: Path = Path()
) -> Path | None:
    """Where to remember what is found out; None: nowhere."""
    under_ci = os.environ.get("CI", "").lower() not in _OFF
    if no_cache or (cache_dir is None and under_ci):
        return None
    return cache_dir or home / FOLDER
