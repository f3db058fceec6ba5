"""Random closed expressions: l = l agrees, and l = l + a tiny change is refuted.

A change by 10^-30 is far below what floating point would see.
"""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdderive.evidence import JudgementOutcome
from mdderive.term import SCALAR, Problem, Property, Term
from tests.recompute.build import (
    A,
    S,
    X,
    apply,
    ask,
    d,
    det,
    gradient,
    had,
    inv,
    neg,
    num,
    of,
    plus,
    power,
    problem,
    prod,
    tp,
    tr,
)

TINY = num(Fraction(1, 10**30))

SQUARES = st.recursive(
    st.sampled_from([A, X, S]),
    lambda inner: st.one_of(
        st.builds(plus, inner, inner),
        st.builds(prod, inner, inner),
        st.builds(had, inner, inner),
        st.builds(tp, inner),
        st.builds(neg, inner),
        st.builds(inv, inner),
    ),
    max_leaves=4,
)

SCALARS = SQUARES.flatmap(
    lambda m: st.sampled_from(
        [
            tr(m),
            det(m),
            apply("norm", m),
            of("tanh", apply("quotient", tr(m), plus(num(1), power(apply("norm", m), 2)))),
            of("log", plus(num(1), power(tr(m), 2))),
        ]
    )
)

DERIVED = st.one_of(
    SCALARS,
    SCALARS.map(lambda f: gradient(f, X)),
    SQUARES.map(d),
    SCALARS.map(d),
)

PROPERTIES = st.sampled_from(
    [
        (),
        (Property.SYMMETRIC,),
        (Property.SKEW,),
        (Property.DIAGONAL,),
        (Property.ORTHOGONAL,),
        (Property.POSITIVE_DEFINITE,),
        (Property.PROJECTION,),
    ]
)


def asked(left: Term, right: Term, kind: tuple[Property, ...], mode: str) -> Problem:
    return problem(left, right, varying="X", structured=mode, X=kind, S=kind)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(DERIVED, PROPERTIES, st.sampled_from(["free", "space", "entries"]))
def test_sides_agree_with_themselves_and_not_with_a_neighbour(
    left: Term, kind: tuple[Property, ...], mode: str
) -> None:
    """What exists nowhere, as the inverse of A - A, may give neither verdict; but the two answers
    belong together."""
    one = num(1) if left.shape == SCALAR else apply("ones", shape=left.shape)
    same = ask(asked(left, left, kind, mode), seconds=1.5)
    assert same.outcome != JudgementOutcome.REFUTED, same
    if same.outcome == JudgementOutcome.AGREE:
        other = ask(asked(left, plus(left, prod(TINY, one)), kind, mode), seconds=3.0)
        assert other.outcome == JudgementOutcome.REFUTED, other


@pytest.mark.parametrize(
    "left", [tr(A), det(X), prod(A, X), d(inv(X)), gradient(tr(prod(A, X)), X)]
)
def test_plain_ones_have_a_verdict(left: Term) -> None:
    assert ask(asked(left, left, (), "free")).outcome == JudgementOutcome.AGREE
