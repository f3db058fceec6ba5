r"""Jacobians, Hessians and gradients by vec(X) of a structured X: three readings, told apart.

Let P be the map that a reading puts behind the derivative with independent entries: I (`free`), the
projection onto the space (`space`), and, for a symmetric X, I + K - diag(vec I) (`entries`); for a
skew one `entries` is I - K. A Jacobian J becomes J P, a gradient P g, a Hessian P H P.
"""

import pytest

from mdderive.config import Config
from mdderive.pipeline import check
from mdderive.source import Source

FREE = "I_{n^2}"
PUT = {
    ("symmetric", "space"): r"\tfrac12 (I_{n^2} + K_{n,n})",
    ("symmetric", "entries"): r"(I_{n^2} + K_{n,n} - \operatorname{diag}(\operatorname{vec}(I_n)))",
    ("skew", "space"): r"\tfrac12 (I_{n^2} - K_{n,n})",
    ("skew", "entries"): r"(I_{n^2} - K_{n,n})",
    ("diagonal", "space"): r"\operatorname{diag}(\operatorname{vec}(I_n))",
    ("diagonal", "entries"): r"\operatorname{diag}(\operatorname{vec}(I_n))",
}
JACOBIANS = (
    (r"A X B", r"(B^\top \otimes A)"),
    (r"X^\top A X", r"((X^\top A^\top \otimes I_n) K_{n,n} + I_n \otimes X^\top A)"),
)
HESSIANS = ((r"X^\top A X B", r"(B \otimes A^\top + B^\top \otimes A)"),)


def _verdict(mode: str, kind: str, left: str, right: str) -> str:
    annotation = f"structured: {mode}\nX: R^{{n x n}} {kind}\nA, B: R^{{n x n}}\nwrt: X"
    text = f"<!-- derive\n{annotation}\n-->\n\n$$\n{left} = {right}\n$$\n"
    (step,) = check(Source("note.md", text), Config()).steps
    return str(step.verdict.outcome)


def _statements(put: str) -> list[tuple[str, str]]:
    by = r"\partial \operatorname{vec}(X)"
    return [
        *(
            (rf"\frac{{\partial \operatorname{{vec}}({f})}}{{{by}^\top}}", f"{jacobian} {put}")
            for f, jacobian in JACOBIANS
        ),
        *(
            (
                rf"\frac{{\partial^2 \operatorname{{tr}}({f})}}{{{by} \, {by}^\top}}",
                f"{put} {hessian} {put}",
            )
            for f, hessian in HESSIANS
        ),
        (
            rf"\frac{{\partial \operatorname{{tr}}(A X)}}{{{by}}}",
            rf"{put} \operatorname{{vec}}(A^\top)",
        ),
    ]


@pytest.mark.parametrize(("kind", "mode"), PUT)
def test_the_readings_of_a_structured_variable_are_told_apart(kind: str, mode: str) -> None:
    """What is proved under one reading is refuted under `free`, and the other way round."""
    own, free = _statements(PUT[kind, mode]), _statements(FREE)
    for (left, right), (_, loose) in zip(own, free, strict=True):
        assert _verdict(mode, kind, left, right) == "proved", (left, right)
        assert _verdict("free", kind, left, loose) == "proved", (left, loose)
        assert _verdict(mode, kind, left, loose) == "refuted", (left, loose)
        assert _verdict("free", kind, left, right) == "refuted", (left, right)


def test_space_and_entries_are_told_apart() -> None:
    for kind in ("symmetric", "skew"):
        for left, right in _statements(PUT[kind, "space"]):
            assert _verdict("entries", kind, left, right) == "refuted", (left, right)
