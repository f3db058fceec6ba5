"""Whatever an author or a monkey writes: steps or diagnostics with places, never an exception,
never long."""

import time

import pytest
from blocks import note
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import STANDARD, reading

DEEP = 10_000

MONSTERS = [
    "(" * DEEP + "x" + ")" * DEEP,
    "{" * DEEP + "x" + "}" * DEEP,
    "x^{" * DEEP + "2" + "}" * DEEP,
    r"\frac{1}{" * DEEP + "2" + "}" * DEEP,
    r"\sqrt{" * DEEP + "s" + "}" * DEEP,
    r"\hat{" * DEEP + "s" + "}" * DEEP,
    r"\mathbf{" * DEEP + "s" + "}" * DEEP,
    r"\log " * DEEP + "s",
    r"\mathrm{d}" * DEEP + "s",
    r"\nabla_x " * DEEP + "s",
    r"\frac{\partial}{\partial x} " * DEEP + "s",
    r"|" * DEEP + "s",
    r"\|" * DEEP + "s",
    "-" * DEEP + "s",
    "s" + "'" * DEEP,
    "s" + "^2" * DEEP,
    "s_" * DEEP + "1",
    "s = " * 2_000 + "s",
    "s + " * DEEP + "s",
    "s " * DEEP,
    r"A \odot B " * DEEP,
    r"s / " * 500 + "s",
    r"\left(" * DEEP,
    r"\begin{aligned}" * DEEP,
    r"\end{aligned}" * DEEP,
    r"\\" * DEEP,
    "&" * DEEP,
    "9" * DEEP,
    "A^{" + "9" * 400 + "}",
    "A B " * 20,
    r"A \odot B C \odot A B \odot C A \odot B",
    " ".join(["A = B C " + r"\\"] * 300),
    r"\langle" * DEEP,
    r"\text{" * DEEP,
    "x_{" * DEEP,
    r"\newcommand{\a}" * DEEP,
    "\x00\x01￿",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} = A",
    r"\frac", r"\frac{1}", r"\mathbf", r"\hat", r"^", r"_", "x^", "x_", r"\sqrt", r"\sqrt[",
    r"|x", "||",
    r"\mathrm{d}", "d", r"\nabla", r"\nabla_", r"\frac{\partial}{\partial}",
    r"\frac{\partial f}{\partial}",
    r"\operatorname{}", r"\operatorname", r"\text{", "{", "}", "(", ")", "'", ",", ";", "=", "&",
    r"\\", "",
    r"\boxed{}", r"\overset{a}", r"{\bf", r"\def", r"\def\a", r"\newcommand{\a}[9]{#1}", "I_",
    "I_{}",
    r"\mathbf{1}_{}", r"\mathbf{}", r"\hat{}", "x^{}", "x_{}", r"\frac{}{}", "()", "[]", "||=",
    r"\tr()",
]  # fmt: skip


@pytest.mark.parametrize("monster", MONSTERS, ids=lambda text: repr(text[:14]))
@pytest.mark.parametrize("form", ["f = {}", "{} = s", "{}"])
def test_monsters_end_in_diagnostics(monster: str, form: str) -> None:
    began = time.monotonic()
    formula = form.replace("{}", monster)
    found = reading(formula)
    assert time.monotonic() - began < 8
    length = len(note(STANDARD, formula))
    problems = [step.problem for step in found.steps if step.problem is not None]
    for diagnostic in [*problems, *found.diagnostics]:
        assert diagnostic.span is not None
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= length


def test_definitions_that_double_end() -> None:
    rows = [r"x_0 = x + x"] + [rf"x_{{{k + 1}}} = x_{{{k}}} + x_{{{k}}}" for k in range(60)]
    began = time.monotonic()
    found = reading(r" \\ ".join([*rows, r"f = x_{60}^\top x", r"\nabla_x f = x"]))
    assert time.monotonic() - began < 10
    assert len(found.steps) == 63


WORDS = [
    "x", "A", "B", "X", "s", "d", "e", "I", "T", "n", "2", "0", "1", "+", "-", "=", "^", "_", "{",
    "}", "(",
    ")", "[", "]", "|", r"\|", r"\top", r"\frac", r"\partial", r"\mathrm{d}", r"\nabla",
    r"\operatorname{tr}",
    r"\log", r"\odot", r"\otimes", r"\sigma", r"\mathbf", r"\hat", "'", ",", r"\,", r"\quad",
    r"\\", "&",
    r"\left", r"\right", r"\text{if}", r"\begin{aligned}", r"\end{aligned}", r"\implies", r"\le",
    r"\sqrt", "/",
    r"\langle", r"\rangle", r"\diag", r"\vec", r"\mathbf{1}", ":", "*", r"\det", "%", "$", "#", "~",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_words(formula: str) -> None:
    found = reading(formula)
    for step in found.steps:
        assert (step.problem is None) == bool(step.readings) or step.problem is not None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.text(max_size=30))
def test_any_text(formula: str, annotation: str) -> None:
    if "-->" not in annotation and "$$" not in formula + annotation:
        reading(formula, annotation)
