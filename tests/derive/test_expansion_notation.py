"""Added rows look like the author's: spaces between letters and before d, bars for determinants."""

import pytest

from mdderive.config import Config
from mdderive.pipeline import build
from mdderive.source import Source

HEAD = "<!-- derive\nX: R^{n x n}\nw: R^n\nwrt: w, X\n-->\n\n$$\n\\begin{aligned}\n"
TAIL = "\n\\end{aligned}\n$$\n"


@pytest.mark.parametrize(
    ("rows", "added"),
    [
        (
            r"f &= (Xw)^\top Xw \\ \mathrm{d}f &= 2(Xw)^\top (\mathrm{d}X\, w + X \mathrm{d}w)",
            r"2 (Xw)^\top\, \mathrm{d}(Xw)",
        ),
        (
            r"f &= (X w)^\top X w \\ \mathrm{d}f &= 2 (X w)^\top (\mathrm{d}X\, w + X\,\mathrm{d}w)",  # noqa: E501
            r"2 (X w)^\top\, \mathrm{d}(X w)",
        ),
        (r"f &= |X|^2 \\ \mathrm{d}f &= 2|X|^2 \operatorname{tr}(X^{-1} \mathrm{d}X)", r"|X|"),
        (
            r"f &= \det(X)^2 \\ \mathrm{d}f &= 2\det(X)^2 \operatorname{tr}(X^{-1} \mathrm{d}X)",
            r"\mathrm{d}\det(X)",
        ),
    ],
)
def test_added_rows_look_like_the_authors(rows: str, added: str) -> None:
    text = HEAD + rows + TAIL
    built = build(Source("note.md", text), Config()).text
    assert added in built
    assert ("|X|" in rows) == ("|X|" in built)
    assert (r"\det" in rows) == (r"\det" in built)
