"""`mdderive annotate`: proposed annotations as a difference, or written into the notes."""

import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import click

from mdderive.annotating import Proposal, propose
from mdderive.checked import Checked
from mdderive.config import Config
from mdderive.diagnostics import Diagnostic
from mdderive.hosts.files import read_note, write_note
from mdderive.hosts.inputs import STANDARD_INPUT, Input
from mdderive.source import Source

_NO_NEWLINE = "\\ No newline at end of file"


def annotate(notes: Sequence[Input], config: Config, write: bool) -> Iterator[Checked]:
    """Prints what is proposed for each note, or writes it; yields the notes that failed."""
    for note in notes:
        source = read_note(note.path, config.budget.source_bytes)
        if isinstance(source, Checked):
            yield source
            continue
        proposal = propose(source, config)
        fault = _put(source, proposal, write)
        _report(source, proposal)
        if fault is not None:
            yield Checked(source, diagnostics=(fault,))


def _put(source: Source, proposal: Proposal, write: bool) -> Diagnostic | None:
    new = proposal.note.text
    if new == source.text:
        return None
    if write and source.path != STANDARD_INPUT:
        return write_note(source, new, Path(source.path))
    old_lines, new_lines = (text.splitlines(keepends=True) for text in (source.text, new))
    path = source.path.removeprefix("/")
    for line in unified_diff(old_lines, new_lines, f"a/{path}", f"b/{path}"):
        click.echo(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n", nl=False
        )
    return None


def _report(source: Source, proposal: Proposal) -> None:
    """On standard error: how many displays, and what is still missing, by place in the new note."""
    for said in proposal.missing:
        line, column = proposal.note.position(said.span.start if said.span else 0)
        print(f"{source.path}:{line}:{column}: {said.code} {said.message}", file=sys.stderr)
    count = proposal.displays
    displays = "1 display" if count == 1 else f"{count} displays"
    missing = f", {len(proposal.missing)} rows not read yet" if proposal.missing else ""
    print(f"{source.path}: {displays} annotated{missing}", file=sys.stderr)
