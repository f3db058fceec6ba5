"""The judge shares no operator's lowering with the kernel: each operator of the table in turn is
lost in the kernel alone, which then proves of its sample that it is 0, and the judge refutes it.

The samples are those of the records themselves; operators that need an index, a family or a
function have theirs below. So a new operator is covered as soon as its record is there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module

import pytest

from mdderive.config import Budget, Config
from mdderive.derivation import Scope
from mdderive.derive.verdicts import problem_of
from mdderive.evidence import JudgementOutcome
from mdderive.kernel import ProofOutcome, prove
from mdderive.latex import read
from mdderive.notes import derivations, find
from mdderive.operators import Defined, apply, number, operators
from mdderive.recompute import judge
from mdderive.rules import GROUND
from mdderive.source import Source
from mdderive.term import Apply, Problem, Shape, Term, subterms

LOWER = import_module("mdderive.kernel.lower")

INDEXED = ("A: R^{n x n}", "X: R^{m x n}", "x: R^n", "z_i: R^n, i = 1..N", r"\ell: R^n -> R")
SAMPLES = {
    "application": r"\ell(x)",
    "commutation": r"K_{m,n} \operatorname{vec}(X)",
    "delta": r"\sum_{i=1}^n \sum_{j=1}^n \delta_{ij} A_{ij}",
    "entry": r"\sum_{i=1}^n A_{ii} x_i",
    "family": "A z_i",
    "member": r"\sum_{i=1}^N z_i",
    "product_over": r"\prod_{i=1}^N \ell(z_i)",
    "sum_over": r"\sum_{i=1}^N z_i",
}


def _read(sample: str, annotation: Sequence[str]) -> tuple[Term, Scope]:
    lines = "\n".join(annotation)
    note = f"<!-- derive\n{lines}\n-->\n\n$$\n{sample} = {sample}\n$$\n"
    document = find(Source("sample", note), Config())
    (blocks,) = derivations(document)
    found = read(blocks, Config(), document.defaults)
    return found.steps[0].readings[0].left, found.scope


def _questions(name: str) -> Iterator[Problem]:
    """That the part of a sample that the operator makes is nothing; of those below, which have
    indices, the whole."""
    if name in SAMPLES:
        whole, scope = _read(SAMPLES[name], INDEXED)
        yield problem_of(whole, _nothing(name, whole.shape), scope)
        return
    for sample in operators()[name].samples:
        whole, scope = _read(sample, GROUND)
        for part in subterms(whole):
            if isinstance(part, Apply) and part.operator == name:
                yield problem_of(part, _nothing(name, part.shape), scope)


def _nothing(name: str, shape: Shape) -> Term:
    return apply("fill", number(1), shape=shape) if name == "zero" else apply("zero", shape=shape)


@pytest.mark.parametrize("name", operators())
def test_an_operator_that_is_lost(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Defined(lambda args, shape: _nothing(name, shape))
    table = {**operators(), name: replace(operators()[name], index_form=lost)}
    for question in _questions(name):
        assert prove(question, Budget()).outcome is not ProofOutcome.PROVED
        with monkeypatch.context() as broken:
            broken.setattr(LOWER, "operators", lambda: table)
            proved = prove(question, Budget()).outcome is ProofOutcome.PROVED
        if proved:
            assert judge(question, Budget(), {}).outcome is JudgementOutcome.REFUTED
            return
    pytest.fail(f"no sample of {name} shows that it is lost")
