"""The equations of the Matrix Cookbook: all are accounted for, the false ones are refuted and no
others, and what is proved stays proved."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.cookbook.equations import (
    MENDED,
    NUMBERS,
    Equation,
    Status,
    equations,
    notes,
    title_before,
)
from tests.cookbook.ratchet import worse
from tests.cookbook.table import TABLE, statuses, table
from tests.wrong.numpy_points import Truth, truth
from tests.wrong.numpy_truth import Unsupported
from tests.wrong.plain import claim
from tests.wrong.statements import Statement, statements

ERRATA = {27, 28, 92, 95, 127, 427, 524}
DEFINITIONS = {96}
NAMES = [note.stem for note in notes()]


@cache
def found(name: str) -> tuple[Equation, ...]:
    return tuple(equations(note_of(name)))


def note_of(name: str) -> Path:
    return next(note for note in notes() if note.stem == name)


def everything() -> list[Equation]:
    return [equation for name in NAMES for equation in found(name)]


def test_each_number_has_one_place() -> None:
    places = Counter(equation.key for equation in everything())
    assert [key for key, times in places.items() if times > 1] == []
    assert {equation.number for equation in everything() if not equation.mended} == set(NUMBERS)


def test_the_errata_are_the_known_ones() -> None:
    assert {equation.number for equation in everything() if equation.erratum} == ERRATA
    assert {equation.number for equation in everything() if equation.mended} == ERRATA


@pytest.mark.parametrize("name", NAMES)
def test_no_true_equation_is_refuted(name: str) -> None:
    wrong = [equation.key for equation in found(name) if equation.status is Status.REFUTED]
    assert wrong == [equation.key for equation in found(name) if refutable(equation)]


def refutable(equation: Equation) -> bool:
    """An erratum that is understood."""
    return equation.erratum and equation.status is not Status.UNREADABLE


@pytest.mark.parametrize("name", NAMES)
def test_no_claim_passes_as_a_definition(name: str) -> None:
    assert {
        equation.number for equation in found(name) if equation.status is Status.DEFINITION
    } <= DEFINITIONS


@pytest.mark.parametrize("name", NAMES)
def test_numpy_says_so_too(name: str) -> None:
    """The third opinion agrees with the book wherever it has one, and is against the errata."""
    text = note_of(name).read_text(encoding="utf-8")
    for statement in statements(note_of(name)):
        title = title_before(text, statement.step.span.start)
        if statement.step.defines or conditional(text, title) or not statement.problems:
            continue
        mistaken = int(title[1]) in ERRATA and not title[2].startswith(MENDED)
        assert opinion(statement) in (None, mistaken), title[0]


def conditional(text: str, title: re.Match[str]) -> bool:
    """Whether what stands under the title holds only under a premise, or is one."""
    return "\\implies" in text[title.end() :].split("\\end{aligned}", 1)[0]


def opinion(statement: Statement) -> bool | None:
    """Whether NumPy finds the statement false; None if it can't say."""
    try:
        found = truth(claim(statement.problems[0]))
    except Unsupported:
        return None
    return {Truth.FALSE: True, Truth.EQUIVALENT: False}.get(found)


def test_nothing_has_become_worse() -> None:
    assert worse(statuses(TABLE.read_text(encoding="utf-8")), everything()) == []


def test_the_table_is_current() -> None:
    """If equations have become better: `python -m tests.cookbook.refresh`."""
    assert TABLE.read_text(encoding="utf-8") == table(everything())


def test_the_ratchet_holds() -> None:
    """A proof that is lost, or an equation that is gone, is noticed; a new proof is welcome."""
    now = [Equation(1, False, "note", Status.TESTED, False, "")]
    assert worse({"(1)": Status.PROVED}, now)
    assert worse({"(2)": Status.OUTSIDE}, now)
    assert worse({"(1)": Status.UNREADABLE}, now) == []


def test_the_table_reads_back() -> None:
    rows = [
        Equation(7, False, "note", Status.OUTSIDE, False, "complex matrices"),
        Equation(27, False, "note", Status.REFUTED, True, ""),
        Equation(27, True, "note", Status.PROVED, False, "in part"),
    ]
    assert statuses(table(rows)) == {row.key: row.status for row in rows}
