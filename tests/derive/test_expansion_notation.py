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


TRANSPOSES = [r"^\top", "^T", r"^\mathsf{T}", r"^{\mathrm{T}}", "'", r"^\intercal"]
DIFFERENTIALS = [r"\mathrm{d}", "d", r"\partial "]
TRACES = [
    (r"\operatorname{tr}", "(", ")"),
    (r"\operatorname{Tr}", "(", ")"),
    (r"\mathrm{tr}", "(", ")"),
    (r"\mathrm{Tr}", "[", "]"),
    (r"\operatorname{tr}", r"\left(", r"\right)"),
    (r"\operatorname{tr}", r"\{", r"\}"),
]


def trace_note(t: str, d: str, trace: tuple[str, str, str]) -> str:
    name, opened, closed = trace
    rows = (
        f"f &= {name}{opened}X{t} A X{closed} \\\\ "
        f"{d}f &= {name}{opened}X{t} (A + A{t}) {d}X{closed}"
    )
    return f"<!-- derive\nA: R^{{n x n}}\nX: R^{{n x m}}\nwrt: X\n-->\n\n$$\n{rows}\n$$\n"


def own_rows(t: str, d: str, trace: tuple[str, str, str]) -> tuple[str, list[str]]:
    """The note as it is built, and the rows that are put in."""
    rows = trace_note(t, d, trace).split("$$\n")
    text = f"{rows[0]}$$\n\\begin{{aligned}}\n{rows[1]}\\end{{aligned}}\n$$\n"
    built = build(Source("note.md", text), Config()).text
    body = built.split("\\begin{aligned}")[1].split("\\end{aligned}")[0]
    added = [row for row in body.split("\\\\") if r"\text{" in row]
    assert len(added) >= 4, built
    return built, added


@pytest.mark.parametrize("t", TRANSPOSES)
def test_the_transpose_sign_is_the_authors(t: str) -> None:
    _, added = own_rows(t, r"\mathrm{d}", TRACES[0])
    others = [sign for sign in (r"^\top", "^T", r"^\mathsf", "'") if sign not in t]
    assert not [row for row in added for sign in others if sign in row], added


@pytest.mark.parametrize("d", DIFFERENTIALS)
def test_the_differential_sign_is_the_authors(d: str) -> None:
    _, added = own_rows(r"^\top", d, TRACES[0])
    assert all((r"\mathrm{d}" in row) == (d == r"\mathrm{d}") for row in added if "X" in row)


@pytest.mark.parametrize("trace", TRACES)
def test_the_trace_is_named_and_bracketed_as_the_author_does(trace: tuple[str, str, str]) -> None:
    name, *_ = trace
    _, added = own_rows(r"^\top", r"\mathrm{d}", trace)
    assert all(name in row for row in added)
    others = [other for other, _, _ in TRACES if other != name]
    assert not [row for row in added for other in others if other in row]


@pytest.mark.parametrize(
    ("declared", "rows", "wanted", "unwanted"),
    [
        # a prime that is a name of its own, and one that is a derivative, are no transposes
        ("x, x': R^n", r"f &= \|x\|^2 \\ \frac{\partial f}{\partial x} &= 2 x", r"^\top", "x' "),
        (
            "\\phi: elementwise\nx: R^n",
            r"f &= \|\phi(x)\|^2 \\ \frac{\partial f}{\partial x} &= 2 \phi(x) \odot \phi'(x)",
            r"^\top",
            "\\phi(x)'",
        ),
        # a derivative written with a slash is no differential
        (
            "x: R^n",
            r"f &= \|x\|^2 \\ \partial f/\partial x &= 2 x",
            r"\mathrm{d}f",
            r"\partial f &",
        ),
    ],
)
def test_what_only_looks_like_a_sign_is_none(
    declared: str, rows: str, wanted: str, unwanted: str
) -> None:
    text = f"<!-- derive\n{declared}\nwrt: x\n-->\n\n$$\n\\begin{{aligned}}\n{rows}{TAIL}"
    built = build(Source("note.md", text), Config()).text
    assert wanted in built and unwanted not in built
