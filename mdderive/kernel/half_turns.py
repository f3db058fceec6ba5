"""Sines and cosines of whole half turns: cos(k pi) = (-1)^k, sin(k pi) = 0, k made of sizes."""

from mdderive.kernel.network import Factor, Kind, Monomial, Network, Rational, constant
from mdderive.kernel.symbolic_power import symbolic_power, whole
from mdderive.kernel.workspace import Workspace


def half_turns(work: Workspace, angle: Network) -> Network | None:
    """The whole number k if a scalar angle is k pi for all sizes."""
    terms: dict[Monomial, Rational] = {}
    for monomial, coefficient in angle.terms.items():
        others = tuple(factor for factor in monomial.factors if not is_pi(work, factor))
        if len(others) != len(monomial.factors) - 1 or any(monomial.axes):
            return None
        terms[Monomial((), others, ())] = coefficient
    turns = Network(0, terms)
    return turns if whole(turns) else None


def is_pi(work: Workspace, factor: Factor) -> bool:
    if factor.atom.kind is not Kind.SYMBOL or factor.exponent != 1:
        return False
    declared = work.declarations.get(str(factor.atom.data[0]))
    return declared is not None and declared.function == "pi"


def alternating(work: Workspace, exponent: Network) -> Network:
    """(-1)^k."""
    return symbolic_power(work, constant(-1), exponent)
