"""The exit status: 0 no problems, 1 problems in the notes, 2 wrong usage or our own fault."""

from collections.abc import Iterable

from mdderive.checked import Checked

OK, PROBLEMS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

USAGE = frozenset({"D101", "D103", "D105", "D106", "D107", "D108"})
"""Codes about the command line, the settings and the disk, not about what a note says."""


def exit_status(notes: Iterable[Checked]) -> int:
    """The worst of all notes."""
    status = OK
    for note in notes:
        codes = {diagnostic.code for diagnostic in note.diagnostics}
        if codes & USAGE or any(code.startswith("D9") for code in codes):
            return WRONG_USE
        if note.has_problem:
            status = PROBLEMS
    return status
