"""The plugin in MkDocs and ProperDocs, and the extension in Python-Markdown and Zensical."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import Markdown

from mdderive.hosts.mkdocs import KEYS, MdderivePlugin
from tests.hosts.real.notes import BAD, FIX, GOOD, PLACE, run

pytestmark = pytest.mark.hosts

FRONT = "---\ntitle: A title\ntags: [a, b]\n---\n\n"
CONFIG = """site_name: Notes
theme: {name: null, custom_dir: theme}
plugins: [%s]
markdown_extensions:
  - admonition
  - pymdownx.arithmatex: {generic: true}
"""
THEME = "<html><body>{{ page.content }}</body></html>"
HOSTILE = r"""<!-- derive: A: R^{n x n}; B: R^{n x n} -->

$$
A <script>alert(1)</script> = B \text{<img src=x onerror=alert(2)>}
$$
"""


def site(folder: Path, note: str, plugins: str = "mdderive") -> Path:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "theme").mkdir(exist_ok=True)
    (folder / "theme" / "main.html").write_text(THEME)
    (folder / "docs" / "index.md").write_text(note)
    (folder / "mkdocs.yml").write_text(CONFIG % plugins)
    return folder


def page(folder: Path) -> str:
    return (folder / "site" / "index.html").read_text()


@pytest.fixture(params=["mkdocs", "properdocs"])
def host(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_good_note_builds_and_shows_its_steps(host: str, tmp_path: Path) -> None:
    said = run(host, "build", "--strict", cwd=site(tmp_path, GOOD))
    assert "WARNING" not in said
    html = page(tmp_path)
    assert "2 steps: 1 given, 1 proved" in html
    assert '<a href="mdderive/rules/#rule-product-rule"' in html
    assert (tmp_path / "site" / "mdderive" / "rules" / "index.html").exists()
    assert not re.search(r"mdderive[0-9a-f]{16}", html)


@pytest.mark.parametrize("front", ["", FRONT])
def test_a_wrong_step_is_a_warning_with_page_and_line(
    host: str, front: str, tmp_path: Path
) -> None:
    line = PLACE[0] + front.count("\n")
    site(tmp_path, front + BAD)
    said = run(host, "build", "--strict", cwd=tmp_path, status=1)
    assert f"index.md:{line}:{PLACE[1]}: D401" in said and FIX in said
    run(host, "build", cwd=tmp_path)
    html = page(tmp_path)
    assert "mdderive-box mdderive-refuted" in html and "For example, with" in html
    assert FIX in html


def test_macros_and_minify_do_no_harm(host: str, tmp_path: Path) -> None:
    plugins = "macros, mdderive, minify: {minify_html: true}"
    folder = site(tmp_path, GOOD + "\n{{ 6 * 7 }}\n", plugins)
    run(host, "build", "--strict", cwd=folder)
    html = page(folder)
    assert "42" in html and "1 given, 1 proved" in html and "product-rule" in html


def test_blocks_in_lists_quotes_and_admonitions(tmp_path: Path) -> None:
    inside = [
        "\n".join(f"> {line}".rstrip() for line in GOOD.splitlines()),
        "- item\n\n" + "\n".join(f"    {line}".rstrip() for line in GOOD.splitlines()[2:-2]),
        '!!! note "A title"\n\n'
        + "\n".join(f"    {line}".rstrip() for line in GOOD.splitlines()[2:]),
    ]
    run("mkdocs", "build", "--strict", cwd=site(tmp_path, "\n\n".join(inside) + "\n"))
    html = page(tmp_path)
    assert html.count("1 given, 1 proved") == 3
    assert not re.search(r"mdderive[0-9a-f]{16}", html)
    for tag in ("blockquote", "li"):
        assert re.search(rf'<{tag}>(?:(?!</{tag}>).)*class="mdderive"', html, re.S)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    run("mkdocs", "build", cwd=site(tmp_path, HOSTILE))
    block = page(tmp_path).partition('class="mdderive"')[2]
    tags = Tags()
    tags.feed(block)
    assert block and not {"script", "img"} & set(tags.seen)


def test_settings_are_those_of_the_project_and_wrong_ones_stop_the_build(
    host: str, tmp_path: Path
) -> None:
    note = GOOD.replace("(A + A^\\top) x", "x^\\top (A + A^\\top)")
    run(host, "build", "--strict", cwd=site(tmp_path, note), status=1)
    run(host, "build", "--strict", cwd=site(tmp_path, note, "mdderive: {layout: numerator}"))
    (tmp_path / "mdderive.toml").write_text('layout = "numerator"\n')
    run(host, "build", "--strict", cwd=site(tmp_path, note))
    said = run(host, "build", cwd=site(tmp_path, note, "mdderive: {layout: both}"), status=1)
    assert "layout" in said
    scheme = [key for key, _ in MdderivePlugin.config_scheme]
    assert scheme == list(KEYS)


def test_the_extension_in_python_markdown() -> None:
    html = Markdown(extensions=["mdderive", "pymdownx.arithmatex"]).convert(GOOD)
    assert "1 given, 1 proved" in html and html.count("<style>") == 1
    assert "(A + A^\\top) x" in html
    with pytest.raises(ValueError, match="D401"):
        Markdown(extensions=["mdderive"], extension_configs={"mdderive": {"fail": True}}).convert(
            BAD
        )


def test_the_extension_stops_zensical(tmp_path: Path) -> None:
    site(tmp_path, BAD)
    config = "site_name: Notes\nmarkdown_extensions:\n  - mdderive: {fail: true}\n"
    (tmp_path / "mkdocs.yml").write_text(config)
    said = run("zensical", "build", cwd=tmp_path, status=1)
    assert "D401" in said
    (tmp_path / "docs" / "index.md").write_text(GOOD)
    run("zensical", "build", cwd=tmp_path)
    assert "1 given, 1 proved" in page(tmp_path)
