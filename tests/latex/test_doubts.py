r"""Words between equations that are no "and"."""

import pytest

from mdderive.derivation import Outcome
from mdderive.latex.doubts import doubted
from mdderive.latex.tokens import Mark, Token
from mdderive.rules import rules
from mdderive.source import Span
from tests.latex.indexed_notes import outcomes

SCALARS = "x, y: R"
VECTOR = "x: R^n\nA: R^{n x n}"
P, U = Outcome.PROVED, Outcome.UNREADABLE

UNREAD = [
    r"x y = 0 \implies x = 0 \text{ or } y = 0",
    r"x y = 0 \implies x = 0 \quad\text{or}\quad y = 0",
    r"x y = 0 \implies x = 0 \mbox{ or } y = 0",
    r"x y = 0 \implies x = 0 \ \mathrm{or}\ y = 0",
    r"x y = 0 \implies x = 0 \operatorname{~or~} y = 0",
    r"x y = 0 \implies x = 0 \\ \intertext{or} y = 0",
    r"x y = 0 \implies x = 0, \text{ or } y = 0",
    r"x y = 0 \implies \text{either } x = 0 \text{ or } y = 0",
    r"x y = 0 \implies x = 0 \text{ or} \\ y = 0",
    r"x y = 0 \implies x = 0 \\ \textit{or } y = 0",
    r"x y = 0 \implies x = 0 或 y = 0",
    r"x = 0 \text{ or } y = 0 \implies x + y = 0",
    r"x = 0 \text{ or } y = 0 \\ \implies x + y = 0",
    r"x = y \text{ is false} \implies x^2 = y^2",
    r"x = y \text{ is fal}\text{se} \implies x^2 = y^2",
    r"x = y \text{ holds only when } y = 1 \implies y = 1",
    r"x \overset{?}{=} y \implies x^2 = y^2",
    r"x \stackrel{?}{=} y \\ \implies x^2 = y^2",
    r"x = y \text{ doesn't hold} \implies x^2 = y^2",
    r"x = y \textrm{ unless } y = 1",
    r"x = y \text{ at } y = 1 \implies y = 1",
    r"x = y \quad\text{at}\quad y = 1",
    r"x = y \quad\text{for}\quad y = 1",
    r"x = y \text{ if } y = 1",
    r"x = y \text{ when } y = 1",
    r"x = y \text{ for } y = 1",
    r"x + y = y + x \text{ rather than } x = y",
    r"x + y = y + x \text{ is wrong}",
    r"x + y \\ = y + x \text{ or } y",
]


@pytest.mark.parametrize("formula", UNREAD)
def test_what_need_not_hold_is_not_judged(formula: str) -> None:
    found = outcomes(SCALARS, formula)
    assert found[-1] is U, found
    assert not {Outcome.REFUTED, P} & set(found)


def test_a_tail_after_or_is_not_dropped() -> None:
    formula = r"\frac{\partial x^\top A x}{\partial x} = (A + A^\top) x \text{ or } 2 A x"
    assert outcomes(VECTOR, formula) == [U]


def test_a_zero_in_doubt_is_no_hypothesis() -> None:
    formula = r"f = x^2 \\ \nabla_x f = 2 x = 0 \text{ or not} \\ x = 0"
    found = outcomes("x: R", formula)
    assert found[-1] is U and Outcome.REFUTED not in found, found


@pytest.mark.parametrize(
    "words",
    [
        " and ",
        ", so ",
        ", hence ",
        " or equivalently ",
        ", with ",
        ", 两边除以 2, 得 ",
        ", 不妨写成 ",
    ],
)
def test_remarks_stay_remarks(words: str) -> None:
    assert outcomes(SCALARS, rf"x + y = y + x \text{{{words}}} x y = y x") == [P, P]


def test_a_space_does_not_part_an_implication_from_its_conclusion() -> None:
    found = outcomes(SCALARS, r"x = y \implies \quad x^2 = y^2")
    assert found == [Outcome.GIVEN, P]


def test_for_without_a_relation_is_a_remark() -> None:
    assert outcomes(SCALARS, r"x y = y x \text{ for } x, y \in \mathbb{R}") == [P]


def test_a_name_may_be_spelled_with_such_a_word() -> None:
    formula = r"x_{\mathrm{or}} y = y x_{\mathrm{or}}"
    assert outcomes(r"x_{\mathrm{or}}, y: R", formula) == [P]


def test_a_reason_may_deny() -> None:
    assert outcomes(SCALARS, r"x y = y x \quad \text{since $x$ does not depend on $y$}") == [P]


def test_names_of_rules_are_remarks() -> None:
    for rule in rules().values():
        for words in (rule.title.en, rule.title.zh):
            assert not doubted(Token(Mark.TEXT, words, Span(0, 0)), before_equation=False), words


def test_own_marks_are_remarks() -> None:
    assert not doubted(Token(Mark.TEXT, "[wrong]", Span(0, 0)), before_equation=False)
