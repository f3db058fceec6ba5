"""The look of a name says what it is only where the author chose that, and is listed."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.latex.conventions import forms_by_convention
from mdderive.latex.readings import Form
from mdderive.pipeline import Wanted, check
from mdderive.source import Source

MATRICES = (Form.SQUARE, Form.MATRIX)
LOOKS = {
    "A": MATRICES,
    r"\mathbf{A}": MATRICES,
    r"\hat{\Sigma}": MATRICES,
    r"\Lambda": MATRICES,
    r"\Phi_k": MATRICES,
    r"\mathcal{L}": MATRICES,
    r"\mathbf{x}": (Form.COLUMN,),
    r"\boldsymbol{\mu}": (Form.COLUMN,),
    r"\vec{y}": (Form.COLUMN,),
    r"\hat{\mathbf{x}}_1": (Form.COLUMN,),
    r"\lambda": (Form.SCALAR,),
    r"\sigma_x": (Form.SCALAR,),
    "x": None,
    "x_i": None,
}


@pytest.mark.parametrize(("name", "forms"), LOOKS.items())
def test_what_a_name_looks_like(name: str, forms: tuple[Form, ...] | None) -> None:
    assert forms_by_convention(name) == forms


BLOCK = r"""<!-- derive
\mathbf{x}: R^n
%s
-->

$$
\nabla_{\mathbf{x}} (\mathbf{x}^\top A \mathbf{x}) = %s
$$
"""


def test_a_convention_is_a_choice_and_listed() -> None:
    def outcome(option: str, right: str, config: Config) -> Outcome:
        checked = check(Source("n.md", BLOCK % (option, right)), config, Wanted(reading=True))
        (step,) = checked.steps
        listed = any("by convention" in line for line in step.verdict.assumes)
        assert listed is (step.verdict.outcome is not Outcome.UNREADABLE)
        return step.verdict.outcome

    true, false = r"(A + A^\top) \mathbf{x}", r"2 A \mathbf{x}"
    assert outcome("", true, Config()) is Outcome.UNREADABLE
    assert outcome("conventions: yes", true, Config()) is Outcome.PROVED
    assert outcome("conventions: yes", false, Config()) is Outcome.REFUTED
    assert outcome("", true, Config(conventions=True)) is Outcome.PROVED
    assert outcome("conventions: no", true, Config(conventions=True)) is Outcome.UNREADABLE
