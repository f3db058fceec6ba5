"""Parse of print is the term, up to brackets, for every sample of every operator and rule."""

from collections.abc import Iterator

import pytest

from mdderive.config import Config
from mdderive.derivation import Scope
from mdderive.derive.expansion.clean import clean
from mdderive.derive.expansion.display import display
from mdderive.latex import parse_term, read, to_latex
from mdderive.notes import find
from mdderive.operators import operators
from mdderive.rules import GROUND, rules
from mdderive.source import Source

NOTE = "<!-- derive\n{}\n-->\n\n$$\nq = s\n$$\n"


def scope_of(*lines: str) -> Scope:
    source = Source("note.md", NOTE.format("\n".join((*GROUND, *lines))))
    found = find(source, Config())
    return read(found.blocks, Config(), found.defaults).scope


SCOPE = scope_of()


def samples() -> Iterator[tuple[str, Scope]]:
    for operator in operators().values():
        for sample in operator.samples:
            yield sample, SCOPE
    for rule in rules().values():
        scope = scope_of(*rule.facts) if rule.facts else SCOPE
        for formula in (rule.left, rule.right, *rule.example.split(" = ", 1)):
            if formula.strip() != "0":
                yield formula, scope


CASES = list(samples())


@pytest.mark.parametrize(("latex", "scope"), CASES, ids=[latex for latex, _ in CASES])
def test_parse_of_print_is_the_term(latex: str, scope: Scope) -> None:
    term = parse_term(latex, scope)
    printed = to_latex(term, scope)
    assert "{{" not in printed
    assert parse_term(printed, scope) == term


@pytest.mark.parametrize(("latex", "scope"), CASES, ids=[latex for latex, _ in CASES])
def test_display_keeps_the_term(latex: str, scope: Scope) -> None:
    term = clean(parse_term(latex, scope))
    shown = display(term)
    assert clean(shown) == term
    assert clean(parse_term(to_latex(shown, scope), scope)) == term
