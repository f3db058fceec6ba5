"""The extension in Python-Markdown, Zensical and MkDocs."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from markdown import Markdown

from tests.hosts.real.notes import BAD, FIX, FRONT, GOOD, PLACE, run
from tests.hosts.real.sites import MARK, page, site

pytestmark = pytest.mark.hosts

NUMERATOR = "---\nderive:\n  layout: numerator\n---\n"
TABBED = "# Tabs\n\n1.\titem\n\n\tmore\n\n"


def extended(folder: Path, note: str | Mapping[str, str], fail: bool = True) -> Path:
    site(folder, note, plugins="")
    extension = f"  - mdderive: {{fail: {str(fail).lower()}}}\n"
    config = (folder / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(config + extension)
    return folder


@pytest.fixture(params=["zensical", "mkdocs", "properdocs"])
def host(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_good_note_shows_its_steps() -> None:
    html = Markdown(extensions=["mdderive", "pymdownx.arithmatex"]).convert(GOOD)
    assert "1 given, 1 proved" in html and html.count("<style>") == 1
    assert "(A + A^\\top) x" in html and MARK not in html


def test_a_bad_note_raises_if_it_should() -> None:
    options = {"mdderive": {"fail": True}}
    with pytest.raises(ValueError, match=r"page\.md:8:36: D401"):
        Markdown(extensions=["mdderive"], extension_configs=options).convert(BAD)


def test_problems_are_said_with_page_and_line(host: str, tmp_path: Path) -> None:
    fronts = {"index": "", "front": FRONT, "tabs": TABBED, "both": FRONT + TABBED}
    notes = {name: front + BAD for name, front in fronts.items()}
    said = run(host, "build", cwd=extended(tmp_path, notes, fail=False))
    for name, front in fronts.items():
        assert f"{name}.md:{PLACE[0] + front.count(chr(10))}:{PLACE[1]}: D401" in said
    assert said.count(FIX) == len(notes)


def test_the_build_stops_if_it_should(host: str, tmp_path: Path) -> None:
    assert "index.md:8:36: D401" in run(host, "build", cwd=extended(tmp_path, BAD), status=1)


TOML = """[project]
site_name = "Notes"
[project.markdown_extensions]
pymdownx.arithmatex.generic = true
[project.markdown_extensions.mdderive]
fail = true
"""


def test_zensical_reads_its_own_settings(tmp_path: Path) -> None:
    extended(tmp_path, BAD)
    (tmp_path / "mkdocs.yml").unlink()
    (tmp_path / "zensical.toml").write_text(TOML)
    assert "index.md:8:36: D401" in run("zensical", "build", cwd=tmp_path, status=1)
    (tmp_path / "docs" / "index.md").write_text(GOOD)
    run("zensical", "build", "--strict", cwd=tmp_path)
    assert "1 given, 1 proved" in page(tmp_path)


def test_the_front_matter_holds_and_a_good_note_builds(host: str, tmp_path: Path) -> None:
    note = NUMERATOR + GOOD.replace("(A + A^\\top) x", "x^\\top (A + A^\\top)")
    run(host, "build", cwd=extended(tmp_path, note))
    assert "1 given, 1 proved" in page(tmp_path)


def test_a_page_that_was_changed_on_its_way_is_checked_all_the_same(
    host: str, tmp_path: Path
) -> None:
    extended(tmp_path, BAD + '\n--8<-- "more.md"\n')
    (tmp_path / "more.md").write_text("More.\n")
    with (tmp_path / "mkdocs.yml").open("a") as config:
        config.write("  - pymdownx.snippets\n")
    assert "index.md:8:36: D401" in run(host, "build", cwd=tmp_path, status=1)
