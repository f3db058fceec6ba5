"""The plugin in MkDocs and ProperDocs."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mdderive.hosts.mkdocs import KEYS, MdderivePlugin
from tests.hosts.real.notes import BAD, FIX, FRONT, GOOD, PLACE, run
from tests.hosts.real.sites import MARK, page, site

pytestmark = pytest.mark.hosts

HOSTILE = r"""<!-- derive: A: R^{n x n}; B: R^{n x n} -->

$$
A <script>alert(1)</script> = B \text{<img src=x onerror=alert(2)>}
$$
"""


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
    assert not re.search(MARK, html)


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
