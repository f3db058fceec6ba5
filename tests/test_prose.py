r"""Declarations from prose, from the note to the verdict: what is said holds and is listed, what is
denied, supposed in passing, or said elsewhere never makes a false step true."""

from time import monotonic

import pytest

from mdderive.checked import Checked
from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import Wanted, check
from mdderive.source import Source

SHAPES = r"Let $A \in \mathbb{R}^{n\times n}$ and $x \in \mathbb{R}^n$. "
ROWS = r"\begin{aligned}f &= x^\top A x \\ \nabla_x f &= 2 A x\end{aligned}"
BLOCK = f"\n\n<!-- derive -->\n\n$$\n{ROWS}\n$$\n"
ACCEPTED = (Outcome.PROVED, Outcome.TESTED)


def checked(text: str, path: str = "note.md") -> Checked:
    return check(Source(path, text), Config(), Wanted(reading=True))


def last(text: str, path: str = "note.md") -> Outcome:
    return list(checked(text, path).steps)[-1].verdict.outcome


SAID = {
    "is": "$A$ is symmetric.",
    "where": "The form $x^\\top A x$, where $A$ is symmetric, is convex.",
    "and": "$A$ is symmetric and positive definite.",
    "noun": "$A$ is a real symmetric matrix.",
    "comma": "$A$ is a symmetric, positive definite matrix.",
    "suppose": "Now suppose that $A$ is symmetric.",
    "since": "Since $A$ is symmetric, the gradient is short.",
    "two": "$A$ and $B$ are symmetric.",
    "formula": "We assume $A = A^\\top$.",
    "definite": "Assume $A \\succ 0$.",
    "again": "Consider a symmetric matrix $A \\in \\mathbb{R}^{n \\times n}$.",
    "phrase": "Let $A$ be an $n\\times n$ symmetric matrix and $x$ an $n$-vector.",
    "space": "Let $A \\in \\mathbb{S}^n$ and $x \\in \\mathbb{R}^n$.",
    "emphasis": "Let $A$ be **symmetric**.",
    "round": "Let \\(A\\) be symmetric.",
    "so": "The matrix $A$ is fixed. $A$ is symmetric, so the transpose can be dropped.",
    "hence": "Since $A$ is symmetric, hence the factor $2$ must appear.",
    "that is": "Let $A$ be an $n \\times n$ matrix that is symmetric.",
    "the covariance": "The covariance matrix $A$ is symmetric, so the factor is 2.",
    "which is": "Let $A \\in \\mathbb{R}^{n\\times n}$ be the matrix, which is symmetric.",
    "zh so": "$A$ 对称，所以可以去掉转置。",
    "zh": "$A$ 对称。",
    "zh noun": "其中 $A$ 是 $n$ 阶对称矩阵，$x$ 是 $n$ 维列向量。",
    "zh let": "设 $A$ 为对称正定矩阵。",
    "zh two": "设 $A$、$B$ 均为对称矩阵。",
    "zh given": "给定实对称矩阵 $A$。",
    "lead-in Setup": "Setup: $A$ is symmetric.",
    "lead-in Notation": "Notation: $A$ is symmetric.",
    "lead-in Assumptions": "Assumptions: $A$ is symmetric.",
    "lead-in Assumption 1": "Assumption 1: $A$ is symmetric.",
    "lead-in Given": "Given: $A$ is symmetric.",
    "lead-in Here": "Here: $A$ is symmetric.",
    "lead-in Recall": "Recall: $A$ is symmetric.",
    "lead-in **Setting**": "**Setting**: $A$ is symmetric.",
    "lead-in We use the following notation": "We use the following notation: $A$ is symmetric.",
    "lead-in 1": "1: $A$ is symmetric.",
    "lead-in Model and data": "Model and data: $A$ is symmetric.",
    "lead-in We minimize the quadratic form": "We minimize the quadratic form: $A$ is symmetric.",
    "zh lead-in": "符号：$A$ 对称。",
    "zh lead-in of a few words": "我们作如下假设：$A$ 对称。",
    "short title": "Setup. $A$ is symmetric.",
    "in brackets": "Let $A \\in \\mathbb{R}^{n\\times n}$ (symmetric) and $x$ be given.",
    "formula in brackets": "The matrix $A$ is the covariance ($A = A^\\top$).",
    "that is, in brackets": "Let $A$ be fine (i.e. $A = A^\\top$).",
    "a noun of the field": "Let $A$ be a symmetric positive definite kernel matrix.",
    "the noun, which": "Let $A$ be the $n\\times n$ kernel matrix, which is symmetric.",
    "zh in brackets": "设 $A\\in\\mathbb{R}^{n\\times n}$（对称）。",
    "a term dropped": "$A$ is symmetric. We drop the constant, and remove it below.",
}


@pytest.mark.parametrize("sentence", SAID.values(), ids=SAID)
def test_what_is_said_holds_and_is_listed(sentence: str) -> None:
    step = list(checked(SHAPES + "\n" + sentence + BLOCK).steps)[-1]
    assert step.verdict.outcome is Outcome.PROVED
    assert any(line.startswith("A ") and "(line 2)" in line for line in step.verdict.assumes)


NOT_SAID = {
    "so if": "If $A$ is symmetric, so is $A^{-1}$.",
    "so not": "$B$ is symmetric, so $A$ is not symmetric.",
    "not, so": "$A$ is not symmetric, so $2Ax$ is wrong.",
    "claim, so": "One may think $A$ is symmetric, so the factor is 2.",
    "concluded": "The trace is a scalar, so $A$ is symmetric.",
    "which is not": "Let $A$ be an $n \\times n$ matrix, which is not symmetric.",
    "that need": "Let $A$ be an $n \\times n$ matrix that is general, not symmetric.",
    "not": "$A$ is not symmetric.",
    "isn't": "$A$ isn't symmetric.",
    "curly": "$A$ isn’t symmetric.",
    "need not": "$A$ need not be symmetric.",
    "not necessarily": "$A$ is a matrix, not necessarily symmetric.",
    "neither": "Neither $A$ nor $B$ is symmetric.",
    "never": "$A$ is never symmetric.",
    "no longer": "$A$ is no longer symmetric.",
    "asymmetric": "$A$ is asymmetric.",
    "nonsymmetric": "Let $A$ be nonsymmetric.",
    "non-symmetric": "Let $A$ be a non-symmetric matrix.",
    "if": "If $A$ is symmetric, this is simpler.",
    "if at the end": "$A$ is symmetric if $A = A^\\top$.",
    "when": "When $A$ is symmetric, this is simpler.",
    "whenever": "Whenever $A$ is symmetric we are glad.",
    "unless": "Unless $A$ is symmetric, take care.",
    "provided": "This is simpler, provided $A$ is symmetric.",
    "case": "In the first case $A$ is symmetric.",
    "case with colon": "$A$ is symmetric: use a Cholesky factor.",
    "for": "For symmetric $A$ the gradient is shorter.",
    "with": "With $A$ symmetric, the gradient is shorter.",
    "or": "$A$ is symmetric or skew.",
    "question": "Is it so that $A$ is symmetric?",
    "claim": "A student says $A$ is symmetric.",
    "false": "It is false that, as some say, $A$ is symmetric.",
    "struck out": "~~$A$ is symmetric~~",
    "code": "`$A$ is symmetric`",
    "comment": "<!-- $A$ is symmetric -->",
    "theorem": "**Theorem.** Suppose $A$ is symmetric.",
    "another": "$B$ is symmetric.",
    "product": "$A A^\\top$ is symmetric.",
    "hanging if": "If\n\n- $A$ is symmetric\n- $x$ is long\n\nthen much is simpler.",
    "if with a display": "If\n\n$$y = x$$\n\nand $A$ is symmetric, much is simpler.",
    "abbreviation": "If, e.g. $A$ is symmetric, this is simpler.",
    "heading": "## $A$ is symmetric",
    "taken back": "$A$ is symmetric.\n\nFrom here on $A$ is not symmetric.",
    "taken back by a heading": "$A$ is symmetric.\n\n## The nonsymmetric case",
    "general heading": "$A$ is symmetric.\n\n## General $A$",
    "declared anew": "$A$ is symmetric.\n\n# Next\n\nLet $A \\in \\mathbb{R}^{n\\times n}$.",
    "a general one": "$A$ is symmetric.\n\nNow let $A$ be an arbitrary square matrix.",
    "zh not": "$A$ 不对称。",
    "zh not necessarily": "$A$ 不一定对称。",
    "zh non": "$A$ 是非对称矩阵。",
    "zh if": "若 $A$ 对称，则更简单。",
    "zh if 2": "如果 $A$ 是对称矩阵，结果更简单。",
    "zh when": "当 $A$ 对称时，结果更简单。",
    "zh unless": "除非 $A$ 对称。",
    "zh question": "$A$ 是否对称？",
    "zh or": "$A$ 对称或反对称。",
    "zh any": "对任意对称矩阵 $A$ 都成立。",
    "zh taken back": "$A$ 对称。\n\n现在 $A$ 不再对称。",
    "zh general": "$A$ 对称。\n\n## 一般情形",
    "label A common error": "A common error: $A$ is symmetric.",
    "label Myth": "Myth: $A$ is symmetric.",
    "label Question": "Question: $A$ is symmetric.",
    "label Warning": "Warning: $A$ is symmetric.",
    "label Hypothesis $H_0$": "Hypothesis $H_0$: $A$ is symmetric.",
    "label Student": "Student: $A$ is symmetric.",
    "label Option 1": "Option 1: $A$ is symmetric.",
    "label Scenario A": "Scenario A: $A$ is symmetric.",
    "label The alternative": "The alternative: $A$ is symmetric.",
    "label **Myth**": "**Myth**: $A$ is symmetric.",
    "label Common errors": "Common errors: $A$ is symmetric.",
    "zh label 猜想": "猜想：$A$ 对称。",
    "zh label 常见错误": "常见错误：$A$ 对称。",
    "label before a list": "Common errors:\n\n- $A$ is symmetric.",
    "label, later": "Student: let me see. $A$ is symmetric.",
    "bad idea": "Bad idea: let $A$ be symmetric.",
    "first attempt": "First attempt: let $A$ be symmetric.",
    "conjecture": "Conjecture. $A$ is symmetric.",
    "conjecture in bold": "**Conjecture.** Let $A$ be symmetric.",
    "misconception": "Misconception. $A$ is symmetric.",
    "case with a number": "Case 1. $A$ is symmetric.",
    "part": "Part (a). $A$ is symmetric.",
    "zh conjecture": "猜想。$A$ 对称。",
    "if in brackets": "The matrix $A$ is square (if $A = A^\\top$ it is shorter).",
    "not in brackets": "Let $A \\in \\mathbb{R}^{n\\times n}$ (not symmetric) be given.",
    "question in brackets": "Let $A$ be given ($A = A^\\top$?).",
    "some in brackets": "Many matrices may do ($A = A^\\top$).",
    "for example in brackets": "The matrix $A$ is square (for example $A = A^\\top$).",
    "another's bracket": "Let $A \\in \\mathbb{R}^{n\\times n}$ and $B$ (symmetric) be given.",
    "an example": "Consider an example. Here is an example where $A$ is symmetric.",
    "zh if in brackets": "矩阵 $A$（若对称则更简单）。",
    "dropped after": "Suppose $A$ is symmetric. This supposition is dropped now.",
    "forgotten": "Suppose $A$ is symmetric. Forget this.",
    "lifted": "Let $A$ be symmetric. Now lift this restriction.",
    "removed below": "Let $A$ be symmetric (we remove this below).",
    "zh dropped after": "设 $A$ 对称。现在去掉这个假设。",
}


@pytest.mark.parametrize("sentence", NOT_SAID.values(), ids=NOT_SAID)
def test_what_is_not_said_makes_no_false_step_true(sentence: str) -> None:
    text = SHAPES + "\n" + sentence + BLOCK
    assert last(text) not in ACCEPTED


SHAPED = {
    "the": r"The matrix $\Lambda\in\mathbb{R}^{k\times k}$ is symmetric.",
    "take": r"Take a symmetric $\Lambda\in\mathbb{R}^{k\times k}$.",
    "of": r"where $\Lambda\in\mathbb{R}^{k\times k}$ is a symmetric matrix of multipliers.",
    "colon": r"we form the Lagrangian, $\Lambda\in\mathbb{R}^{k\times k}$ symmetric:",
    "zh": r"协方差矩阵 $\Lambda$ 是 $k\times k$ 对称正定矩阵。",
    "zh formula": r"协方差矩阵 $\Lambda \in \mathbb{R}^{k\times k}$ 对称正定。",
    "by between formulas": r"Let $\Lambda$ be a symmetric $k$-by-$k$ matrix.",
    "by in words": r"Let $\Lambda$ be a k-by-k symmetric matrix.",
}
NOT_ATTACHED = {
    "words between": r"Let $\Lambda\in\mathbb{R}^{k\times k}$ be fine, and symmetric in all ways.",
    "myth": r"Myth: take a symmetric $\Lambda\in\mathbb{R}^{k\times k}$.",
}
MULTIPLIERS = BLOCK.replace("A", "\\Lambda ")
VECTOR = "Let $x \\in \\mathbb{R}^k$.\n\n"


@pytest.mark.parametrize("sentence", SHAPED.values(), ids=SHAPED)
def test_a_sentence_that_tells_a_shape_tells_the_property(sentence: str) -> None:
    assert last(VECTOR + sentence + MULTIPLIERS) is Outcome.PROVED


@pytest.mark.parametrize("sentence", NOT_ATTACHED.values(), ids=NOT_ATTACHED)
def test_a_shape_whose_property_is_not_understood_is_not_taken(sentence: str) -> None:
    assert last(VECTOR + sentence + MULTIPLIERS) not in (*ACCEPTED, Outcome.REFUTED)


SPREAD = {
    "after": r"Let $x_i \in \mathbb{R}^d$ for $i = 1, \dots, n$.",
    "after several": r"Let $x_i \in \mathbb{R}^d$ and $y_i \in \mathbb{R}$ for $i = 1, \dots, n$.",
    "all of them": r"We observe $x_1, \dots, x_n \in \mathbb{R}^d$.",
    "in brackets": r"We observe $x_{1}, x_{2}, \ldots, x_{n} \in \mathbb{R}^{d}$.",
    "set": r"The data are $\{(x_i, y_i)\}_{i=1}^n$ with $x_i \in \mathbb{R}^d$.",
    "zh": r"样本 $x_1, \dots, x_n \in \mathbb{R}^d$。",
}
NOT_SPREAD = {
    "another letter": r"Let $x_i \in \mathbb{R}^d$ for $j = 1, \dots, n$.",
    "no range": r"Let $x_i \in \mathbb{R}^d$.",
    "a sum": r"Let $x_i \in \mathbb{R}^d$ and $c = \sum_{i=1}^n a_i$.",
    "two names": r"We observe $x_1, \dots, z_n \in \mathbb{R}^d$.",
}
SPREAD_ROWS = r"""
Let $\mu \in \mathbb{R}^d$.

<!-- derive -->

$$
\begin{aligned}
f &= \sum_{i=1}^n (x_i - \mu)^\top (x_i - \mu) \\
\nabla_\mu f &= -2 \sum_{i=1}^n (x_i - \mu) \\
\nabla_\mu f &= 2 \sum_{i=1}^n (x_i - \mu)
\end{aligned}
$$
"""


@pytest.mark.parametrize("sentence", SPREAD.values(), ids=SPREAD)
def test_a_family_takes_the_range_that_its_sentence_tells(sentence: str) -> None:
    outcomes = [step.verdict.outcome for step in checked(sentence + "\n" + SPREAD_ROWS).steps]
    assert outcomes == [Outcome.GIVEN, Outcome.PROVED, Outcome.REFUTED]


@pytest.mark.parametrize("sentence", NOT_SPREAD.values(), ids=NOT_SPREAD)
def test_a_family_without_a_range_is_not_taken(sentence: str) -> None:
    outcomes = {step.verdict.outcome for step in checked(sentence + "\n" + SPREAD_ROWS).steps}
    assert outcomes == {Outcome.UNREADABLE}


def test_a_property_that_is_not_understood_keeps_the_other_shapes() -> None:
    said = r"Let $W = D + D^\top$ be a diagonal $n\times n$ matrix, $x \in \mathbb{R}^n$, %s."
    block = "\n\n<!-- derive -->\n\n$$ f = x^\\top %s x $$\n"
    assert last(said % r"$X\in\mathbb{R}^{m\times n}$" + block % r"X^\top X") is Outcome.GIVEN
    assert last(said % r"$X\in\mathbb{R}^{n\times n}$" + block % "X") is Outcome.UNREADABLE


DEFINED = {
    "where": r"where $\alpha = K^{-1} y$.",
    "and": r"Here $K$ is fixed, and $\alpha = K^{-1} y$.",
    "define": r"We define $\alpha = K^{-1} y$.",
    "zh": r"记 $\alpha = K^{-1} y$。",
}
NOT_DEFINED = {
    "if": r"If $\alpha = K^{-1} y$, this is shorter.",
    "so": r"Hence $\alpha = K^{-1} y$.",
    "not": r"In general it is not true that $\alpha = K^{-1} y$.",
    "a number": r"Let $\alpha = 0$.",
    "another section": "Let $\\alpha = K^{-1} y$.\n\n## Next\n",
    "later": "",
    "zh if": r"若 $\alpha = K^{-1} y$，则更简单。",
}
DEFINED_ROWS = r"""
<!-- derive
K: R^{n x n} symmetric positive definite
y: R^n
-->

$$
f = y^\top K^{-1} y = y^\top \alpha
$$

Let $\alpha = K^{-1} y$.
"""


@pytest.mark.parametrize("sentence", DEFINED.values(), ids=DEFINED)
def test_a_name_has_the_value_that_the_prose_gives_it(sentence: str) -> None:
    step = list(checked(sentence + "\n" + DEFINED_ROWS).steps)[1]
    assert step.verdict.outcome is Outcome.PROVED
    assert r"\alpha = K^{-1} y (line 1)" in step.verdict.assumes
    false = DEFINED_ROWS.replace(r"y^\top \alpha", r"\alpha^\top \alpha")
    assert list(checked(sentence + "\n" + false).steps)[1].verdict.outcome is Outcome.REFUTED


@pytest.mark.parametrize("sentence", NOT_DEFINED.values(), ids=NOT_DEFINED)
def test_a_value_that_the_prose_does_not_give_is_not_taken(sentence: str) -> None:
    step = list(checked(sentence + "\n" + DEFINED_ROWS).steps)[1]
    assert step.verdict.outcome not in ACCEPTED


def test_the_display_defines_its_names_itself() -> None:
    said = r"Let $x, y \in \mathbb{R}^n$ and $f = x^\top y$."
    rows = r"\begin{aligned} f &= x^\top x \\ \nabla_x f &= %s \end{aligned}"
    text = said + "\n\n<!-- derive -->\n\n$$\n" + rows + "\n$$\n"
    assert last(text % "2 x") is Outcome.PROVED
    assert last(text % "y") is Outcome.REFUTED


LISTED = {
    "be": r"Let $A \in \mathbb{R}^{n\times n}$ and $B \in \mathbb{R}^{n\times n}$ be symmetric.",
    "are": r"Here $A, B \in \mathbb{R}^{n\times n}$. Both $A$ and $B$ are symmetric.",
    "zh": r"设 $A \in \mathbb{R}^{n\times n}$ 和 $B \in \mathbb{R}^{n\times n}$ 为对称矩阵。",
}


@pytest.mark.parametrize("sentence", LISTED.values(), ids=LISTED)
def test_a_property_of_several_is_that_of_each(sentence: str) -> None:
    text = sentence + r" $x \in \mathbb{R}^n$." + "\n\n<!-- derive -->\n\n$$\n%s\n$$\n"
    assert last(text % r"\nabla_x (x^\top A x) = 2 A x") is Outcome.PROVED
    assert last(text % r"\nabla_x (x^\top B x) = 2 B x") is Outcome.PROVED
    assert last(text % r"\nabla_x (x^\top A B x) = 2 A B x") is Outcome.REFUTED


def test_a_line_that_could_not_be_read_makes_no_row_false() -> None:
    block = r"""Let $z, y \in \mathbb{R}^n$.

<!-- derive
%s
-->

$$
\begin{aligned}
p &= \operatorname{softmax}(z) \\
f &= -y^\top \log p \\
\nabla_z f &= %s
\end{aligned}
$$
"""
    assert last(block % (r"1^\top y = 1", "p - y")) is Outcome.PROVED
    assert last(block % (r"1^\top y = 1", "p + y")) is Outcome.REFUTED
    assert last(block % (r"1^\top y = 1 = 1", "p - y")) is Outcome.UNREADABLE


def test_a_colon_before_a_display_labels_nothing() -> None:
    text = SHAPES + "\nWe get the gradient:\n\n$$y = x$$\n\nwhere $A$ is symmetric." + BLOCK
    assert last(text) is Outcome.PROVED


def test_a_later_sentence_says_nothing_of_an_earlier_block() -> None:
    text = SHAPES + BLOCK + "\nNow assume $A$ is symmetric.\n" + BLOCK
    outcomes = [step.verdict.outcome for step in checked(text).steps]
    assert outcomes == [Outcome.GIVEN, Outcome.REFUTED, Outcome.GIVEN, Outcome.PROVED]


def test_a_denial_between_two_displays_holds_for_the_second() -> None:
    first = BLOCK.replace(r"\nabla_x f &= 2 A x", r"\nabla_x f &= 2 A x")
    second = "\n\n<!-- derive -->\n\n$$\n\\nabla_x f = 2 A x\n$$\n"
    text = SHAPES + "$A$ is symmetric." + first + "\nIn general $A$ is not symmetric." + second
    outcomes = [step.verdict.outcome for step in checked(text).steps]
    assert outcomes[:2] == [Outcome.GIVEN, Outcome.PROVED]
    assert outcomes[2] not in ACCEPTED


def test_prose_between_two_displays_of_one_derivation() -> None:
    more = r"$$\mathcal{L} = f + \lambda x^\top x$$"
    text = SHAPES + BLOCK.replace("2 A x", "(A + A^\\top) x")
    text += f"\nAdd a penalty, where $\\lambda \\in \\mathbb{{R}}$.\n\n<!-- derive -->\n\n{more}\n"
    found = checked(text)
    assert len(found.derivations) == 1
    assert [step.verdict.outcome for step in found.steps][-1] is Outcome.GIVEN


def test_introduced_names_begin_a_derivation_of_a_name_defined_already() -> None:
    text = SHAPES + BLOCK.replace("2 A x", "(A + A^\\top) x")
    text += "\nLet $b \\in \\mathbb{R}^n$.\n\n<!-- derive -->\n\n$$f = b^\\top x$$\n"
    found = checked(text)
    assert len(found.derivations) == 2
    assert not found.diagnostics


CONTRADICTIONS = {
    "shape": ("Let $x \\in \\mathbb{R}^m$.", "x: R^n", ["D129"]),
    "left out": ("$A$ is symmetric.", "A: R^{n x n}; x: R^n", ["D615"]),
    "agrees": ("Let $x \\in \\mathbb{R}^n$.", "x: R^n", []),
    "another section": ("Let $x \\in \\mathbb{R}^m$.\n\n## Next\n", "x: R^n", []),
    "two shapes": ("Let $y \\in \\mathbb{R}^m$. Here $y \\in \\mathbb{R}^n$.", "x: R^n", ["D614"]),
}


@pytest.mark.parametrize(("prose", "lines", "codes"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_said(prose: str, lines: str, codes: list[str]) -> None:
    text = f"{prose}\n\n<!-- derive: {lines} -->\n\n$$ f = x^\\top x + 0 y^\\top y $$\n"
    if "A" in lines:
        text = text.replace("x^\\top x + 0 y^\\top y", "x^\\top A x")
    if "y" not in prose:
        text = text.replace(" + 0 y^\\top y", "")
    assert [diagnostic.code for diagnostic in checked(text).diagnostics] == codes


def test_the_annotation_holds_as_it_stands() -> None:
    text = f"$A$ is symmetric.{BLOCK}".replace("derive", "derive: A: R^{n x n}; x: R^n")
    assert last(text) is Outcome.REFUTED


@pytest.mark.parametrize("letter", ["d", "e", "I", "\\pi"])
def test_a_built_in_letter_is_not_taken(letter: str) -> None:
    text = SHAPES + f"Let ${letter} \\in \\mathbb{{R}}^n$." + BLOCK
    reading = (
        checked(text.replace("x^\\top A x", f"x^\\top A x + 0 {letter}")).derivations[0].reading
    )
    assert reading is not None and f"\n{letter}: n x 1" not in reading


def test_an_applied_sigma_is_the_sigmoid_all_the_same() -> None:
    block = "\n\n<!-- derive -->\n\n$$ f = {} $$\n"
    text = SHAPES + "Let $\\sigma \\in \\mathbb{R}$."
    applied = checked(text + block.format("x^\\top \\sigma(x)")).derivations[0].reading or ""
    alone = checked(text + block.format("\\sigma x^\\top x")).derivations[0].reading or ""
    assert "\\sigma: " not in applied and "\\sigma: scalar, from the prose" in alone


def test_latex() -> None:
    prose = "\\section{Forms}\n" + SHAPES + "% not\n$A$ is symmetric.\n\n"
    assert last(f"{prose}% derive\n$$\n{ROWS}\n$$\n", "a.tex") is Outcome.PROVED
    prose = prose.replace("% not\n", "% $A$ is symmetric\n").replace("is symm", "isn't symm")
    assert last(f"{prose}% derive\n$$\n{ROWS}\n$$\n", "a.tex") not in ACCEPTED


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("end", [".", ""])
def test_latex_without_blank_lines(gap: str, end: str) -> None:
    prose = f"\\begin{{document}}\n{SHAPES}$A$ is symmetric{end}"
    text = f"{prose}{gap}% derive\n$$\n{ROWS}\n$$\n\\end{{document}}\n"
    assert last(text, "a.tex") is Outcome.PROVED
    assert last(text.replace("$A$ is", "if $A$ is"), "a.tex") not in ACCEPTED


def test_the_reading_says_what_was_taken_from_where() -> None:
    reading = checked(SHAPES + "\n$A$ is symmetric." + BLOCK).derivations[0].reading
    assert reading is not None
    said = "A in R^{n x n} (1:6), A symmetric (2:2)"
    assert f"A: n x n, symmetric, from the prose: {said}" in reading.splitlines()


@pytest.mark.parametrize("piece", ["real ", "real symmetric ", "$A$, ", "对称", "$A$、", "a", "$"])
def test_a_sentence_without_end_takes_no_time(piece: str) -> None:
    start = monotonic()
    last(SHAPES + "$A$ is a " + piece * 20_000 + BLOCK)
    assert monotonic() - start < 10


@pytest.mark.parametrize("product", ["X w", "Xw"])
def test_a_name_is_taken_however_closely_it_stands_to_the_next(product: str) -> None:
    declared = r"Let $X \in \mathbb{R}^{N\times d}$ and $w \in \mathbb{R}^d$."
    display = r"\frac{\partial p^\top p}{\partial w} = 2 X^\top p"
    assert last(f"{declared}\n\n<!-- derive\np = {product}\n-->\n\n$$\n{display}\n$$\n") in ACCEPTED


GRADIENT = r"""
<!-- derive
X: R^{m x n}
y: R^m
w: R^n
-->

$$
\begin{aligned}
f &= \|X w - y\|^2 \\
\nabla_w f &= 2 X^\top (X w - y)
\end{aligned}
$$

%s

<!-- derive -->

$$
%s
$$
"""
NORMAL = r"X^\top X w = X^\top y"

ZEROED = (
    "Setting this to zero gives the normal equations",
    "Setting the gradient equal to $0$, we get",
    r"Set $\nabla_w f = 0$ to obtain",
    "We set the derivative to zero:",
    "Equating this expression to zero yields",
    "令其等于零，得",
    r"令 $\nabla_w f = \boldsymbol{0}$，得",
    "令导数为 0，可得",
)
NOT_ZEROED = (
    "Setting $w$ to zero gives",
    "We do not set this to zero, but",
    "If we set the gradient to zero, then",
    "Set $w = 0$ first.",
    "The gradient is large.",
    "We set the initial value of this to zero.",
    "设 $w = 0$，则",
    "若令其等于零，则",
)


@pytest.mark.parametrize("words", ZEROED)
def test_prose_sets_a_derivative_to_zero(words: str) -> None:
    step = list(checked(GRADIENT % (words, NORMAL)).steps)[-1]
    assert step.verdict.outcome is Outcome.PROVED
    assert r"where \nabla_w f = 0" in step.verdict.assumes


@pytest.mark.parametrize("words", NOT_ZEROED)
def test_other_prose_sets_no_derivative_to_zero(words: str) -> None:
    assert last(GRADIENT % (words, NORMAL)) not in ACCEPTED


@pytest.mark.parametrize("row", (r"X w = y", r"X^\top X w = 2 X^\top y", r"\hat w = X^\top y"))
def test_what_does_not_follow_is_refuted(row: str) -> None:
    assert last(GRADIENT % (ZEROED[0], row)) is Outcome.REFUTED


def test_prose_sets_one_derivative_to_zero_after_another() -> None:
    block = "\n\n<!-- derive -->\n\n$$\n{}\n$$\n\n"
    start = r"Let $a, b, x, y \in \mathbb{R}^n$."
    rows = (
        r"f = \|x - a\|^2 + \|y - b\|^2",
        r"\nabla_x f = 2 (x - a) = 0 \implies x = a",
        r"\nabla_y f = 2 (y - b)",
    )
    text = start + "".join(map(block.format, rows)) + "Setting this to zero gives"
    assert last(text + block.format("y = b")) is Outcome.PROVED
    assert last(text + block.format("y = 2 b")) is Outcome.REFUTED


def test_of_two_derivatives_the_prose_has_to_set_both_to_zero() -> None:
    both = GRADIENT.replace(
        r"(X w - y)" + "\n" + r"\end", r"(X w - y) \\ \nabla_y f &= 2 (y - X w)" + "\n" + r"\end"
    )
    assert last(both % ("Setting this to zero gives", NORMAL)) not in ACCEPTED
    assert last(both % ("Setting both to zero gives", NORMAL)) is Outcome.PROVED


DEPENDENT = (
    "Let $x, y \\in \\mathbb{R}^n$. %s\n\n<!-- derive -->\n\n$$\n\\begin{aligned}\n"
    "%s g &= x^\\top y \\\\\n\\nabla_x g &= %s\n\\end{aligned}\n$$\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "Here $y$ depends on $x$.",
        "Note that $y$ is a function of $x$.",
        "Let $y = y(x)$.",
        "where $y = f(x)$ is twice differentiable.",
        "Recall that $y$ varies with $x$.",
        "这里 $y$ 依赖于 $x$。",
        "其中 $y$ 是 $x$ 的函数。",
    ],
)
def test_what_depends_on_the_variable_is_no_constant(words: str) -> None:
    assert last(DEPENDENT % (words, "", "y")) is Outcome.UNREADABLE
    if words.isascii():
        assert last(DEPENDENT % (words, r"y &= 2 x \\", "4 x")) is Outcome.PROVED


def test_what_does_not_depend_on_the_variable_is_constant() -> None:
    for words in ("Here $y$ does not depend on $x$.", "The value $g$ is a function of $x$."):
        assert last(DEPENDENT % (words, "", "y")) is Outcome.PROVED
