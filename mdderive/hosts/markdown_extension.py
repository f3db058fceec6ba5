"""The extension for Python-Markdown, which Zensical, Pelican and others render with.

    markdown_extensions:
      - mdderive:
          fail: true

Options are the keys of `[tool.mdderive]`, and `fail` (a page with a problem raises ValueError,
which stops the build: the only thing that Zensical counts), `rules_url` (where the page of the
rules stands; without it their names are not linked) and `style` (the style sheet with each page).
Use the plugin instead where the host knows it: it sees the page as it stands in its file.
"""

import logging
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from mdderive.answer import Wanted
from mdderive.config import Config
from mdderive.diagnostics import Severity
from mdderive.hosts.page_source import page_source
from mdderive.hosts.project import Settings, config_of, project_table
from mdderive.hosts.solving import cores, solver
from mdderive.hosts.web.markup import element
from mdderive.hosts.web.messages import messages
from mdderive.hosts.web.page import marked_page
from mdderive.pipeline import check

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
        source, start = page_source(self.md, "\n".join(lines))
        checked = check(source, self._config, Wanted(expanded=True), solver(cores()))
        page = marked_page(checked, start, self._extension.getConfig("rules_url"))
        problems = list(messages(checked, Severity.ERROR))
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
