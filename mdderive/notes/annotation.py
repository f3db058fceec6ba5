"""The lines of an annotation: option, declaration or fact; the first that fits wins.

An option is a known option word with a value that is legal for it. A declaration has `:`, `\\in`
or `∈`, outside all brackets, before any relation sign. Everything else is a fact, which another
room reads. A known option word whose value is neither legal nor a space such as `R^n` is a
mistake and is said to be one: it would otherwise be taken for a declaration of that word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from mdderive.config import Detail, Lang, Layout, Present, Structured
from mdderive.derivation import AnnotationLine
from mdderive.diagnostics import Diagnostic
from mdderive.notes.lift import trim
from mdderive.source import Fragment, Span

# None: any value that isn't empty is legal.
OPTIONS: Mapping[str, tuple[str, ...] | None] = MappingProxyType(
    {
        "layout": tuple(Layout),
        "structured": tuple(Structured),
        "lang": tuple(Lang),
        "detail": tuple(Detail),
        "continue": ("yes",),
        "conventions": ("yes", "no"),
        "present": tuple(Present),
        "expand": ("yes", "no", "none"),
        "wrt": None,
        "macro": None,
    }
)
_OPTION = re.compile(r"([A-Za-z]+)[ \t]*:(?!=)[ \t]*")
_MACRO = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|def|let|DeclareMathOperator)(?![A-Za-z])"
)
_SPACE = re.compile(r"\\?R\b|ℝ|\\(?:mathbb|mathbf|mathrm|Bbb)\b|\\RR\b")
_TOKEN = re.compile(
    r"\\in(?![A-Za-z])|∈|:(?!=)"
    r"|(?P<relation>:=|[=<>≠≤≥≈≡∝≜]|\\(?:equiv|triangleq|coloneqq|approx|leq?|geq?|neq?|propto"
    r"|lt|gt)(?![A-Za-z]))"
    r"|(?P<open>[({\[]|\\\{)|(?P<close>[)}\]]|\\\})|\\[A-Za-z]+|\\."
)


def read_lines(
    lines: Iterable[Fragment],
) -> tuple[tuple[AnnotationLine, ...], tuple[Diagnostic, ...]]:
    """What the lines say; `;` separates too, outside brackets and where it isn't `\\;`."""
    read: list[AnnotationLine] = []
    problems: list[Diagnostic] = []
    for line in lines:
        for part in _parts(line):
            entry = read_line(part)
            if isinstance(entry, Diagnostic):
                problems.append(entry)
            else:
                read.append(entry)
    return tuple(read), tuple(problems)


def read_line(line: Fragment) -> AnnotationLine | Diagnostic:
    """One line that isn't empty."""
    if _MACRO.match(line.text):
        return AnnotationLine("option", line, "macro", line)
    option = _OPTION.match(line.text)
    if option:
        entry = _option(line, option.group(1), trim(line.cut(option.end(), len(line.text))))
        if entry is not None:
            return entry
    return AnnotationLine("declaration" if declares(line.text) else "fact", line)


def declares(text: str) -> bool:
    """Whether `:`, `\\in` or `∈` stands before any relation sign, outside brackets."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token.group("open"):
            depth += 1
        elif token.group("close"):
            depth = max(0, depth - 1)
        elif depth == 0 and token.group("relation"):
            return False
        elif depth == 0 and (token.group() in ("∈", ":") or token.group() == r"\in"):
            return True
    return False


def _option(line: Fragment, word: str, value: Fragment) -> AnnotationLine | Diagnostic | None:
    """The option; None if the line is a declaration after all."""
    if word in OPTIONS and legal(word, value.text):
        return AnnotationLine("option", line, word, value)
    if _SPACE.match(value.text):
        return None
    if word in OPTIONS:
        return illegal_value(word, value, (value if value.text else line).span())
    near = get_close_matches(word.lower(), OPTIONS, 1, 0.75)
    if not near or OPTIONS[near[0]] is None or not legal(near[0], value.text):
        return None
    return Diagnostic(
        "D123",
        f"unknown option `{word}`; did you mean `{near[0]}`?",
        line.span(0, len(word)),
        fix=f"Write `{near[0]}: {value.text}`.",
    )


def legal(word: str, value: str) -> bool:
    """Whether the known option word may have the value."""
    values = OPTIONS[word]
    return bool(value) if values is None else value in values


def illegal_value(word: str, value: Fragment, place: Span) -> Diagnostic:
    """What to say at the place of a known option word with a value that isn't legal for it."""
    values = OPTIONS[word] or ()
    near = get_close_matches(value.text.lower(), values, 1, 0.5)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    choices = " | ".join(values) or "..."
    what = f"`{value.text}`{hint}" if value.text else "empty"
    return Diagnostic(
        "D123",
        f"the option `{word}` can't be {what}",
        place,
        fix=f"Write `{word}: {near[0] if near else choices}`.",
    )


def _parts(line: Fragment) -> Iterator[Fragment]:
    if ";" not in line.text and "；" not in line.text:
        yield from _filled(line)
        return
    depth, start = 0, 0
    for token in re.finditer(r"\\.|[({\[]|[)}\]]|[;；]", line.text):
        sign = token.group()
        if sign in "({[":
            depth += 1
        elif sign in ")}]":
            depth = max(0, depth - 1)
        elif sign in ";；" and depth == 0:
            yield from _filled(line.cut(start, token.start()))
            start = token.end()
    yield from _filled(line.cut(start, len(line.text)))


def _filled(part: Fragment) -> Iterator[Fragment]:
    cut = trim(part)
    if cut.text:
        yield cut
