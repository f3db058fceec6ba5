"""Rows are asked about all at once; a wrong one among them is seen all the same."""

import pytest

from mdderive.answering import JUDGES
from mdderive.config import Config
from mdderive.derivation import Scope
from mdderive.derive.expansion.agreement import WEIGHTS, Agreement
from mdderive.derive.expansion.path import Link
from mdderive.evidence import Judges, Proof, ProofOutcome
from mdderive.latex import read
from mdderive.notes import find
from mdderive.source import Source
from mdderive.term import Term

CREDULOUS = Judges(lambda problem, budget: Proof(ProofOutcome.PROVED), JUDGES.judge)
CONFIG = Config()
TRUE = r"a^\top X b", r"(X b)^\top a", r"\operatorname{tr}(b a^\top X)", r"b^\top X^\top a"


def chain(*latex: str) -> tuple[Scope, list[Term]]:
    rows = " \\\\\n".join(f"a^\\top X b &= {one}" for one in latex)
    text = (
        "<!-- derive\na: R^m\nb: R^n\nX: R^{m x n}\n-->\n\n"
        f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$\n"
    )
    document = find(Source("note.md", text), CONFIG)
    derivation = read(document.blocks, CONFIG, document.defaults)
    return derivation.scope, [step.readings[0].right for step in derivation.steps]


def holds(*latex: str) -> bool:
    scope, (first, *rest) = chain(*latex)
    links = [Link("rule", term) for term in rest]
    return Agreement(scope, CREDULOUS, CONFIG.budget).holds(first, links)


def test_true_rows_hold() -> None:
    assert holds(*TRUE)
    assert holds(*TRUE * 4), "longer than there are weights"


@pytest.mark.parametrize("place", range(4))
def test_one_false_row_is_seen_wherever_it_stands(place: int) -> None:
    rows = [*TRUE]
    rows[place] = r"2 a^\top X b"
    assert not holds(*rows)


def test_two_false_rows_do_not_make_up_for_each_other() -> None:
    assert not holds(TRUE[0], r"2 a^\top X b", r"0 a^\top X b", TRUE[1])
    assert not holds(TRUE[0], r"2 a^\top X b", r"2 b^\top X^\top a", TRUE[1])


def test_no_two_mistakes_weigh_the_same() -> None:
    steps = [abs(one - other) for one in WEIGHTS for other in WEIGHTS if one < other]
    assert len(set(steps)) == len(steps)
