"""Random lines before all three: kernel, judge and NumPy. What NumPy finds false is never proved or
tested; the judges never contradict each other. With MDDERIVE_WRONG=all there are many more."""

import os
from collections import Counter

import pytest

from mdderive.config import Budget
from mdderive.derivation import Outcome
from tests.wrong.numpy_points import Truth, truth
from tests.wrong.numpy_truth import Unsupported
from tests.wrong.plain import claim
from tests.wrong.random_terms import random_line
from tests.wrong.statements import verdict

LINES = 4000 if os.environ.get("MDDERIVE_WRONG") == "all" else 300
PATIENT = Budget(seconds=60.0)


def test_random_lines_get_no_wrong_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    said: Counter[tuple[str, str]] = Counter()
    passed, contradicted = [], []
    for seed in range(LINES):
        for problem in random_line(seed):
            try:
                found = truth(claim(problem))
            except Unsupported:
                continue
            answer = verdict(problem, PATIENT)
            said[found.value, answer.outcome.value] += 1
            line = f"seed {seed}: {problem.left} = {problem.right}"
            if found is Truth.FALSE and answer.outcome in (Outcome.PROVED, Outcome.TESTED):
                passed.append(line)
            if answer.diagnostic and answer.diagnostic.code.startswith("D9"):
                contradicted.append(line)
    with capsys.disabled():
        print("\nrandom lines:", ", ".join(f"{a} {b}: {k}" for (a, b), k in sorted(said.items())))
    assert not passed, passed
    assert not contradicted, contradicted
    assert said["false", "refuted"] >= 0.4 * said.total()
