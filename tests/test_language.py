r"""How a note is read, one row per rule of the language: an annotation, rows, and the verdicts they
must have, in order (g given, p proved, t tested, r refuted, u unreadable)."""

import pytest

from mdderive.config import Budget, Config
from mdderive.pipeline import check
from mdderive.source import Source

VECTORS = "x: R^n\nA: R^{m x n}\nb: R^m\np: R\nwrt: x"

# (what the rule says, the annotation, the rows, the verdicts)
CASES: tuple[tuple[str, str, str, str], ...] = (
    # norms with a number below
    (
        "the p-th power of a p-norm",
        VECTORS,
        r"f &= \|x\|_3^3 \\ \nabla_x f &= 3 x^{\odot 2} \odot \operatorname{sign}(x) \\"
        r"\nabla_x f &= 3 x^{\odot 2}",
        "gpr",
    ),
    (
        "an even p needs no absolute value",
        VECTORS,
        r"g &= \|A x - b\|_4^4 \\ \nabla_x g &= 4 A^\top (A x - b)^{\odot 3} \\"
        r"\nabla_x g &= 4 A^\top (A x - b)^{\odot 2}",
        "gpr",
    ),
    (
        "a declared p",
        VECTORS,
        r"\|x\|_p^p &= \mathbf{1}^\top \operatorname{abs}(x)^{\odot p} \\"
        r"\|2x\|_3 &= 2\|x\|_3 \\ \|x\|_p^p &= \|x\|_p",
        "ppr",
    ),
    ("a p-norm is no Euclidean norm", VECTORS, r"\|x\|_4^4 &= (x^\top x)^2", "r"),
    (
        "norms that are no sums",
        VECTORS,
        r"\|x\|_\infty &= 1 \\ \|x\|_0 &= 1 \\ \|A\|_3 &= 1",
        "uuu",
    ),
)


@pytest.mark.parametrize(("rule", "annotation", "rows", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_language(rule: str, annotation: str, rows: str, wanted: str) -> None:
    display = f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"
    source = Source("note.md", f"<!-- derive\n{annotation}\n-->\n\n$$\n{display}\n$$\n")
    found = check(source, Config(budget=Budget(seconds=30.0)))
    assert "".join(str(step.verdict.outcome)[0] for step in found.steps) == wanted, [
        (step.verdict.outcome, step.verdict.diagnostic) for step in found.steps
    ]
