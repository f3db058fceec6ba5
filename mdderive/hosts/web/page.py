"""A page of a site: a checked note with a mark below each display for its HTML.

A site builder turns Markdown into HTML between the two halves of this: `marked_page` puts a mark, a
paragraph of one word that no extension takes for anything, below each display; `with_blocks` puts
the HTML in where the marks have come out. So no extension or template engine ever sees it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from mdderive.checked import Checked
from mdderive.derivation import Display
from mdderive.hosts.web.display import display_html
from mdderive.notes import Edit, splice
from mdderive.source import Source, Span


@dataclass(frozen=True)
class MarkedPage:
    """The text of a page with marks, and the HTML that each stands for."""

    text: str
    blocks: Mapping[str, str]


def marked_page(checked: Checked, start: int = 0, rules_url: str = "") -> MarkedPage:
    """The page whose text begins at offset `start` of its file, behind the front matter."""
    source = checked.source
    key = sha256(source.text.encode()).hexdigest()[:16]
    blocks: dict[str, str] = {}
    edits: list[Edit] = []
    for number, (display, html) in enumerate(_blocks(checked, rules_url)):
        mark = f"mdderive{key}n{number}n"
        blocks[mark] = html
        edits.append(_below(source, display, mark))
    return MarkedPage(splice(source, edits)[start:], blocks)


def with_blocks(html: str, blocks: Mapping[str, str]) -> str:
    """The rendered page with each mark replaced."""
    for mark, block in blocks.items():
        html = html.replace(f"<p>{mark}</p>", block).replace(mark, block)
    return html


def _blocks(checked: Checked, rules_url: str) -> Iterator[tuple[Display, str]]:
    for derivation in checked.derivations:
        for number, display in enumerate(derivation.displays):
            html = display_html(derivation, number, rules_url)
            if html:
                yield display, html


def _below(source: Source, display: Display, mark: str) -> Edit:
    """A paragraph of its own, in the quote or list that the display stands in."""
    stop = source.text.find("\n", max(display.span.start, display.span.end - 1))
    at = len(source.text) if stop < 0 else stop
    blank = f"\n{display.prefix.rstrip()}"
    following = source.text[at + 1 :].partition("\n")[0]
    end = blank if following.strip(" \t>") else ""
    return Edit(Span(at, at), f"{blank}\n{display.prefix}{mark}{end}")
