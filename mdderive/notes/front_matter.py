"""Defaults for a document: the mapping `derive:` in its front matter.

YAML is read as nodes, not values, because only nodes know their places, and because
`- X: R^n` is a mapping to YAML and a declaration to us.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import yaml

from mdderive.derivation import AnnotationLine
from mdderive.diagnostics import Diagnostic
from mdderive.notes.annotation import OPTIONS, illegal_value, legal, read_lines
from mdderive.notes.lift import lift_lines, quoted, trim
from mdderive.source import Fragment, Source, Span

KEYS = (
    *("layout", "structured", "conventions", "lang", "detail"),
    *("wrt", "macros", "macro", "declare"),
)
Read = AnnotationLine | Diagnostic


def front_matter(
    source: Source, inside: Span
) -> tuple[tuple[AnnotationLine, ...], tuple[Diagnostic, ...]]:
    """The defaults in the text between the two rules of dashes."""
    text = source.text[inside.start : inside.end]
    if "derive" not in text:
        return (), ()
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        return (), (_broken(inside, error),)
    found = list(_Reader(source, inside.start).read(root))
    lines = tuple(item for item in found if isinstance(item, AnnotationLine))
    return lines, tuple(item for item in found if isinstance(item, Diagnostic))


def _broken(inside: Span, error: Exception) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    at = min(inside.start + (mark.index if mark else 0), inside.end)
    return Diagnostic("D126", "the front matter isn't YAML", Span(at, at))


class _Reader:
    """Reads the nodes; `start` is where the YAML begins in the source."""

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = start

    def read(self, root: yaml.Node | None) -> Iterator[Read]:
        if not isinstance(root, yaml.MappingNode):
            return
        for key, value in root.value:
            if key.value != "derive":
                continue
            if not isinstance(value, yaml.MappingNode):
                yield Diagnostic("D126", "`derive:` must be a mapping", self.span(value))
                return
            for word, setting in value.value:
                yield from self.setting(word, setting)

    def span(self, node: yaml.Node) -> Span:
        return Span(self.start + node.start_mark.index, self.start + node.end_mark.index)

    def setting(self, key: yaml.Node, value: yaml.Node) -> Iterator[Read]:
        if key.value not in KEYS:
            near = get_close_matches(str(key.value), KEYS, 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            yield Diagnostic("D127", f"unknown key `{key.value}`{hint}", self.span(key))
        elif isinstance(value, yaml.SequenceNode) and any(
            isinstance(item, yaml.SequenceNode) for item in value.value
        ):  # an alias may make it a list of itself
            yield Diagnostic("D128", f"`{key.value}` must be no list of lists", self.span(value))
        elif key.value == "declare":
            yield from self.declarations(value)
        elif key.value in ("macros", "macro"):
            yield from self.macros(value)
        elif isinstance(value, yaml.ScalarNode):
            yield from self.option(key.value, value)
        else:
            yield Diagnostic("D128", f"`{key.value}` must be a word", self.span(value))

    def option(self, word: str, value: yaml.ScalarNode) -> Iterator[Read]:
        text = self.scalar(value)
        if legal(word, text.text) and word in OPTIONS:
            yield AnnotationLine("option", text, word, text)
        else:
            yield illegal_value(word, text, self.span(value))

    def declarations(self, node: yaml.Node) -> Iterator[Read]:
        lines, problems = read_lines(self.lines(node))
        yield from problems
        yield from lines

    def macros(self, node: yaml.Node) -> Iterator[Read]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                pieces = (self.scalar(key), Fragment.at(" = ", self.span(key).start))
                line = Fragment.join((*pieces, self.scalar(value)))
                yield AnnotationLine("option", line, "macro", line)
        else:
            for line in self.lines(node):
                if line.text:
                    yield AnnotationLine("option", line, "macro", line)

    def lines(self, node: yaml.Node) -> Iterable[Fragment]:
        """The lines of a text, of a list of texts, or of a mapping `X: R^n` as written. A list
        holds no lists."""
        if isinstance(node, yaml.SequenceNode):
            return [line for item in node.value for line in self.lines(item)]
        if isinstance(node, yaml.MappingNode):
            pairs = [self.span(key).to(self.span(value)) for key, value in node.value]
            return [trim(Fragment.at(self.source.text[s.start : s.end], s.start)) for s in pairs]
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            span = self.span(node)
            head = self.source.text.find("\n", span.start, span.end)
            body = Span(span.start if head < 0 else head + 1, span.end)
            return list(lift_lines(self.source, body, quoted(0)))
        return [self.scalar(node)]

    def scalar(self, node: yaml.Node) -> Fragment:
        """The value of a scalar; where escapes make it differ from the source, the places of
        its characters are as near as can be."""
        span = self.span(node)
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        at = self.source.text.find(value, span.start, span.end)
        if at >= 0:
            return Fragment.at(value, at)
        last = max(span.start, span.end - 1)
        runs = tuple((i, min(span.start + i, last)) for i in range(len(value)))
        return Fragment(value, runs or ((0, span.start),))
