"""The extension for Python-Markdown, which Zensical, Pelican and others render with.

    markdown_extensions:
      - mdderive:
          fail: true

Options are the keys of `[tool.mdderive]`, and `fail` (a page with a problem raises ValueError,
which stops the build: the only thing that Zensical counts), `rules_url` (where the page of the
rules stands; without it their names are not linked) and `style` (the style sheet with each page).
Use the plugin instead where there is one: it alone knows paths and front matter.
"""

import logging
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from mdderive.config import Config
from mdderive.diagnostics import Severity
from mdderive.hosts.project import Settings, config_of, project_table
from mdderive.hosts.web.markup import element
from mdderive.hosts.web.messages import messages
from mdderive.hosts.web.page import marked_page
from mdderive.source import Source

KEYS = tuple(field.name for field in msgspec.structs.fields(Settings))
PRIORITY = 26
"""Before code fences (25) and HTML (20) are taken out, behind the front matter (27)."""

log = logging.getLogger("mkdocs.plugins.mdderive")


class MdderiveExtension(Extension):
    """`mdderive` in a list of extensions."""

    def __init__(self, **options: Any) -> None:
        self.config = {key: [None, f"as in [tool.mdderive]: {key}"] for key in KEYS}
        self.config |= {
            "fail": [False, "a page with a problem raises ValueError"],
            "rules_url": ["", "address of the page of the rules"],
            "style": [True, "put the style sheet into each page"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        own = {key: self.getConfig(key) for key in KEYS if self.getConfig(key) is not None}
        config = config_of({**project_table(Path.cwd()).table, **own})
        md.preprocessors.register(_Derivations(md, self, config), "mdderive", PRIORITY)


class _Derivations(Preprocessor):
    """Checks the page, and stashes the HTML of each display where Python-Markdown keeps HTML."""

    def __init__(self, md: Markdown, extension: MdderiveExtension, config: Config) -> None:
        super().__init__(md)
        self._extension = extension
        self._config = config

    def run(self, lines: list[str]) -> list[str]:
        source = Source("page.md", "\n".join(lines))
        page = marked_page(source, 0, self._config, self._extension.getConfig("rules_url"))
        problems = list(messages(page.checked, Severity.ERROR))
        for problem in problems:
            log.warning(problem)
        if problems and self._extension.getConfig("fail"):
            raise ValueError("\n".join(problems))
        text = page.text
        style = self._style() if page.blocks and self._extension.getConfig("style") else ""
        for mark, html in page.blocks.items():
            text = text.replace(mark, self.md.htmlStash.store(style + html))
            style = ""
        return text.split("\n")

    def _style(self) -> str:
        sheet = files("mdderive.hosts.web").joinpath("style.css").read_text(encoding="utf-8")
        return element("style", sheet)
