"""The first wrong row of a chain, and the rows that rest on it: each is judged as it is written and
against the start of the chain, and all reports say so."""

import json

import pytest

from mdderive.checked import Checked, CheckedStep
from mdderive.config import Budget, Config
from mdderive.pipeline import check
from mdderive.report import formats
from mdderive.source import Source

PATIENT = Config(budget=Budget(seconds=60.0))
BLOCK = "<!-- derive\nA: R^{m x n}\nx: R^n\nb: R^m\nwrt: x\n-->\n\n"
START = r"\nabla_x \|A x - b\|^2"

# (rows after the start, their verdicts, the first wrong row, what is said of those that rest on it)
CHAINS: tuple[tuple[tuple[str, ...], str, int, tuple[str, ...]], ...] = (
    (
        (r"2 A^\top A x + 2 A^\top b", r"2 A^\top (A x + b)"),
        "rp",
        1,
        ("row 2 rests on it, and the right side does not equal the start of the chain",),
    ),
    (
        (r"2 A^\top (A x + b)", r"2 A^\top (A x - b)", r"2 A^\top A x - 2 A^\top b"),
        "rrp",
        1,
        ("rows 2 and 3 rest on it, and the right side equals the start of the chain all the same",),
    ),
    (
        (
            r"2 A^\top (A x - b)",
            r"A^\top (A x - b)",
            r"A^\top A x - A^\top b",
            r"2 A^\top (A x - b)",
        ),
        "prpr",
        2,
        (
            "row 4 rests on it, and the right side equals the start of the chain all the same",
            "row 3 rests on it, and the right side does not equal the start of the chain",
        ),
    ),
    ((r"2 A^\top (A x - b)", r"2 A^\top A x - 2 A^\top b"), "pp", 0, ()),
)


def checked(rows: tuple[str, ...], head: str = "") -> Checked:
    lines = " \\\\\n".join(f"&= {row}" for row in rows)
    display = f"$$\n\\begin{{aligned}}\n{START} {lines}\n\\end{{aligned}}\n$$\n"
    return check(Source("note.md", head + BLOCK + display), PATIENT)


def cause(step: CheckedStep) -> str:
    return step.verdict.diagnostic.cause if step.verdict.diagnostic else ""


@pytest.mark.parametrize(("rows", "verdicts", "wrong", "said"), CHAINS)
def test_the_first_wrong_row_names_those_that_rest_on_it(
    rows: tuple[str, ...], verdicts: str, wrong: int, said: tuple[str, ...]
) -> None:
    steps = list(checked(rows).steps)
    assert "".join(step.verdict.outcome.value[0] for step in steps) == verdicts
    for number, step in enumerate(steps, start=1):
        assert cause(step) == ("; ".join(said) if number == wrong else "")
        rests = any("rests on row" in phrase for phrase in step.verdict.assumes)
        assert rests == (0 < wrong < number)


def test_every_report_says_so() -> None:
    rows, _, _, (sentence,) = CHAINS[1]
    note = checked(rows)
    for name in ("full", "github", "sarif", "json"):
        assert sentence.split(",")[0] in formats()[name].render([note], False), name
    found = json.loads(formats()["json"].render([note], False))
    fixes = [one["fix"] for one in found["files"][0]["diagnostics"]]
    assert fixes[1] == "correct row 1; this one can stay"


def test_in_chinese() -> None:
    rows = CHAINS[1][0]
    first, second, _ = checked(rows, "下面求梯度。\n\n").steps
    assert cause(first) == "第 2、3 行以此为依据，而右边仍与推导的起点相等"
    assert second.verdict.diagnostic is not None
    assert second.verdict.diagnostic.fix == "请改正第 1 行；这一行可以不变"
