"""Chains of rules: they exist, each line is one rule from the one before and proved, nothing is
said twice, and writing out what is written out adds nothing."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from mdderive.answering import JUDGES
from mdderive.config import Config
from mdderive.derivation import Kind, Line, Outcome, Scope, Step, Verdict
from mdderive.derive.expansion import Expanded, expand
from mdderive.derive.expansion.clean import silent
from mdderive.derive.expansion.ground import Ground, ground_of
from mdderive.derive.expansion.moves import one_rule
from mdderive.derive.expansion.reading import BY_LAWS, UNCHAINED
from mdderive.derive.expansion.starting import opened
from mdderive.derive.expansion.trails import differentiated
from mdderive.derive.judging import problem_of
from mdderive.evidence import Judgement, JudgementOutcome, Judges, Proof, ProofOutcome
from mdderive.kernel import prove
from mdderive.latex import read, to_latex
from mdderive.notes import find
from mdderive.operators import apply
from mdderive.pipeline import build
from mdderive.rules import rules
from mdderive.source import Source
from mdderive.term import Term

TRUSTING = Judges(
    lambda problem, budget: Proof(ProofOutcome.PROVED),
    lambda problem, budget, least, alone=False: Judgement(JudgementOutcome.AGREE),
)
IDENTITIES = Path(__file__).parent.parent / "data" / "true.md"
WITHOUT_CHAIN = {
    "s3f777a57",  # (I - X)^{-1} (I + X) + I = 2 (I - X)^{-1} is no rule of ours
    "s0218693e",  # a Hessian by vec(X)
    "sf9694857",  # a Hessian that is 0 has no dx to be read off from
}
CONFIG = Config()


def derivations(text: str) -> Iterator[tuple[str, Scope, tuple[Step, ...]]]:
    source = Source("note.md", text)
    document = find(source, CONFIG)
    for block in document.blocks:
        head = text.rfind("## ", 0, block.annotation_span.start)
        name = text[head + 3 :].split("\n", 1)[0] if head >= 0 else ""
        derivation = read((block,), CONFIG, document.defaults)
        yield name, derivation.scope, derivation.steps


def expanded(scope: Scope, steps: tuple[Step, ...], judges: Judges = TRUSTING) -> list[Expanded]:
    verdicts = [Verdict(Outcome.GIVEN if step.defines else Outcome.PROVED) for step in steps]
    return list(expand(scope, steps, verdicts, judges, CONFIG))


def block(annotation: str, *rows: str) -> str:
    body = " \\\\\n".join(rows)
    return (
        f"<!-- derive\n{annotation}\n-->\n\n$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$\n"
    )


def chain_of(text: str) -> list[tuple[str, str]]:
    """All rows added to the last step, with the rule that leads to each."""
    (_, scope, steps), *_ = derivations(text)
    last = expanded(scope, steps)[-1]
    found = [(to_latex(line.right, scope), line.rule) for line in (*last.lead, *last.lines)]
    return [*found, ("", last.rule or "")]


LINEAR = "X: R^{m x n}\na: R^m\nb: R^n\nwrt: X"


def test_the_chain_that_a_teacher_writes() -> None:
    text = block(LINEAR, r"f &= a^\top X b", r"\frac{\partial f}{\partial X} &= a b^\top")
    assert chain_of(text) == [
        (r"a^\top\, \mathrm{d}X\, b", "constant-factor"),
        (r"\operatorname{tr}(a^\top\, \mathrm{d}X\, b)", "scalar-trace"),
        (r"\operatorname{tr}(b a^\top\, \mathrm{d}X)", "rotate"),
        (r"\operatorname{tr}((a b^\top)^\top\, \mathrm{d}X)", "transpose-product"),
        ("", "read-gradient"),
    ]


def test_rows_that_are_there_are_used() -> None:
    rows = (
        r"f &= a^\top X b",
        r"\mathrm{d}f &= \operatorname{tr}(b a^\top\, \mathrm{d}X)",
        r"\frac{\partial f}{\partial X} &= a b^\top",
    )
    assert [rule for _, rule in chain_of(block(LINEAR, *rows))] == [
        "transpose-product",
        "read-gradient",
    ]


def test_one_rule_apart_gets_its_name_only() -> None:
    rows = (r"f &= a^\top X b", r"\mathrm{d}f &= a^\top \mathrm{d}X\, b")
    assert chain_of(block(LINEAR, *rows)) == [("", "constant-factor")]


CHAINS = [
    (
        "X: R^{m x n}\nw: R^n\ny: R^m\n\\lambda: R\nwrt: w",
        (
            r"f &= \|Xw - y\|^2 + \lambda \|w\|^2",
            r"\frac{\partial f}{\partial w} &= 2 (X^\top (Xw - y) + \lambda w)",
        ),
        "d-linearity d-norm-squared d-linearity factor-out transpose-product read-gradient",
    ),
    (
        "A: R^{n x n} symmetric\nx: R^n\nwrt: x",
        (r"f &= x^\top A x", r"\frac{\partial f}{\partial x} &= 2 A x"),
        "product-rule scalar-transpose symmetric collect symmetric read-gradient",
    ),
    (
        "x: R^n\na: R^n\nwrt: x",
        (r"f &= a^\top x + x^\top x", r"\frac{\partial f}{\partial x} &= a + 2x"),
        "d-linearity d-norm-squared factor-out transpose-product read-gradient",
    ),
    (
        "x, w: R^n\ny: R\n\\sigma: sigmoid\nwrt: w",
        (
            r"f &= \log(1 + \exp(x^\top w)) - y x^\top w",
            r"\mathrm{d}f &= \frac{\exp(x^\top w) x^\top \mathrm{d}w}{1 + \exp(x^\top w)}"
            r" - y x^\top \mathrm{d}w",
            r"&= (\sigma(x^\top w) - y) x^\top \mathrm{d}w",
        ),
        "function-written-out factor-out",
    ),
    (
        "X: R^{m x n}\nw: R^n\ny: R^m\nwrt: w",
        (
            "z &= Xw - y",
            r"f &= z^\top z",
            r"\mathrm{d}z &= X\, \mathrm{d}w",
            r"\mathrm{d}f &= 2 z^\top X\, \mathrm{d}w",
        ),
        "d-norm-squared known-differential",
    ),
    (
        "X: R^{m x n}\nw: R^n\ny: R^m\nwrt: w",
        (
            "z &= Xw - y",
            r"f &= z^\top z",
            r"\frac{\partial f}{\partial z} &= 2z",
            r"\frac{\partial f}{\partial w} &= X^\top \frac{\partial f}{\partial z}",
        ),
        "known-derivative definition d-linearity transpose-product read-gradient",
    ),
    (
        "X: R^{m x n}\nY: R^{n x p}\nZ: R^{p x q}",
        (r"\mathrm{d}(XYZ) &= \mathrm{d}(XY)\, Z + XY\, \mathrm{d}Z",),
        "product-rule",
    ),
    (
        "X: R^{m x n}",
        (r"\mathrm{d}(X \odot X) &= \mathrm{d}X \odot X + X \odot \mathrm{d}X",),
        "hadamard-product-rule",
    ),
]


@pytest.mark.parametrize(("annotation", "rows", "names"), CHAINS)
def test_chains_are_no_longer_than_a_teachers(
    annotation: str, rows: tuple[str, ...], names: str
) -> None:
    assert " ".join(rule for _, rule in chain_of(block(annotation, *rows))) == names


def test_a_row_that_goes_on_from_the_one_above_has_no_left_side() -> None:
    rows = (
        r"f &= a^\top X b",
        r"\mathrm{d}f &= a^\top \mathrm{d}X\, b",
        r"\frac{\partial f}{\partial X} &= a b^\top",
    )
    (_, scope, steps), *_ = derivations(block(LINEAR, *rows))
    assert [line.left for line in expanded(scope, steps)[-1].lead] == [None, None, None]


@pytest.mark.parametrize("detail", ["normal", "high"])
def test_high_detail_takes_no_shortcut(detail: str) -> None:
    rows = (r"f &= \|x\|^2", r"\mathrm{d}f &= 2 x^\top \mathrm{d}x")
    found = [rule for _, rule in chain_of(block(f"x: R^n\nwrt: x\ndetail: {detail}", *rows))]
    short = ["d-norm-squared"]
    assert found == (short if detail == "normal" else ["norm-squared", "product-rule", *SQUARE])


SQUARE = ["scalar-transpose", "collect"]


@pytest.mark.parametrize(
    ("annotation", "value", "rules"),
    [
        ("A: R^{n x n}\nx: R^n\nwrt: x", r"x^\top A x", ["product-rule"]),
        ("X: R^{n x n}\nwrt: X", r"\log \det(X)", ["d-log-determinant"]),
        ("x: R^n\nwrt: x", r"\|x\|^2", ["d-norm-squared"]),
        ("t: R\nwrt: t", r"\exp(t^2)", ["chain-rule", "d-power"]),
    ],
)
def test_differentials_begin_as_taught(annotation: str, value: str, rules: list[str]) -> None:
    (_, scope, _), *_ = derivations(block(annotation, f"f &= {value}"))
    name = next(iter(scope.values))
    start = opened(apply("differential", scope.values[name]), scope)
    from_trail = trail_rules(start, scope)
    assert from_trail[: len(rules)] == rules


def trail_rules(start: Term, scope: Scope) -> list[str]:
    ground = ground_of(scope)
    lines = differentiated(start, ground)
    return [one_rule(a, b, ground) or "" for a, b in pairwise(lines)]


UNDECIDED = {"sce2ce513", "s0fc150a4", "sbbabed9b"}
"""The kernel doesn't decide d|r|^2 = 2 r^T dr where r holds a known entrywise function, so these
chains are not written."""

CLAIMS = (Kind.GRADIENT, Kind.JACOBIAN, Kind.HESSIAN, Kind.DIFFERENTIAL)
IDENTITY_CASES = [
    case
    for case in derivations(IDENTITIES.read_text(encoding="utf-8"))
    if case[2][-1].kind in CLAIMS
]


@pytest.mark.parametrize(
    ("name", "scope", "steps"), IDENTITY_CASES, ids=[name for name, _, _ in IDENTITY_CASES]
)
def test_every_identity_has_a_chain(name: str, scope: Scope, steps: tuple[Step, ...]) -> None:
    last = expanded(scope, steps)[-1]
    assert (last.rule in UNCHAINED) == (name in WITHOUT_CHAIN)
    if last.rule in UNCHAINED:
        return
    left, right = steps[-1].readings[0].left, steps[-1].readings[0].right
    own = [*last.lines, Line(None, right, last.rule or "")]
    provable = prove(problem_of(left, right, scope), CONFIG.budget).outcome is ProofOutcome.PROVED
    for head, lines in chains([*last.lead, Line(left, own[0].right, own[0].rule), *own[1:]]):
        start = opened(head, scope)
        assert_one_rule_each(start, lines, scope, ground_of(scope))
        if provable and name not in UNDECIDED:
            assert_proved(start, lines, scope)


def chains(lines: list[Line]) -> list[tuple[Term, list[Line]]]:
    """The rows of each left side."""
    found: list[tuple[Term, list[Line]]] = []
    for line in lines:
        if line.left is not None:
            found.append((line.left, []))
        found[-1][1].append(line)
    return found


def assert_one_rule_each(start: Term, lines: list[Line], scope: Scope, ground: Ground) -> None:
    """Each line follows from the one before by the rule named, found without the search; what is
    read off is checked in `test_reading`."""
    terms = [start, *(line.right for line in lines)]
    forms = [silent(term) for term in terms]
    if [line.rule for line in lines] == ["d-transpose"]:
        return  # d(X^T) and (dX)^T are one line to a reader
    assert len(set(forms)) == len(forms), "a line is repeated"
    for before, line in zip(terms, lines, strict=False):
        assert line.rule in rules()
        if not line.rule.startswith("read-"):
            assert one_rule(before, line.right, ground) is not None


def assert_proved(start: Term, lines: list[Line], scope: Scope) -> None:
    for before, after in pairwise([start, *(line.right for line in lines)]):
        assert prove(problem_of(before, after, scope), CONFIG.budget).outcome is ProofOutcome.PROVED


def test_a_line_that_the_judges_refuse_is_not_written() -> None:
    refusing = Judges(
        lambda problem, budget: Proof(ProofOutcome.UNDECIDED),
        lambda problem, budget, least, alone=False: Judgement(JudgementOutcome.REFUTED),
    )
    text = block(LINEAR, r"f &= a^\top X b", r"\frac{\partial f}{\partial X} &= a b^\top")
    (_, scope, steps), *_ = derivations(text)
    assert expanded(scope, steps, refusing)[-1] == Expanded(rule=BY_LAWS)


def test_nothing_is_added_to_a_step_that_is_not_proved() -> None:
    text = block(LINEAR, r"f &= a^\top X b", r"\frac{\partial f}{\partial X} &= b a^\top")
    (_, scope, steps), *_ = derivations(text)
    verdicts = [Verdict(Outcome.GIVEN), Verdict(Outcome.REFUTED)]
    assert expand(scope, steps, verdicts, TRUSTING, CONFIG) == (Expanded(), Expanded())


@pytest.mark.parametrize(
    ("annotation", "rows"),
    [
        (LINEAR, (r"f &= a^\top X b", r"\frac{\partial f}{\partial X} &= a b^\top")),
        (
            "X: R^{m x n}\nA: R^{m x m}\nwrt: X",
            (r"f &= \operatorname{tr}(X^\top A X)", r"\nabla_X f &= (A + A^\top) X"),
        ),
        (
            "X: R^{N x d}\ny: R^N\nw: R^d\nwrt: w",
            (
                r"r &= X w - y",
                r"L &= \frac{1}{2} r^\top r",
                r"\frac{\partial L}{\partial w} &= X^\top r",
            ),
        ),
        (
            "A: R^{m x n}\nx: R^n\nwrt: x\nlang: zh",
            (
                r"y &= \tanh(A x)",
                r"\frac{\partial y}{\partial x^\top} &="
                r" \operatorname{diag}(1 - \tanh(A x)^{\odot 2}) A",
            ),
        ),
        (
            "layout: numerator\nA: R^{n x n}\nx: R^n\nwrt: x",
            (r"f &= x^\top A x", r"\frac{\partial f}{\partial x} &= x^\top (A + A^\top)"),
        ),
    ],
)
def test_what_is_built_is_proved_and_building_again_adds_nothing(
    annotation: str, rows: tuple[str, ...]
) -> None:
    first = build(Source("note.md", block(annotation, *rows)), CONFIG)
    assert {step.verdict.outcome for step in first.checked.steps} <= {
        Outcome.GIVEN,
        Outcome.PROVED,
    }
    assert len(first.text) > len(first.checked.source.text)
    again = build(Source("note.md", first.text), CONFIG)
    assert {step.verdict.outcome for step in again.checked.steps} <= {
        Outcome.GIVEN,
        Outcome.PROVED,
    }
    assert again.text == first.text


def test_the_judges_of_the_pipeline_are_asked() -> None:
    text = block(LINEAR, r"f &= a^\top X b", r"\frac{\partial f}{\partial X} &= a b^\top")
    (_, scope, steps), *_ = derivations(text)
    assert expanded(scope, steps, JUDGES)[-1].rule == "read-gradient"


def test_what_is_differentiated_is_rewritten_by_a_rule() -> None:
    rows = (r"\nabla_X \|X\|_F^2 &= \nabla_X \operatorname{tr}(X^\top X)", r"&= 2 X")
    (_, scope, steps), *_ = derivations(block("X: R^{m x n}\nwrt: X", *rows))
    first, *_ = expanded(scope, steps)
    assert (first.rule, first.lines, first.lead) == ("norm-squared", (), ())
    other = block("X: R^{m x n}\nwrt: X", rows[0].replace("X^\\top X", "X^\\top X + X^\\top X"))
    (_, scope, steps), *_ = derivations(other)
    assert expanded(scope, steps)[0].rule != "norm-squared"
