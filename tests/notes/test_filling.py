"""Where rows go in a display: pure insertions, whatever the environment, and never twice."""

import re

import pytest

from mdderive.derivation import Display, Kind, Step
from mdderive.notes import splice
from mdderive.notes.filling import Filling, NewRow, environment_at, fill
from mdderive.source import Fragment, Source, Span

ROWS = (NewRow("t_1", "one"), NewRow("t_2", "two"))


def filled(text: str, *fillings: tuple[str, str, bool, tuple[NewRow, ...], str, str]) -> str:
    """Each filling: left, right, continued, rows, reason, mark. The display is all of the text
    between `$$`; a right side is looked for from where the one before ended."""
    source = Source("n.md", text)
    start, end = text.index("$$") + 2, text.rindex("$$")
    prefix = re.match(r"[> ]*", text).group()  # type: ignore[union-attr]
    display = Display(Fragment.at(text[start:end], start), Span(start - 2, end + 2), prefix)
    at, steps = start, []
    for left, right, continued, rows, reason, mark in fillings:
        first = at if continued else text.index(left, at)
        sign = text.index("=", first + (0 if continued else len(left)))
        right_at = text.index(right, sign)
        at = right_at + len(right)
        begin = sign if continued else first
        step = Step(
            Kind.REWRITE,
            "=",
            Span(begin, at),
            Fragment.at(left, first),
            Fragment.at(right, right_at),
            0,
            0,
            continued,
        )
        steps.append(Filling(step, (), rows, reason, mark))
    return splice(source, fill(source, [display], steps))


def test_rows_go_between_the_left_side_and_the_right() -> None:
    text = "$$\n\\begin{aligned}\nf &= x \\\\\n  &= y.\n\\end{aligned}\n$$"
    assert filled(
        text, ("f", "x", False, ROWS, "three", ""), ("x", "y", True, ROWS[:1], "four", "")
    ) == (
        "$$\n\\begin{aligned}\n"
        "f &= t_1 && \\text{one} \\\\\n  &= t_2 && \\text{two} \\\\\n  &= x && \\text{three} \\\\\n"
        "  &= t_1 && \\text{one} \\\\\n  &= y. && \\text{four}\n\\end{aligned}\n$$"
    )


def test_a_row_of_several_steps_is_broken_where_rows_come_in() -> None:
    text = "$$\n\\begin{aligned}\nf &= x = y = z\n\\end{aligned}\n$$"
    out = filled(
        text,
        ("f", "x", False, (), "three", ""),
        ("x", "y", True, ROWS[:1], "four", ""),
        ("y", "z", True, (), "five", ""),
    )
    assert out == (
        "$$\n\\begin{aligned}\nf &= x && \\text{three}  \\\\\n  &= t_1 && \\text{one} \\\\\n"
        "  &= y = z && \\text{five}\n\\end{aligned}\n$$"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "$$ f = x, $$",
            "$$ \\begin{aligned} f &= t_1 && \\text{one} \\\\\n  &= x, && \\text{three}"
            " \\end{aligned} $$",
        ),
        (
            "$$\\begin{split} f &= x \\end{split}$$",
            "$$\\begin{split} f &= t_1 \\qquad \\text{one} \\\\\n  &= x \\qquad \\text{three}"
            " \\end{split}$$",
        ),
        (
            "$$\\begin{align} f &= x \\end{align}$$",
            "$$\\begin{align} f &= t_1 && \\text{one} \\notag \\\\\n  &= x && \\text{three}"
            " \\end{align}$$",
        ),
        (
            "$$\\begin{gather*} f = x \\end{gather*}$$",
            "$$\\begin{gather*} f = t_1 \\qquad \\text{one} \\\\\n  = x \\qquad \\text{three}"
            " \\end{gather*}$$",
        ),
        (
            "> $$\n> \\begin{aligned}\n> f &= x\n> \\end{aligned}\n> $$",
            "> $$\n> \\begin{aligned}\n> f &= t_1 && \\text{one} \\\\\n>   &= x && \\text{three}\n"
            "> \\end{aligned}\n> $$",
        ),
        (
            "$$\r\n\\begin{aligned}\r\nf &= x\r\n\\end{aligned}\r\n$$",
            "$$\r\n\\begin{aligned}\r\nf &= t_1 && \\text{one} \\\\\r\n  &= x && \\text{three}\r\n"
            "\\end{aligned}\r\n$$",
        ),
    ],
)
def test_every_environment_gets_rows_it_can_show(text: str, expected: str) -> None:
    assert filled(text, ("f", "x", False, ROWS[:1], "three", "")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "$$ f = x \\tag{1} $$",
        "$$\\begin{cases} f = x \\end{cases}$$",
        "$$\\begin{aligned} a & b & f &= x \\end{aligned}$$",
        "$$\\begin{eqnarray} f &=& x \\end{eqnarray}$$",
    ],
)
def test_where_there_is_no_room_nothing_is_written(text: str) -> None:
    assert filled(text, ("f", "x", False, ROWS, "three", "")) == text


def test_a_reason_that_stands_there_stays_alone() -> None:
    text = "$$\\begin{aligned} f &= x && \\text{because} \\end{aligned}$$"
    assert filled(text, ("f", "x", False, (), "three", "")) == text


def test_a_mark_is_put_on_the_row_once_wherever_it_stands() -> None:
    for text in [
        "$$ f = x $$",
        "$$\\begin{cases} f = x \\\\ 1 \\end{cases}$$",
        "$$\\begin{aligned} f &= x && \\text{because} \\\\ 1 \\end{aligned}$$",
    ]:
        once = filled(text, ("f", "x", False, (), "", "wrong"))
        assert once.count("\\qquad \\text{[wrong]}") == 1
        assert once.index("wrong") < (once.index("\\\\") if "\\\\" in once else len(once))
        assert filled(once, ("f", "x", False, (), "", "wrong")) == once


def test_nothing_is_written_that_a_template_engine_would_take() -> None:
    out = filled(
        "$$\\begin{aligned} f &= x \\end{aligned}$$",
        ("f", "x", False, (NewRow("X^{{-1}}{%", "one"),), "", ""),
    )
    assert "X^{ {-1}}{ %" in out


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (r"\begin{a} x", "a"),
        (r"\begin{a}\begin{b}\end{b} x", "a"),
        (r"\begin{a}\end{a} x", ""),
        (r"\end{a} x", ""),
    ],
)
def test_the_innermost_open_environment(text: str, name: str) -> None:
    assert environment_at(text, 0, len(text)) == name
