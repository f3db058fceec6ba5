r"""Words as names, names with one subscript, and arguments that are powers."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

DECLARED = "W: R^{m x n}; x: R^n; t: R^m; P: R^{n x n}; \\mu: R; \\sigma: R positive"
RIGHT = r"\begin{aligned} %s &= \|W x - t\|^2 \\ \nabla_W %s &= %s (W x - t) x^\top \end{aligned}"


def outcomes(formula: str, declared: str = DECLARED) -> list[Outcome]:
    text = f"<!-- derive: {declared} -->\n\n$$\n{formula}\n$$\n"
    return [step.verdict.outcome for step in check(Source("note.md", text), Config()).steps]


@pytest.mark.parametrize(
    "name", [r"\text{Loss}(W)", r"\mathit{Loss}(W)", r"\mathrm{Loss}(W)", r"\text{Loss}_W"]
)
def test_a_word_before_its_arguments_is_a_name(name: str) -> None:
    given, proved = outcomes(RIGHT % (name, name, "2"))
    assert (given, proved) == (Outcome.GIVEN, Outcome.PROVED)
    assert outcomes(RIGHT % (name, name, "3"))[1] is Outcome.REFUTED


@pytest.mark.parametrize("word", ["if", "for", "where", "since"])
def test_a_word_that_joins_is_no_name(word: str) -> None:
    row = rf"f = x^\top x \\ \nabla_x f = 2 x \quad \text{{{word}}}(x \ne 0)"
    assert Outcome.GIVEN not in outcomes(rf"\begin{{aligned}}{row}\end{{aligned}}")[1:]


def test_one_subscript_of_a_matrix_makes_another_name() -> None:
    given, true, false = outcomes(
        r"\begin{aligned} P_k &= P + W^\top W \\ P_k - P &= W^\top W \\ P_k &= P \end{aligned}"
    )
    assert (given, true, false) == (Outcome.GIVEN, Outcome.PROVED, Outcome.REFUTED)
    assert outcomes(r"P_{ij} = (P^\top)_{ji}") == [Outcome.PROVED]


LIKELIHOOD = r"""\begin{aligned}
\ell(\mu, \sigma^2) &= -\log \sigma^2 - \frac{\mu^2}{2 \sigma^2} \\
\frac{\partial \ell}{\partial \mu} &= %s \\
\frac{\partial \ell}{\partial \sigma^2} &= %s
\end{aligned}"""


def test_a_square_as_the_argument_of_a_definition() -> None:
    true = LIKELIHOOD % (r"-\frac{\mu}{\sigma^2}", r"-\frac{1}{\sigma^2} + \frac{\mu^2}{2\sigma^4}")
    assert outcomes(true) == [Outcome.GIVEN, Outcome.PROVED, Outcome.PROVED]
    false = LIKELIHOOD % (r"\frac{\mu}{\sigma^2}", r"-\frac{2}{\sigma} + \frac{\mu^2}{\sigma^3}")
    assert outcomes(false) == [Outcome.GIVEN, Outcome.REFUTED, Outcome.REFUTED]


def test_a_function_of_a_square_is_taken_of_nothing_else() -> None:
    rows = r"\ell(\mu, \sigma^2) &= \mu \sigma^2 \\ \ell(\mu, \mu) &= \mu^3"
    assert outcomes(rf"\begin{{aligned}}{rows}\end{{aligned}}")[1] is Outcome.UNREADABLE


def test_a_row_of_ones() -> None:
    assert outcomes(r"1^\top t = \sum_i t_i") == [Outcome.PROVED]
    assert outcomes(r"1^\top t = t") == [Outcome.UNREADABLE]


def test_a_bracket_that_parts_two_superscripts_applies_nothing() -> None:
    rows = r"\delta &= a^{(1)} + t \\ \delta (a^{(1)})^\top &= a^{(1)} (a^{(1)})^\top + %s"
    formula = rf"\begin{{aligned}}{rows}\end{{aligned}}"
    declared = "a^{(1)}, t: R^m"
    assert outcomes(formula % r"t (a^{(1)})^\top", declared)[1] is Outcome.PROVED
    assert outcomes(formula % r"a^{(1)} t^\top", declared)[1] is Outcome.REFUTED


TIES = {
    "rows": (r"X: R^{n x d} rows x_i^\top", r"\sum_{i=1}^n x_i x_i^\top = X^\top X"),
    "columns": (r"X: R^{d x n} columns x_i", r"\sum_{i=1}^n x_i x_i^\top = X X^\top"),
}


@pytest.mark.parametrize(("declared", "formula"), TIES.values(), ids=TIES)
def test_a_tie_declares_its_family(declared: str, formula: str) -> None:
    assert outcomes(formula, declared) == [Outcome.PROVED]
    assert outcomes(formula.replace("= ", "= 2 "), declared) == [Outcome.REFUTED]
