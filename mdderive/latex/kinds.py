"""What kind of step a relation is, by its left side; and whether a side computes anything."""

from collections.abc import Collection, Sequence

from mdderive.derivation import Kind, Reading
from mdderive.latex.decorate import DIFFERENTIAL
from mdderive.latex.tokens import Token
from mdderive.term import Apply, Number, Symbol, Term, subterms, symbols

KINDS = {
    "differential": Kind.DIFFERENTIAL,
    "gradient": Kind.GRADIENT,
    "jacobian": Kind.JACOBIAN,
    "hessian": Kind.HESSIAN,
}


def kind_of(term: Term) -> Kind:
    """The kind of a step by its left side."""
    while isinstance(term, Apply) and term.operator in ("transpose", "negative"):
        term = term.args[0]
    if isinstance(term, Apply):
        return KINDS.get(term.operator, Kind.REWRITE)
    return Kind.REWRITE


def kind_by_spelling(tokens: Sequence[Token]) -> Kind:
    """The kind of a step that could not be read, for the report."""
    first = tokens[0].text
    if first == DIFFERENTIAL:
        return Kind.DIFFERENTIAL
    texts = [token.text for token in tokens]
    if first == r"\nabla" or r"\partial" in texts[:4]:
        return Kind.HESSIAN if "^" in texts[:4] else Kind.GRADIENT
    return Kind.REWRITE


def is_first_order(term: Term, valued: Collection[str]) -> bool:
    """Whether a term is the gradient or the differential of a scalar that is defined, as it holds
    a name with a value."""
    while isinstance(term, Apply) and term.operator in ("transpose", "negative"):
        term = term.args[0]
    if not isinstance(term, Apply):
        return False
    if term.operator not in ("gradient", "differential"):
        return False
    body = term.args[0]
    once = not any(isinstance(part, Apply) and part.operator in KINDS for part in subterms(body))
    return once and body.shape.is_scalar and bool(symbols(body) & set(valued))


def is_gradient(term: Term) -> bool:
    """Whether a term is a gradient, perhaps of a formula that has no name."""
    while isinstance(term, Apply) and term.operator in ("transpose", "negative"):
        term = term.args[0]
    return isinstance(term, Apply) and term.operator == "gradient"


def is_zero(term: Term) -> bool:
    if isinstance(term, Apply):
        return term.operator == "zero"
    return isinstance(term, Number) and term.value == 0


def computes(readings: Sequence[Reading], valued: Collection[str]) -> bool:
    """Whether a step holds a d, a derivative or a name with a value, and so is judged on its own
    even after a hypothesis."""
    for reading in readings:
        for side in (reading.left, reading.right):
            for part in subterms(side):
                if isinstance(part, Symbol) and part.name in valued:
                    return True
                if isinstance(part, Apply) and part.operator in KINDS:
                    return True
    return False
