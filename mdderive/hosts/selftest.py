"""`mdderive selftest`: every rule, every operator and every scalar function through the reader and
both judges, on the machine of the user.

A rule and its example are equations as they stand. A sample of an operator is claimed to equal what
it is printed as, which the reader, the printer, the kernel and the judge must all agree to; so is
the derivative that a scalar function's record gives, beside the judge's own along a jet.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mdderive.checked import Checked
from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.latex import to_latex
from mdderive.operators import operators, scalar_functions
from mdderive.pipeline import check
from mdderive.rules import GROUND, Rule, rules
from mdderive.source import Source
from mdderive.term import SCALAR, Symbol

_HELD = frozenset({Outcome.PROVED, Outcome.TESTED})


@dataclass(frozen=True)
class Case:
    """An equation that must hold, and what it is a case of."""

    name: str
    equation: str
    facts: tuple[str, ...] = ()


def _rule_cases(rule: Rule) -> Iterator[Case]:
    yield Case(f"rule {rule.id}", f"{rule.left} = {rule.right}", rule.facts)
    yield Case(f"example of {rule.id}", rule.example, rule.facts)


def cases() -> Iterator[Case]:
    """All equations of the tables."""
    for rule in rules().values():
        yield from _rule_cases(rule)
    for operator in operators().values():
        for sample in operator.samples:
            yield Case(f"operator {operator.name}", f"{sample} = {sample}")
    for function in scalar_functions().values():
        derivative = to_latex(function.derivative(Symbol("s", SCALAR)))
        call = f"{function.latex}(s)"
        equation = f"\\mathrm{{d}}{call} = ({derivative})\\,\\mathrm{{d}}s"
        yield Case(f"function {function.name}", equation)


def judged(case: Case) -> Checked:
    """The case as a note, checked."""
    annotation = "\n".join((*GROUND, *case.facts))
    text = f"<!-- derive\n{annotation}\n-->\n\n$$\n{case.equation}\n$$\n"
    return check(Source(case.name, text), Config())


def holds(note: Checked) -> bool:
    """Whether the claim of the case was proved or tested."""
    outcomes = [step.verdict.outcome for step in note.steps]
    return bool(outcomes) and set(outcomes) <= _HELD and not note.has_problem


def row(case: Case, note: Checked) -> str:
    """The case as a row of the table: the worst verdict, what it is a case of, the equation."""
    outcomes = [step.verdict.outcome for step in note.steps]
    worst = next((one for one in outcomes if one not in _HELD), outcomes[0] if outcomes else "lost")
    return f"{worst:<10}  {case.name:<36}  {case.equation}"
