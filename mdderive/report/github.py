"""GitHub's workflow commands: each diagnostic becomes an annotation on its line of the change."""

from collections.abc import Iterator, Sequence

from mdderive.checked import Checked
from mdderive.diagnostics import Severity
from mdderive.report.format import Format
from mdderive.report.terminal import harmless
from mdderive.source import Source, Span

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _place(source: Source, span: Span) -> str:
    """Lines of the file; in a notebook columns are those of no line in it."""
    lines = f",line={source.line_in_file(span.start)}", f",endLine={source.line_in_file(span.end)}"
    if source.cell is not None:
        return "".join(lines)
    column, end_column = source.position(span.start)[1], source.position(span.end)[1]
    return f"{lines[0]},col={column}{lines[1]},endColumn={end_column}"


def _lines(note: Checked) -> Iterator[str]:
    for diagnostic in note.diagnostics:
        place = _place(note.source, diagnostic.span) if diagnostic.span else ""
        said = [diagnostic.message, diagnostic.cause, diagnostic.help]
        yield (
            f"::{_COMMANDS[diagnostic.severity]} title=mdderive ({diagnostic.code}),"
            f"file={_property(note.source.path)}{place}"
            f"::{'%0A'.join(_data(line) for line in said if line)}\n"
        )


def render(notes: Sequence[Checked], color: bool) -> str:
    return "".join(line for note in notes for line in _lines(note))


FORMAT = Format("github", render)
