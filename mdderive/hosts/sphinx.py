"""The extension for Sphinx: `extensions = ["myst_parser", "mdderive.hosts.sphinx"]`.

Markdown sources are checked as Sphinx reads them. What is wrong is a warning with file and line,
so that `sphinx-build -W` fails; the page shows the derivation with its steps written out, whichever
builder makes it. What is written in keeps to the author's lines, so that the lines that Sphinx and
other extensions speak of stay right. `mdderive = {"layout": "numerator"}` in `conf.py` takes the
keys of `[tool.mdderive]`, which hold where it sets nothing.
"""

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config as SphinxConfig
from sphinx.errors import ConfigError
from sphinx.util.logging import getLogger

from mdderive import __version__
from mdderive.checked import Checked
from mdderive.config import Config, Present
from mdderive.diagnostics import Diagnostic, Severity
from mdderive.hosts.project import config_of, project_table
from mdderive.hosts.solving import cores, solver
from mdderive.hosts.web.messages import said_in_one_line
from mdderive.notes import Edit, splice
from mdderive.pipeline import build
from mdderive.source import Source

SUFFIXES = (".md", ".markdown")
_BREAK = re.compile(r"\r?\n[ \t>]*")

log = getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls."""
    app.add_config_value("mdderive", {}, "env", types=frozenset({dict}))
    app.connect("config-inited", _checked_settings)
    app.connect("source-read", read)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _checked_settings(app: Sphinx, config: SphinxConfig) -> None:
    """Wrong settings stop the build before any page is read."""
    try:
        settings(app)
    except ValueError as error:
        raise ConfigError(f"mdderive: {error}") from error


def settings(app: Sphinx) -> Config:
    """Those of `conf.py` over those of the project. Raises ValueError."""
    return config_of({**project_table(Path(app.confdir)).table, **app.config.mdderive})


def read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Check a source, and give Sphinx the longer one."""
    path = Path(app.env.doc2path(docname))
    if path.suffix.lower() not in SUFFIXES:
        return
    config = settings(app)
    built = build(Source(str(path), content[0]), config, solver(cores(), home=Path(app.confdir)))
    for diagnostic in built.checked.diagnostics:
        _say(built.checked, docname, diagnostic)
    content[0] = splice(built.checked.source, [_level(edit, config) for edit in built.edits])


def _say(checked: Checked, docname: str, diagnostic: Diagnostic) -> None:
    """What is a problem for `mdderive check` is a warning, which `-W` counts; nothing else is."""
    line = checked.source.position(diagnostic.span.start)[0] if diagnostic.span else 1
    say = log.warning if diagnostic.severity is Severity.ERROR else log.info
    message = said_in_one_line(diagnostic)
    say("%s", message, location=(docname, line), type="mdderive", subtype=diagnostic.code)


def _level(edit: Edit, config: Config) -> Edit:
    """The rows on one line: to LaTeX they are the same."""
    folds = config.present is Present.DETAILS or "<details>" in edit.text
    return edit if folds else Edit(edit.span, _BREAK.sub(" ", edit.text))
