"""The command: `mdderive check`, `build`, `annotate`, `explain`, `rules`, `sty`, `selftest`, `lsp`.

Exit status 0: no problems; 1: problems in the notes; 2: wrong usage or settings, or a fault of
mdderive; 130: interrupted.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from mdderive.answer import Solve, Wanted
from mdderive.checked import Checked
from mdderive.config import Config, Present
from mdderive.hosts.examining import each_once, examine, with_hint, write
from mdderive.hosts.exit_status import INTERRUPTED, OK, WRONG_USE, exit_status
from mdderive.hosts.inputs import STANDARD_INPUT, collisions, gather
from mdderive.hosts.manuscripts import Note, is_notebook, read_notes
from mdderive.hosts.progress import progress
from mdderive.hosts.project import project_config
from mdderive.hosts.solving import memory, options, solver
from mdderive.notes import package_file
from mdderive.report import formats
from mdderive.report.ledger import ledger

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
@click.option("-v", "--verbose", is_flag=True, help="List what each step that holds assumes.")
def check_command(
    paths: tuple[str, ...],
    format_name: str,
    strict: bool,
    expand: bool,
    explain_reading: bool,
    verbose: bool,
    jobs: int,
    no_cache: bool,
    cache_dir: Path | None,
) -> None:
    """Check every step of the derivations in the notes; `-` is standard input."""
    config = _settings(strict, format_name)
    inputs = gather(paths, Path(DEFAULT_OUTPUT))
    wanted = Wanted(expanded=expand, reading=explain_reading)
    solve = solver(jobs, no_cache, cache_dir)
    notes = read_notes(inputs.notes, config.budget.source_bytes)
    found = examine(notes, config, wanted, solve, memory(no_cache, cache_dir))
    checked = [one for note in found for one in note.checked]
    if verbose and format_name == "full":
        click.echo(ledger(checked, color=False), nl=False)
    _leave(with_hint([*inputs.faults, *each_once(checked)]), format_name)


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
    type=click.Choice([one.value for one in Present]),
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
    notes = read_notes(inputs.notes, config.budget.source_bytes)
    files = [file for note in notes if isinstance(note, Note) for file in note.files]
    faults = (*inputs.faults, *collisions(files, output))
    solve = solver(jobs, no_cache, cache_dir)
    folder, wanted = memory(no_cache, cache_dir), Wanted(expanded=True)
    found = () if faults else examine(notes, config, wanted, solve, folder)
    built = [
        one
        for note in found
        for one in (write(note, output) if keep_going or not note.has_problem else note.checked)
    ]
    _leave(with_hint([*faults, *each_once(built)]), format_name, err=STANDARD_INPUT in paths)


@cli.command("annotate")
@_paths
@click.option("--write", "write_in", is_flag=True, help="Write the annotations into the notes.")
def annotate_command(paths: tuple[str, ...], write_in: bool) -> None:
    """Propose annotations for displays that look like derivations, as a diff."""
    from mdderive.hosts.annotate import annotate  # noqa: PLC0415

    if any(is_notebook(path) for path in paths):
        raise click.UsageError("annotations in a notebook have to be written by hand")
    config = _settings(False, "full")
    inputs = gather(paths, Path(DEFAULT_OUTPUT))
    notes = [note for note in inputs.notes if not is_notebook(note.path)]
    faults = [*inputs.faults, *annotate(notes, config, write_in)]
    if faults:
        _leave(faults, "full", err=True)


@cli.command("explain")
@click.argument("name", metavar="CODE-or-RULE")
def explain_command(name: str) -> None:
    """Print the page of a diagnostic, a rule or an operator."""
    from mdderive.hosts.pages import explain_page  # noqa: PLC0415

    page = explain_page(name)
    if page is None:
        raise click.UsageError(f"`{name}` is no diagnostic, rule or operator; see `mdderive rules`")
    click.echo(page, nl=False)


@cli.command("rules")
def rules_command() -> None:
    """List the rules that steps are named by."""
    from mdderive.hosts.pages import rule_list  # noqa: PLC0415

    click.echo(rule_list(), nl=False)


@cli.command("sty")
def sty_command() -> None:
    """Print mdderive.sty, which sets written rows grey and the names of rules small."""
    click.echo(package_file(), nl=False)


@cli.command("selftest")
def selftest_command() -> None:
    """Run every rule, operator and function through both judges on this machine."""
    from mdderive.hosts.selftest import cases, holds, judged, row  # noqa: PLC0415

    failed = []
    with progress(["selftest"]) as watch:
        every = tuple(cases())
        for done, case in enumerate(every):
            watch("selftest", done, len(every))
            note = judged(case)
            click.echo(row(case, note))
            if not holds(note):
                failed.append(note)
    click.echo(formats()["full"].render(failed, False) if failed else "", nl=False)
    click.echo(f"{len(every) - len(failed)} of {len(every)} equations hold")
    click.get_current_context().exit(WRONG_USE if failed else OK)


@cli.command("lsp")
@options
def lsp_command(jobs: int, no_cache: bool, cache_dir: Path | None) -> None:
    """Serve editors with the Language Server Protocol, on standard input and output."""
    try:
        from mdderive.hosts.editor.server import server  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        message = "the language server needs more: pip install 'mdderive[lsp]'"
        raise click.UsageError(message) from error

    def remembering_in(root: Path | None, abandoned: Callable[[], bool]) -> Solve:
        nowhere = no_cache or (root is None and cache_dir is None)
        return solver(jobs, nowhere, cache_dir, root or Path(), abandoned)

    server(lambda root: partial(remembering_in, root)).start_io()


def _settings(strict: bool, format_name: str) -> Config:
    config = project_config(Path.cwd())
    if isinstance(config, Checked):
        _leave([config], format_name)
    return replace(config, strict=strict or config.strict)


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
