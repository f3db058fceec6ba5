r"""Rows that claim no equality, but restate what is given: `s > 0`, `\det A \ne 0`, `A \succ 0`.

Such a row is given if it says no more than a fact of the note, word for word or weaker (s >= 0
of a given s > 0), or than a property declared of one name without a value:

    positive                  x > 0, >= 0, \ne 0 in every entry
    positive definite         A \succ 0, det A > 0, tr A > 0; x^T A x >= 0, and > 0 where x \ne 0
    positive semidefinite     A \succeq 0, det A >= 0, tr A >= 0, x^T A x >= 0
    invertible, orthogonal    det A \ne 0
    a size letter             n >= 1, n > 0

`A > 0` of a matrix that is declared definite restates nothing: it may mean the entries. Whatever
else claims no equality is beyond what can be recomputed.
"""

from collections.abc import Iterator

from mdderive.latex.building import Building
from mdderive.latex.elaborate import readings_of_pair
from mdderive.latex.facts import RELATIONS
from mdderive.latex.formula import Node
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Fragment
from mdderive.term import Apply, Dimension, Number, Property, Symbol, Term

_LOEWNER = {r"\succ": ">>", r"\succeq": ">>=", r"\prec": "<<", r"\preceq": "<<="}
_TURNED = {"<": ">", "<=": ">=", "<<": ">>", "<<=": ">>="}
_IMPLIED = {
    ">": frozenset({">", ">=", "!="}),
    ">=": frozenset({">="}),
    "!=": frozenset({"!="}),
    ">>": frozenset({">>", ">>="}),
    ">>=": frozenset({">>="}),
}
"""What each relation says, in a direction that makes the greater side the left one."""

_DEFINITE = frozenset({Property.POSITIVE_DEFINITE})
_SEMIDEFINITE = frozenset({Property.POSITIVE_SEMIDEFINITE})
_INVERTIBLE = frozenset({Property.INVERTIBLE, Property.ORTHOGONAL})


def restated(left: Node, sign: str, right: Node, latex: Fragment, building: Building) -> str | None:
    """The fact or declaration that `left sign right` restates, as it is listed; None: it restates
    none, or can be read in several ways."""
    relation = RELATIONS.get(sign) or _LOEWNER.get(sign)
    if relation is None:
        return None
    try:
        found = readings_of_pair(left, right, building.context(latex))
    except Unreadable:
        return None
    proper = [one for one in found if not one[2].fallback]
    if len(proper) != 1:
        return None
    greater, relation, less = _turned(proper[0][0], relation, proper[0][1])
    for what, given in (
        *_by_facts(greater, less, building),
        *_by_declaration(greater, less, building),
    ):
        if relation in _IMPLIED[given]:
            return what
    return None


def _turned(left: Term, relation: str, right: Term) -> tuple[Term, str, Term]:
    """The same with the greater side first."""
    return (right, _TURNED[relation], left) if relation in _TURNED else (left, relation, right)


def _by_facts(left: Term, right: Term, building: Building) -> Iterator[tuple[str, str]]:
    """What the facts say of two sides, each with the relation that it gives."""
    for fact in building.facts:
        if fact.relation == "=":
            continue
        one, relation, other = _turned(fact.left, fact.relation, fact.right)
        if (one, other) == (left, right):
            yield fact.latex, relation
        elif (other, one) == (left, right) and "!=" in _IMPLIED[relation]:
            yield fact.latex, "!="


def _by_declaration(left: Term, right: Term, building: Building) -> Iterator[tuple[str, str]]:
    """What the declarations say of left and right."""
    if isinstance(left, Dimension) and isinstance(right, Number):
        least = left.size.letters() and len(left.size.terms) == 1
        if least and right.value <= 1:
            yield f"{left.size} >= 1", ">" if right.value < 1 else ">="
    if not _is_zero(right):
        return
    yield from _of_entries(left, building)
    match left:
        case Apply(operator="determinant" | "trace" as operator, args=(inner,)):
            yield from _of_spectrum(operator, inner, building)
        case Apply(operator="product", args=(Apply(operator="transpose", args=(x,)), a, y)):
            if x == y and x.shape.is_column:
                yield from _of_form(a, x, building)


def _of_entries(left: Term, building: Building) -> Iterator[tuple[str, str]]:
    given = _given(left, building)
    if Property.POSITIVE in given and Property.DIAGONAL not in given:
        yield f"{_name(left)} positive", ">"
    if given & _DEFINITE:
        yield f"{_name(left)} positive definite", ">>"
    if given & _SEMIDEFINITE:
        yield f"{_name(left)} positive semidefinite", ">>="


def _of_spectrum(operator: str, inner: Term, building: Building) -> Iterator[tuple[str, str]]:
    given = _given(inner, building)
    if given & _DEFINITE:
        yield f"{_name(inner)} positive definite", ">"
    if given & _SEMIDEFINITE:
        yield f"{_name(inner)} positive semidefinite", ">="
    if operator == "determinant":
        for one in sorted(given & _INVERTIBLE):
            yield f"{_name(inner)} {one}", "!="


def _of_form(inner: Term, x: Term, building: Building) -> Iterator[tuple[str, str]]:
    r"""x^T A x; it is positive only where a fact says x \ne 0."""
    apart = (fact for fact in building.facts if fact.relation == "!=")
    nonzero = next((f.latex for f in apart if f.left == x and _is_zero(f.right)), "")
    for what, relation in _of_spectrum("", inner, building):
        if relation == ">" and nonzero:
            yield f"{what}, {nonzero}", ">"
        yield what, ">="


def _given(term: Term, building: Building) -> frozenset[Property]:
    """The properties that are declared of a name; of one that has a value they are claims."""
    if not isinstance(term, Symbol) or term.name in building.values:
        return frozenset()
    declared = building.declarations.get(term.name)
    return declared.properties if declared is not None else frozenset()


def _name(term: Term) -> str:
    return term.name if isinstance(term, Symbol) else ""


def _is_zero(term: Term) -> bool:
    zero = isinstance(term, Apply) and term.operator == "zero"
    return zero or (isinstance(term, Number) and term.value == 0)
