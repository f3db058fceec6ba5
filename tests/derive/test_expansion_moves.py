"""The table that passes rules over terms: it may never hide an instance of a rule."""

import pytest

from mdderive.config import Config
from mdderive.derive.expansion.clean import clean
from mdderive.derive.expansion.ground import Ground, ground_of
from mdderive.derive.expansion.moves import MOVES, NEEDS, applied, everywhere, rule_name
from mdderive.latex import read
from mdderive.notes import find
from mdderive.operators import number
from mdderive.rules import rules
from mdderive.rules.record import GROUND
from mdderive.source import Source

CONFIG = Config()
FORMULAS = [
    (rule.id, formula, rule.facts)
    for rule in rules().values()
    for formula in (f"{rule.left} = {rule.right}", rule.example)
]


def test_needs_are_of_rules_that_exist() -> None:
    assert NEEDS.keys() <= MOVES.keys()


@pytest.mark.parametrize(("name", "formula", "facts"), FORMULAS, ids=[f[1] for f in FORMULAS])
def test_a_rule_that_is_passed_over_would_have_found_nothing(
    name: str, formula: str, facts: tuple[str, ...]
) -> None:
    annotation = "\n".join((*GROUND, *facts))
    text = f"<!-- derive\n{annotation}\n-->\n\n$$\n{formula}\n$$\n"
    derivation = read(find(Source("rule.md", text), CONFIG).blocks, CONFIG, ())
    ground = ground_of(derivation.scope)
    for step in derivation.steps:
        for side in (step.readings[0].left, step.readings[0].right):
            for move in NEEDS:
                passed = applied(move, side, ground)
                if passed == clean(side):
                    assert everywhere(side, MOVES[move], ground) == passed


@pytest.mark.parametrize("move", MOVES)
def test_every_rule_of_the_search_has_a_name(move: str) -> None:
    assert rule_name(move, number(1), number(1), Ground()) in rules()
