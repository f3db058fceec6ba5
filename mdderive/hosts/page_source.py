"""Which file a page comes from, where the host that renders it lets that be known.

Python-Markdown hands an extension lines and no file, the front matter cut off and white space made
uniform. MkDocs and ProperDocs leave the file at their tree processor for relative links, Zensical
leaves path and folder at a preprocessor of its own. If that file, its white space made uniform too,
ends with the page, then lines are those of the file and its front matter holds.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from markdown import Markdown

from mdderive.source import Source

UNKNOWN = "page.md"


def page_source(md: Markdown, text: str) -> tuple[Source, int]:
    """The file as a note, and where in it the page begins; if the file isn't known, or the page
    isn't what it ends with, the page alone."""
    for path, whole in _files(md):
        uniform = "\n".join(md.preprocessors["normalize_whitespace"].run(whole.split("\n")))
        if uniform.endswith(text):
            return Source(path, uniform), len(uniform) - len(text)
        return Source(path, text), 0
    return Source(UNKNOWN, text), 0


def _files(md: Markdown) -> Iterator[tuple[str, str]]:
    """Path below the folder of pages, and text. The hosts promise none of the attributes."""
    with suppress(AttributeError, KeyError, OSError, ValueError):
        file = cast(Any, md.treeprocessors["relpath"]).file
        yield str(file.src_uri), str(file.content_string)
    with suppress(AttributeError, KeyError, OSError, ValueError):
        context = cast(Any, md.preprocessors["rendering_context"])
        path = Path(context.config["docs_dir"], context.page.path)
        yield str(context.page.path), path.read_text(encoding="utf-8-sig")
