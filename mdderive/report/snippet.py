"""The author's own lines with carets under the part that is meant.

Carets are placed by terminal cells, not characters: a Chinese character takes two, a combining
mark none, a tab is shown as four spaces.
"""

from collections.abc import Iterator

from mdderive.report.terminal import cells, paint, shown
from mdderive.source import Source, Span

MAX_LINES = 4
MAX_CELLS = 200


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line around the columns meant, and those columns within it."""
    if cells(line) <= MAX_CELLS:
        return line, start, end
    first = max(0, min(start - 40, len(line) - MAX_CELLS))
    part = line[first : first + MAX_CELLS]
    return part, start - first, min(end - first, len(part))


def _carets(line: str, start: int, end: int, mark: str, color: bool) -> str:
    blank = " " * cells(line[:start])
    return blank + paint(mark * max(1, cells(line[start:end])), "error", color)


def snippet(source: Source, span: Span, color: bool) -> Iterator[str]:
    """The lines of the span behind a gutter of line numbers, each with carets below it."""
    first, column = source.position(span.start)
    last, end_column = source.position(max(span.start, span.end))
    if end_column == 1 and last > first:
        last, end_column = last - 1, len(source.line(last - 1)) + 1
    width = len(str(min(last, first + MAX_LINES - 1)))
    bar = paint("|", "frame", color)
    yield f"{' ' * width} {bar}\n"
    for number in range(first, min(last, first + MAX_LINES - 1) + 1):
        text = source.line(number)
        indent = len(text) - len(text.lstrip())
        start = column - 1 if number == first else indent
        end = end_column - 1 if number == last else len(text)
        line, start, end = _window(text, start, max(end, start))
        yield f"{paint(f'{number:>{width}}', 'frame', color)} {bar} {shown(line)}\n"
        yield f"{' ' * width} {bar} {_carets(line, start, end, '^', color)}\n"
    if last > first + MAX_LINES - 1:
        yield f"{' ' * width} {bar} ...\n"
