"""The command: `mdderive check`, `build`, `annotate`, `explain`, `rules`, `sty`, `selftest`.

Exit status 0: no problems; 1: problems in the notes; 2: wrong usage or settings, or a fault of
mdderive; 130: interrupted.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from mdderive.answer import Solve, Wanted
from mdderive.checked import Built, Checked
from mdderive.config import Config, Present
from mdderive.hosts.annotate import annotate
from mdderive.hosts.exit_status import INTERRUPTED, OK, WRONG_USE, exit_status
from mdderive.hosts.files import read_note, write_note, write_package
from mdderive.hosts.inputs import STANDARD_INPUT, Input, collisions, gather
from mdderive.hosts.pages import explain_page, rule_list
from mdderive.hosts.progress import progress
from mdderive.hosts.project import project_config
from mdderive.hosts.selftest import cases, holds, judged
from mdderive.hosts.solving import options, solver
from mdderive.notes import package_file
from mdderive.pipeline import examined
from mdderive.report import formats
from mdderive.source import Source

DEFAULT_OUTPUT = "build"

_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_format = click.option(
    "--format",
    "format_name",
    type=click.Choice(list(formats())),
    default="full",
    show_default=True,
    help="How to report.",
)
_strict = click.option("--strict", is_flag=True, help="A step that is only tested is a problem.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mdderive")
def cli() -> None:
    """Checks the matrix calculus in course notes and writes out the missing steps."""


@cli.command("check")
@_paths
@_format
@_strict
@options
@click.option("--expand", is_flag=True, help="Work out the steps between as well.")
@click.option("--explain-reading", is_flag=True, help="Show how every symbol and row was read.")
def check_command(
    paths: tuple[str, ...],
    format_name: str,
    strict: bool,
    expand: bool,
    explain_reading: bool,
    jobs: int,
    no_cache: bool,
    cache_dir: Path | None,
) -> None:
    """Check every step of the derivations in the notes; `-` is standard input."""
    config = _settings(strict, format_name)
    inputs = gather(paths, Path(DEFAULT_OUTPUT))
    wanted = Wanted(expanded=expand, reading=explain_reading)
    solve = solver(jobs, no_cache, cache_dir)
    found = (one for _, one in _examined(inputs.notes, config, wanted, solve))
    checked = [one if isinstance(one, Checked) else one.checked for one in found]
    _leave([*inputs.faults, *checked], format_name)


@cli.command("build")
@_paths
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=DEFAULT_OUTPUT,
    show_default=True,
    metavar="DIR",
    help="Where to write the notes.",
)
@_format
@_strict
@options
@click.option(
    "--present",
    type=click.Choice([*Present]),
    help="Where the steps go: between the rows, folded below, or only their rules beside.",
)
@click.option("--keep-going", is_flag=True, help="Write notes with problems too, marking them.")
def build_command(
    paths: tuple[str, ...],
    output: Path,
    format_name: str,
    strict: bool,
    present: str | None,
    keep_going: bool,
    jobs: int,
    no_cache: bool,
    cache_dir: Path | None,
) -> None:
    """Check the notes and write them, with the steps between filled in, below DIR."""
    if STANDARD_INPUT in paths and len(paths) > 1:
        raise click.UsageError("standard input is built alone: `mdderive build -`")
    config = _settings(strict, format_name)
    config = replace(config, present=Present(present)) if present else config
    inputs = gather(paths, output)
    faults = (*inputs.faults, *collisions(inputs.notes, output))
    solve = solver(jobs, no_cache, cache_dir)
    notes = () if faults else _examined(inputs.notes, config, Wanted(expanded=True), solve)
    built = [_built(note, one, output, keep_going) for note, one in notes]
    _leave([*faults, *built], format_name, err=STANDARD_INPUT in paths)


@cli.command("annotate")
@_paths
@click.option("--write", is_flag=True, help="Write the annotations into the notes.")
def annotate_command(paths: tuple[str, ...], write: bool) -> None:
    """Propose annotations for displays that look like derivations, as a diff."""
    config = _settings(False, "full")
    inputs = gather(paths, Path(DEFAULT_OUTPUT))
    faults = [*inputs.faults, *annotate(inputs.notes, config, write)]
    if faults:
        _leave(faults, "full", err=True)


@cli.command("explain")
@click.argument("name", metavar="CODE-or-RULE")
def explain_command(name: str) -> None:
    """Print the page of a diagnostic, a rule or an operator."""
    page = explain_page(name)
    if page is None:
        raise click.UsageError(f"`{name}` is no diagnostic, rule or operator; see `mdderive rules`")
    click.echo(page, nl=False)


@cli.command("rules")
def rules_command() -> None:
    """List the rules that steps are named by."""
    click.echo(rule_list(), nl=False)


@cli.command("sty")
def sty_command() -> None:
    """Print mdderive.sty, which sets written rows grey and the names of rules small."""
    click.echo(package_file(), nl=False)


@cli.command("selftest")
def selftest_command() -> None:
    """Run every rule, operator and function through both judges on this machine."""
    failed = []
    with progress(["selftest"]) as watch:
        every = tuple(cases())
        for done, case in enumerate(every):
            watch("selftest", done, len(every))
            note = judged(case)
            if not holds(note):
                failed.append(note)
    click.echo(formats()["full"].render(failed, False) if failed else "", nl=False)
    click.echo(f"{len(every) - len(failed)} of {len(every)} equations hold")
    click.get_current_context().exit(WRONG_USE if failed else OK)


def _settings(strict: bool, format_name: str) -> Config:
    config = project_config(Path.cwd())
    if isinstance(config, Checked):
        _leave([config], format_name)
    return replace(config, strict=strict or config.strict)


def _examined(
    notes: Sequence[Input], config: Config, wanted: Wanted, solve: Solve
) -> Iterator[tuple[Input, Built | Checked]]:
    """The notes in order, each as soon as it is done; of one that cannot be read, what is wrong."""
    read = [read_note(note.path, config.budget.source_bytes) for note in notes]
    sources = [source for source in read if isinstance(source, Source)]
    with progress([source.path for source in sources]) as watch:
        built = examined(sources, config, wanted, solve, watch)
        for note, source in zip(notes, read, strict=True):
            yield note, source if isinstance(source, Checked) else next(built)


def _built(note: Input, found: Built | Checked, output: Path, keep_going: bool) -> Checked:
    if isinstance(found, Checked):
        return found
    wanted = keep_going or not found.checked.has_problem
    return _written(note, found, output) if wanted else found.checked


def _written(note: Input, built: Built, output: Path) -> Checked:
    if note.path == STANDARD_INPUT:
        click.echo(built.text, nl=False)
        return built.checked
    target = output / note.target
    faults = [
        write_note(built.checked.source, built.text, target),
        write_package(target, built.text),
    ]
    return replace(built.checked, diagnostics=(*built.checked.diagnostics, *filter(None, faults)))


def _leave(notes: Sequence[Checked], format_name: str, err: bool = False) -> NoReturn:
    """Report, and end the command with the status of it."""
    stream = sys.stderr if err else sys.stdout
    color = stream.isatty() and not os.environ.get("NO_COLOR")
    click.echo(formats()[format_name].render(notes, color), nl=False, err=err, color=color)
    click.get_current_context().exit(exit_status(notes))


def main() -> None:
    """Run the command and leave with its status."""
    try:
        status = cli.main(standalone_mode=False)
    except click.Abort:
        click.echo("interrupted", err=True)
        status = INTERRUPTED
    except click.ClickException as error:
        error.show()
        status = WRONG_USE
    sys.exit(status)
