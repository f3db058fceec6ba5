"""The verdicts don't depend on which type SymPy's rational numbers are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sympy import QQ

from mdderive.recompute.rationals import Rational

ROOT = Path(__file__).parents[2]

SCRIPT = """
from sympy import QQ
from tests.recompute.test_agree_and_refute import FALSE, NOWHERE, TRUE
from tests.recompute.test_fixed_sizes import EXACT
from tests.recompute.build import ask
assert "{module}" in QQ.dtype.__module__, QQ.dtype.__module__
for table, wanted in ((TRUE, "AGREE"), (FALSE, "REFUTED"), (NOWHERE, "NO_POINT"), (EXACT, "AGREE")):
    for name, question in table.items():
        found = ask(question, seconds=20.0)
        assert found.outcome.name == wanted, (name, found)
        assert found.exact or table is not EXACT, name
"""


@pytest.mark.parametrize(("ground", "module"), [("python", "sympy"), ("flint", "flint")])
def test_verdicts_are_the_same_over_other_ground_types(ground: str, module: str) -> None:
    environment = {**os.environ, "SYMPY_GROUND_TYPES": ground, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(module=module)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr


def test_rational_numbers_are_those_of_sympy() -> None:
    assert Rational is QQ.dtype
