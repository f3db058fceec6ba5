"""The self test: every equation of the tables holds here, and a wrong one would be noticed."""

import pytest

from mdderive.hosts.selftest import Case, cases, holds, judged
from mdderive.operators import operators, scalar_functions
from mdderive.rules import rules


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_every_equation_of_the_tables_holds(case: Case) -> None:
    note = judged(case)
    assert holds(note), [(d.code, d.message) for d in note.diagnostics]


def test_every_record_has_a_case() -> None:
    names = {case.name for case in cases()}
    assert {f"rule {name}" for name in rules()} <= names
    assert {f"function {name}" for name in scalar_functions()} <= names
    sampled = {operator.name for operator in operators().values() if operator.samples}
    assert {f"operator {name}" for name in sampled} <= names


@pytest.mark.parametrize("equation", ["A B = B A", "f = x^\\top x", "A + = B", "A x = A"])
def test_what_is_false_defined_or_unreadable_does_not_hold(equation: str) -> None:
    assert not holds(judged(Case("wrong", equation)))
