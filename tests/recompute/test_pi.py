r"""\pi is the number, not an arbitrary positive one."""

import pytest

from mdderive.config import Config
from mdderive.pipeline import check
from mdderive.source import Source

HOLDS, FAILS = {"proved", "tested"}, {"refuted"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (r"\cos(\pi) &= -1", HOLDS),
        (r"\sin(\pi) + \cos(2\pi) &= 1", HOLDS),
        (r"\sin(\pi / 2) x &= x", HOLDS),
        (r"\cos(x + \pi) &= -\cos(x)", HOLDS),
        (r"\log(2\pi) &= \log 2 + \log \pi", HOLDS),
        (r"\pi &= 355 / 113", FAILS),
        (r"\pi &= 3.14159265358979", FAILS),
        (r"\cos(\pi) &= 1", FAILS),
        (r"\sqrt{\pi} \pi &= \pi^2", FAILS),
        (r"6 \cos(\pi / 3) &= 4", FAILS),
    ],
)
def test_steps_with_pi(row: str, expected: set[str]) -> None:
    text = f"<!-- derive: x: R -->\n\n$$\n\\begin{{aligned}}\n{row}\n\\end{{aligned}}\n$$\n"
    (derivation,) = check(Source("note.md", text), Config()).derivations
    assert {str(step.verdict.outcome) for step in derivation.steps} <= expected
