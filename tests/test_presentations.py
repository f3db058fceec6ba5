"""Where the steps go: inline, folded below, beside; how much; and not at all."""

import pytest

from mdderive.config import Config, Present
from mdderive.derivation import Outcome
from mdderive.pipeline import build, check
from mdderive.source import Source

CONFIG = Config()
ROWS = r"""\begin{aligned}
f &= a^\top X b \\
\frac{\partial f}{\partial X} &= a b^\top
\end{aligned}"""
DISPLAY = f"$$\n{ROWS}\n$$\n"


def note(options: str = "") -> str:
    head = f"a: R^m\nX: R^{{m x n}}\nb: R^n\nwrt: X\n{options}"
    return f"# Note\n\n<!-- derive\n{head}-->\n\n{DISPLAY}\nText.\n"


def written(text: str, config: Config = CONFIG) -> str:
    return build(Source("note.md", text), config).text


@pytest.mark.parametrize("present", [*Present])
def test_what_is_written_is_proved_and_written_once(present: Present) -> None:
    first = written(note(f"present: {present}\n"))
    checked = check(Source("note.md", first), Config())
    assert {step.verdict.outcome for step in checked.steps} == {Outcome.GIVEN, Outcome.PROVED}
    assert written(first) == first
    assert "read off the gradient" in first


def test_details_leave_the_authors_display_alone() -> None:
    built = written(note("present: details\n"))
    assert DISPLAY in built
    below = built.split(DISPLAY)[1]
    assert below.startswith("\n<!-- mdderive: steps -->\n<details>\n<summary>All steps</summary>")
    assert below.endswith("</details>\n\nText.\n")
    assert r"\operatorname{tr}(b a^\top\, \mathrm{d}X)" in below


def test_the_copy_in_details_is_checked_like_any_display() -> None:
    built = written(note("present: details\n"))
    trace = r"\operatorname{tr}(b a^\top\, \mathrm{d}X)"
    false = built.replace(trace, f"2 {trace}")
    assert false != built
    outcomes = [step.verdict.outcome for step in check(Source("note.md", false), CONFIG).steps]
    assert Outcome.REFUTED in outcomes and not check(Source("note.md", built), CONFIG).diagnostics


def test_a_copy_gets_no_copy() -> None:
    built = written(note("present: details\n")).replace(r"&& \text{read off the gradient}", "")
    again = written(built)
    assert again == built


def test_details_keep_the_margin_of_a_quote() -> None:
    quoted = "".join(f"> {line}\n" for line in note("present: details\n").splitlines())
    assert all(line.startswith("> ") or line == ">" for line in written(quoted).splitlines())
    assert "> <details>" in written(quoted)


def test_beside_a_row_stand_all_rules_that_lead_to_it() -> None:
    built = written(note("present: side\n"))
    rules = "constant factors come out, a scalar is its own trace, rotate inside the trace"
    assert rules in built
    assert built.count("\n") == note("present: side\n").count("\n")


def test_the_setting_of_a_project_holds_where_a_block_has_none() -> None:
    assert "<details>" in written(note(), Config(present=Present.DETAILS))
    assert "<details>" not in written(note("present: inline\n"), Config(present=Present.DETAILS))


def test_latex_folds_nothing() -> None:
    rows = ROWS.replace("aligned", "align*")
    text = f"% derive\n% a: R^m\n% X: R^{{m x n}}\n% b: R^n\n% wrt: X\n{rows}\n"
    built = build(Source("note.tex", text), Config(present=Present.DETAILS)).text
    assert "<details>" not in built and "rotate inside the trace" in built


@pytest.mark.parametrize("present", [*Present])
def test_latex_says_that_details_are_for_markdown(present: Present) -> None:
    rows = ROWS.replace("aligned", "align*")
    head = f"% derive\n% a: R^m\n% X: R^{{m x n}}\n% b: R^n\n% wrt: X\n% present: {present}\n"
    built = build(Source("note.tex", head + rows + "\n"), CONFIG)
    said = [(one.code, one.message) for one in built.checked.diagnostics]
    message = "nothing folds in LaTeX: the steps are written `inline`"
    assert said == ([("D618", message)] if present is Present.DETAILS else [])
    outcomes = {
        step.verdict.outcome for step in check(Source("note.tex", built.text), CONFIG).steps
    }
    assert outcomes == {Outcome.GIVEN, Outcome.PROVED} and "rotate inside the trace" in built.text


QUADRATIC = r"""<!-- derive
A: R^{n x n}
x: R^n
wrt: x
detail: %s
-->

$$
\begin{aligned}
f &= x^\top A x + \|x\|^2 \\
\frac{\partial f}{\partial x} &= (A + A^\top + 2 I_n) x
\end{aligned}
$$
"""
LOW = [
    r"f &= x^\top A x + \|x\|^2",
    r"\mathrm{d}f &= (\mathrm{d}x)^\top A x + x^\top A\, \mathrm{d}x + 2 x^\top\, \mathrm{d}x",
    r"&= (A x + A^\top x + 2 x)^\top\, \mathrm{d}x",
    r"\frac{\partial f}{\partial x} &= (A + A^\top + 2 I_n) x",
]


def rows_of(text: str) -> list[tuple[str, str]]:
    """Each row of the display and the rules beside it."""
    body = text.split(r"\begin{aligned}")[1].split(r"\end{aligned}")[0].strip()
    rows = [row.strip().partition(" && ") for row in body.split("\\\\\n")]
    return [(row, rules.strip()) for row, _, rules in rows]


@pytest.mark.parametrize("detail", ["low", "normal", "high"])
def test_each_detail_is_proved_and_written_once(detail: str) -> None:
    first = written(QUADRATIC % detail)
    checked = check(Source("note.md", first), CONFIG)
    assert {step.verdict.outcome for step in checked.steps} == {Outcome.GIVEN, Outcome.PROVED}
    assert written(first) == first


def test_low_keeps_the_key_steps_with_all_their_rules() -> None:
    rows = rows_of(written(QUADRATIC % "low"))
    assert [row for row, _ in rows] == LOW
    assert rows[2][1].count(", ") == 2, "three rules lead there"


def test_normal_has_one_rule_a_row_and_high_has_no_shortcuts() -> None:
    normal, high = (rows_of(written(QUADRATIC % detail)) for detail in ("normal", "high"))
    assert len(rows_of(written(QUADRATIC % "low"))) < len(normal) < len(high)
    assert all("," not in rules for _, rules in (*normal, *high))
    assert high[0][1] == r"\text{definition}"
    assert r"\text{differential of a squared norm}" in dict(normal).values()
    assert r"\text{square of a norm}" in dict(high).values()


@pytest.mark.parametrize("value", ["no", "none"])
def test_nothing_is_written_where_nothing_is_wanted(value: str) -> None:
    text = note(f"expand: {value}\n")
    assert written(text) == text
