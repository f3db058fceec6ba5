"""The plugin for MkDocs 1.6 and ProperDocs: `plugins: - mdderive`.

Pages are checked, all at once and on all cores, as they stand in their files, before any other
plugin rewrites them; what is wrong is a warning with the line of the file, which `--strict`
counts. Below each display stands what is known of its steps; the names of rules lead to a page
that is made for them. Keys are those of `[tool.mdderive]`, which holds where the plugin sets
nothing.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import msgspec
from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from mdderive.answer import Solve, Wanted
from mdderive.checked import Checked
from mdderive.config import Config
from mdderive.diagnostics import Severity
from mdderive.hosts.project import NAMES, ProjectTable, Settings, config_of, project_table
from mdderive.hosts.solving import cores, solver
from mdderive.hosts.web.messages import messages
from mdderive.hosts.web.page import marked_page, with_blocks
from mdderive.hosts.web.rule_page import rule_page
from mdderive.pipeline import check, examined, here
from mdderive.source import Source

KEYS = tuple(field.name for field in msgspec.structs.fields(Settings))
RULES = "mdderive/rules.md"
STYLE = "mdderive/mdderive.css"

log = get_plugin_logger("mdderive")


class MdderivePlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """State of one build: the settings, what is known of the pages, and the HTML that the marks on
    each page stand for."""

    config_scheme = tuple(
        (key, config_options.Optional(config_options.Type(object))) for key in KEYS
    )

    def __init__(self) -> None:
        self._project = ProjectTable(None, {})
        self._settings = Config()
        self._solve: Solve = here
        self._checked: dict[Source, Checked] = {}
        self._blocks: dict[str, Mapping[str, str]] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The plugin's keys over those of the project."""
        own = {key: self.config[key] for key in KEYS if self.config[key] is not None}
        folder = _folder(config)
        try:
            self._project = project_table(folder)
            self._settings = config_of({**self._project.table, **own})
        except ValueError as error:
            raise PluginError(f"mdderive: {error}") from error
        self._solve = solver(cores(), home=folder)
        config.extra_css.append(STYLE)
        extensions = [one for one in config.markdown_extensions if one != "mdderive"]
        config.markdown_extensions = extensions  # it would do all of this once more
        return config

    @event_priority(-200)  # i18n, at -100, takes every file for one on disk
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The pages are checked; the page of the rules and the style join the site."""
        sources = [Source(*page) for page in _texts(files)]
        built = examined(sources, self._settings, Wanted(expanded=True), self._solve)
        self._checked = {one.checked.source: one.checked for one in built}
        style = resources("mdderive.hosts.web").joinpath("style.css").read_text(encoding="utf-8")
        page = File.generated(
            config, RULES, content=rule_page(), inclusion=InclusionLevel.NOT_IN_NAV
        )
        files.append(page)
        files.append(File.generated(config, STYLE, content=style))
        return files

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Say what is wrong with the page, and mark its displays."""
        whole = page.file.content_string
        text = whole if whole.endswith(markdown) else markdown
        rules = files.get_file_from_path(RULES)
        rules_url = get_relative_url(rules.url, page.url) if rules else ""
        source = Source(page.file.src_uri, text)
        checked = self._checked.get(source) or self._check(source)
        marked = marked_page(checked, len(text) - len(markdown), rules_url)
        self._blocks[page.file.src_uri] = marked.blocks
        for severity, say in _LEVELS.items():
            for message in messages(checked, severity):
                say(message)
        return marked.text

    def _check(self, source: Source) -> Checked:
        """A page that another plugin has made or changed since."""
        return check(source, self._settings, Wanted(expanded=True), self._solve)

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the HTML in where the marks have come out."""
        return with_blocks(html, self._blocks.pop(page.file.src_uri, {}))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Settings that come, change or go rebuild the site."""
        places = {_folder(config)} | ({self._project.path.parent} if self._project.path else set())
        for place in places:
            server.observer.schedule(_OfSettings(server), str(place), recursive=False)
        return server


class _OfSettings(FileSystemEventHandler):
    """Asks for a rebuild as the server's own watches do. `server.watch` takes files that exist, or
    whole folders, where a log that the server writes would set it off for ever."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))
        if not event.is_directory and any(os.path.basename(path) in NAMES for path in paths):
            with self._server._rebuild_cond:
                self._server._want_rebuild = True
                self._server._rebuild_cond.notify_all()


def _folder(config: MkDocsConfig) -> Path:
    """Where the site's configuration stands."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _texts(files: Files) -> Iterator[tuple[str, str]]:
    """Path and text of each page. What cannot be read, MkDocs will say later."""
    for file in files:
        if file.is_documentation_page():
            with suppress(OSError, ValueError):
                yield file.src_uri, file.content_string


_LEVELS: Mapping[Severity, Callable[[str], None]] = {
    Severity.ERROR: log.warning,
    Severity.WARNING: log.info,
    Severity.NOTE: log.debug,
}
"""What is a problem for `mdderive check` is a warning, which `--strict` counts; nothing else is."""
