"""Small sites for MkDocs, ProperDocs and Zensical."""

from collections.abc import Mapping
from pathlib import Path

CONFIG = """site_name: Notes
theme: {name: null, custom_dir: theme}
plugins: [%s]
markdown_extensions:
  - admonition
  - pymdownx.arithmatex: {generic: true}
"""
THEME = "<html><body>{{ page.content }}</body></html>"
MARK = r"mdderive[0-9a-f]{16}"
"""What must be nowhere in a page: a mark that was not replaced."""


def site(
    folder: Path, note: str | Mapping[str, str], plugins: str = "mdderive", more: str = ""
) -> Path:
    """A site with one page, or those named; `more` is appended to its configuration."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "theme").mkdir(exist_ok=True)
    (folder / "theme" / "main.html").write_text(THEME)
    for name, text in {"index": note}.items() if isinstance(note, str) else note.items():
        (folder / "docs" / f"{name}.md").write_text(text)
    (folder / "mkdocs.yml").write_text(CONFIG % plugins + more)
    return folder


def page(folder: Path, name: str = "index.html") -> str:
    return (folder / "site" / name).read_text()
