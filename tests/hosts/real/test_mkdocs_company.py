"""The plugin beside what sites really use: other plugins, block syntaxes, kinds of addresses. Each
with a good note that builds under `--strict`, and a bad one that fails it at the right place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hosts.real.notes import BAD, FRONT, GOOD, PLACE, run
from tests.hosts.real.sites import MARK, page, site

pytestmark = pytest.mark.hosts

EXTENSIONS = """  - attr_list
  - md_in_html
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.blocks.admonition
  - pymdownx.blocks.details
  - pymdownx.blocks.tab
  - pymdownx.blocks.html
"""


def indented(note: str, margin: str = "    ") -> str:
    return "".join(f"{margin}{line}".rstrip() + "\n" for line in note.splitlines())


def block(note: str) -> str:
    """Without the heading and the end."""
    return note.partition("\n\n")[2].rpartition("\nThe end.")[0]


AROUND: dict[str, Callable[[str], str]] = {
    "list": lambda note: "1. item\n\n" + indented(note),
    "list in a list": lambda note: "- item\n\n    - item\n\n" + indented(note, " " * 8),
    "quote": lambda note: indented(note, "> "),
    "admonition": lambda note: '!!! note "A title"\n\n' + indented(note),
    "details": lambda note: '??? note "A title"\n\n' + indented(note),
    "open details": lambda note: "???+ tip\n\n" + indented(note),
    "tabs": lambda note: '=== "One"\n\n' + indented(note) + '\n=== "Two"\n\n    Nothing.\n',
    "block admonition": lambda note: f"/// note | A title\n\n{note}\n///\n",
    "block details": lambda note: f"/// details | A title\n\n{note}\n///\n",
    "block tab": lambda note: f"/// tab | One\n\n{note}\n///\n\n/// tab | Two\nNothing.\n///\n",
    "block html": lambda note: f"/// html | div.theorem\n\n{note}\n///\n",
    "html": lambda note: f'<div class="theorem" markdown>\n\n{note}\n</div>\n',
}


def test_blocks_of_every_syntax(tmp_path: Path) -> None:
    good, bad = (
        {name: around(block(note)) for name, around in AROUND.items()} for note in (GOOD, BAD)
    )
    run("mkdocs", "build", "--strict", cwd=site(tmp_path, good, more=EXTENSIONS))
    for name in AROUND:
        html = page(tmp_path, f"{name}/index.html")
        assert html.count("1 given, 1 proved") == 1 and not re.search(MARK, html), name
        assert "<p><div" not in html and "&lt;div" not in html, name
    site(tmp_path, bad, more=EXTENSIONS)
    said = run("mkdocs", "build", "--strict", cwd=tmp_path, status=1)
    for name, note in bad.items():
        assert f"{name}.md:{place(note)}: D401" in said
    assert said.count("D401") == len(bad)


def place(note: str) -> str:
    """Line and column of what is wrong: the A that would have to be symmetric."""
    before = note.partition("2 A x")[0] + "2 "
    return f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


SITES = {
    "material": ("search, mdderive", "theme: {name: material, font: false}\n"),
    "macros behind": ("mdderive, macros", ""),
    "minify": ("mdderive, minify: {minify_html: true}", ""),
    "flat": ("mdderive", "use_directory_urls: false\n"),
    "languages": (
        "mdderive, i18n: {docs_structure: suffix, languages: ["
        "{locale: en, name: English, build: true, default: true},"
        "{locale: zh, name: 中文, build: true}]}",
        "",
    ),
    "languages first": (
        "i18n: {docs_structure: folder, languages: ["
        "{locale: en, name: English, build: true, default: true}]}, mdderive",
        "",
    ),
}


@pytest.mark.parametrize(("plugins", "more"), SITES.values(), ids=SITES)
def test_plugins_and_addresses(plugins: str, more: str, tmp_path: Path) -> None:
    home = "en/index.md" if "docs_structure: folder" in plugins else "index.md"

    def built(note: str, status: int) -> str:
        site(tmp_path, note, plugins)
        config = tmp_path / "mkdocs.yml"
        text = config.read_text()
        if "theme" in more:
            text = re.sub("theme: .*\n", "", text)
        config.write_text(text + more)
        target = tmp_path / "docs" / home
        target.parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / "index.md").rename(target)
        return run("mkdocs", "build", "--strict", cwd=tmp_path, status=status)

    built(FRONT + GOOD, 0)
    html = page(tmp_path)
    assert html.count("1 given, 1 proved") == 1 and not re.search(MARK, html)
    [link] = set(re.findall(r'href="?([^"#]*)#rule-product-rule', html))
    address = (tmp_path / "site" / link).resolve()
    rules = address / "index.html" if address.is_dir() else address
    assert re.search('id="?rule-product-rule', rules.read_text())
    said = built(FRONT + BAD, 1)
    assert f"{home}:{PLACE[0] + FRONT.count(chr(10))}:{PLACE[1]}: D401" in said


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_macros_run_in_the_page_and_not_in_what_is_put_in(host: str, tmp_path: Path) -> None:
    plugins = "macros, mdderive, minify: {minify_html: true}"
    folder = site(tmp_path, GOOD + "\n{{ 6 * 7 }}\n", plugins)
    run(host, "build", "--strict", cwd=folder)
    assert "<p>42</p>" in page(folder) and "1 given, 1 proved" in page(folder)


def test_the_extension_beside_the_plugin_adds_nothing(tmp_path: Path) -> None:
    more = "  - mdderive: {fail: true}\n"
    run("mkdocs", "build", "--strict", cwd=site(tmp_path, GOOD, more=more))
    assert page(tmp_path).count("1 given, 1 proved") == 1
    assert "index.md:8:36: D401" in run("mkdocs", "build", cwd=site(tmp_path, BAD, more=more))
