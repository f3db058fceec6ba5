"""`file:line:column: CODE message`, one line each; for editors and grep. Not a stable contract."""

from collections.abc import Iterator, Sequence

from mdderive.checked import Checked
from mdderive.report.format import Format
from mdderive.report.terminal import paint, shown


def _lines(note: Checked, color: bool) -> Iterator[str]:
    path = shown(note.source.name)
    for diagnostic in note.diagnostics:
        line, column = note.source.position(diagnostic.span.start) if diagnostic.span else (1, 1)
        code = paint(diagnostic.code, diagnostic.severity.value, color)
        yield f"{path}:{line}:{column}: {code} {shown(diagnostic.message)}\n"


def render(notes: Sequence[Checked], color: bool) -> str:
    return "".join(line for note in notes for line in _lines(note, color))


FORMAT = Format("concise", render)
