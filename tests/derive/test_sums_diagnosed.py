"""Slips inside sums over an index: the kind is named and the formula offered is proved."""

import pytest

from mdderive.config import Config
from mdderive.pipeline import check
from mdderive.source import Source

DATA = "x_i: R^d, i = 1..N\ny_i: R, i = 1..N\nw: R^d\nwrt: w"
SQUARES = r"f &= \sum_{i=1}^N (y_i - w^\top x_i)^2"
BOUNDED = r"\sum_{i=1}^N"


@pytest.mark.parametrize(
    ("first", "slip", "kind"),
    [
        (SQUARES, rf"\nabla f &= 2 {BOUNDED} (y_i - w^\top x_i) x_i", "sign"),
        (SQUARES, rf"\nabla f &= -{BOUNDED} (y_i - w^\top x_i) x_i", "factor"),
        (SQUARES, rf"\nabla f &= -2 {BOUNDED} (y_i + w^\top x_i) x_i", "sign"),
        (SQUARES, rf"\nabla f &= -2 {BOUNDED} (y_i - w^\top x_i)", None),
        (
            rf"\log p(y \mid w) &= -\frac{{1}}{{2}} {BOUNDED} (y_i - w^\top x_i)^2",
            rf"\nabla_w \log p(y \mid w) &= -{BOUNDED} (y_i - w^\top x_i) x_i",
            "sign",
        ),
        (r"f &= \prod_{i=1}^N e^{y_i}", rf"\log f &= \frac{{1}}{{2}} {BOUNDED} y_i", "factor"),
    ],
)
def test_a_slip_in_a_sum(first: str, slip: str, kind: str | None) -> None:
    text = f"<!-- derive\n{DATA}\n-->\n\n$$\n{first} \\\\\n{slip}\n$$\n"
    checked = check(Source("note.md", text), Config())
    (derivation,) = checked.derivations
    verdict = derivation.steps[1].verdict
    if kind is None:  # the shapes tell
        assert verdict.outcome == "unreadable"
        return
    assert verdict.outcome == "refuted"
    assert verdict.mistake is not None and verdict.mistake.kind == kind
    assert verdict.suggestion
