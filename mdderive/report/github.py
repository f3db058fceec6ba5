"""GitHub's workflow commands: each diagnostic becomes an annotation on its line of the change."""

from collections.abc import Iterator, Sequence

from mdderive.checked import Checked
from mdderive.diagnostics import Severity
from mdderive.report.format import Format
from mdderive.report.terminal import harmless

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _lines(note: Checked) -> Iterator[str]:
    for diagnostic in note.diagnostics:
        place = ""
        if diagnostic.span:
            line, column = note.source.position(diagnostic.span.start)
            end_line, end_column = note.source.position(diagnostic.span.end)
            place = f",line={line},col={column},endLine={end_line},endColumn={end_column}"
        fix = diagnostic.help
        yield (
            f"::{_COMMANDS[diagnostic.severity]} title=mdderive ({diagnostic.code}),"
            f"file={_property(note.source.path)}{place}"
            f"::{_data(diagnostic.message)}%0A{_data(fix)}\n"
        )


def render(notes: Sequence[Checked], color: bool) -> str:
    return "".join(line for note in notes for line in _lines(note))


FORMAT = Format("github", render)
