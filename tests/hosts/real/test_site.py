"""The example site, built and opened in headless Chromium: formulas, steps, phone, dark scheme.

Screenshots are kept in `build/screenshots` for somebody to look at.
"""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.hosts.real.notes import ROOT, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.hosts

SHOTS = ROOT / "build" / "screenshots"
LECTURES = {"differentials/": "en", "zh/differentials/": "zh"}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """No line for each request."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site."""
    samples = tmp_path_factory.mktemp("site") / "samples"
    left_out = shutil.ignore_patterns("vendor", ".vendor")
    shutil.copytree(ROOT / "samples", samples, ignore=left_out)
    folder = samples / "site"
    run(folder / "vendor.sh", cwd=folder)
    run("mkdocs", "build", "--strict", cwd=folder)
    handler = partial(Quiet, directory=str(folder / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (the plain run has none)

    chromium = shutil.which("chromium")
    assert chromium is not None, "chromium is not installed"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])


def opened(browser: "Browser", address: str, *, width: int = 1200, scheme: str = "light") -> "Page":
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(address)
    page.wait_for_selector(".mdderive .katex", state="attached")
    return page


def open_all(page: "Page") -> None:
    page.evaluate("document.querySelectorAll('.mdderive details').forEach(d => d.open = true)")


@pytest.mark.parametrize("lecture", LECTURES)
def test_every_formula_renders_and_nothing_is_fetched_from_outside(
    browser: "Browser", site: str, lecture: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/{lecture}")
    page.wait_for_selector(".mdderive .katex", state="attached")
    assert page.locator(".katex").count() > 100
    assert page.locator(".katex-error").all_inner_texts() == []
    rest = page.locator(".arithmatex:not(:has(.katex))").all_inner_texts()
    assert rest == []
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert page.locator("html").get_attribute("lang") == LECTURES[lecture]
    page.close()


def test_steps_expand_by_click_and_by_keyboard(browser: "Browser", site: str) -> None:
    page = opened(browser, f"{site}/differentials/")
    for block, how in ((0, "click"), (1, "Enter"), (2, "Space")):
        details = page.locator(".mdderive details").nth(block)
        rows = details.locator(".mdderive-rows")
        assert not rows.is_visible()
        summary = details.locator("summary")
        if how == "click":
            summary.click()
        else:
            summary.focus()
            page.keyboard.press(how)
        assert rows.is_visible(), how
    page.close()


def test_the_name_of_a_rule_leads_to_the_rule(browser: "Browser", site: str) -> None:
    page = opened(browser, f"{site}/differentials/")
    open_all(page)
    page.locator(".mdderive-rule a").first.click()
    page.wait_for_load_state()
    anchor = page.url.partition("#")[2]
    assert "/mdderive/rules/" in page.url and page.locator(f"#{anchor}").count() == 1
    page.wait_for_selector(".katex")
    assert page.locator(".katex-error").count() == 0
    page.close()


@pytest.mark.parametrize("lecture", LECTURES)
@pytest.mark.parametrize(
    ("width", "scheme"), [(1200, "light"), (1200, "dark"), (375, "light"), (375, "dark")]
)
def test_it_reads_well(
    browser: "Browser", site: str, lecture: str, width: int, scheme: str
) -> None:
    page = opened(browser, f"{site}/{lecture}", width=width, scheme=scheme)
    open_all(page)
    page.wait_for_timeout(200)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"the page is {wide} pixels wider than the screen"
    assert _contrast(page) >= 4.5
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{lecture.replace('/', '-')}{width}-{scheme}.png", full_page=True)
    page.close()


def _contrast(page: "Page") -> float:
    """The least contrast of our words against the page (WCAG 2.2, 1.4.3)."""
    return float(
        page.evaluate(
            """() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (...colors) => {
    for (const color of colors) { paint.fillStyle = color; paint.fillRect(0, 0, 1, 1); }
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = c => { const [r, g, b] = c.map(v => v / 255).map(
    v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const back = getComputedStyle(document.body).backgroundColor;
  const ratio = kind => {
    const fore = getComputedStyle(document.querySelector(kind)).color;
    const [a, b] = [light(rgb(back)), light(rgb(back, fore))].sort((x, y) => y - x);
    return (a + .05) / (b + .05);
  };
  return Math.min(...['.mdderive-added .mdderive-right', '.mdderive-sign.mdderive-proved',
    '.mdderive summary', '.mdderive-assumes'].map(ratio));
}"""
        )
    )
