"""Every operator's own samples are read; what is printed of them reads back as the same term."""

import pytest
from reading import STANDARD, reading

from mdderive.derivation import Scope
from mdderive.latex import Unreadable, explain_reading, parse_term, to_latex
from mdderive.operators import operators

SAMPLES = [(name, sample) for name, operator in operators().items() for sample in operator.samples]


def scope() -> Scope:
    return reading("s = s", STANDARD).scope


@pytest.mark.parametrize(("name", "sample"), SAMPLES)
def test_print_and_read_back(name: str, sample: str) -> None:
    found = parse_term(sample, scope())
    printed = to_latex(found, scope())
    assert parse_term(printed, scope()) == found, printed


def test_parse_term_says_why_not() -> None:
    with pytest.raises(Unreadable) as caught:
        parse_term("A + x", scope())
    assert caught.value.diagnostic.code == "D301"
    with pytest.raises(Unreadable) as caught:
        parse_term(r"A \odot B C", scope())
    assert caught.value.diagnostic.code == "D501"


def test_the_reading_is_explained() -> None:
    text = explain_reading(reading(r"f &= x' A x \\ \mathrm{d}f &= \int A \\ A &= A \odot A B"))
    assert "A: n x n" in text
    assert "f: scalar, defined as x^\\top A x" in text
    assert "not read (D204" in text
    assert text.count("row 3, rewrite, as") == 2
