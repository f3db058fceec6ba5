"""What a proof takes for granted, in short phrases: `X invertible`, `s \\ne 0`, `\\det(X) > 0`.

Conditions of the domain are read off the formula itself (an inverse exists, a denominator is not 0,
the argument of a logarithm is positive, no entry lies on a kink); nothing structural is among them.
"""

from collections.abc import Iterator

from mdderive.kernel.interning import distinct_subterms
from mdderive.operators import Binding, operators, scalar_functions
from mdderive.term import Apply, Dimension, Number, Problem, Property, Symbol, Term

INVERTIBLE = frozenset({Property.INVERTIBLE, Property.POSITIVE_DEFINITE, Property.ORTHOGONAL})


def assumptions(problem: Problem) -> tuple[str, ...]:
    """The conditions under which both sides have a meaning, then the names held constant."""
    found: dict[str, None] = {}
    for side in (problem.left, problem.right):
        moving = {id(term) for term in _differentiated(side)}
        for term in distinct_subterms(side):
            found.update(dict.fromkeys(_conditions(term, problem, id(term) in moving)))
    for side in (problem.left, problem.right):
        found.update(dict.fromkeys(f"{name} constant" for name in _held(side, problem)))
    return tuple(found)


def _conditions(term: Term, problem: Problem, moving: bool) -> Iterator[str]:
    if not isinstance(term, Apply):
        return
    match term.operator, term.args:
        case "inverse", (base,):
            if not _declared(base, problem, INVERTIBLE):
                yield f"{latex(base)} invertible"
        case (("quotient" | "hadamard_quotient"), (_, bottom)):
            yield from _nonzero(bottom, problem)
        case (("power" | "hadamard_power"), (base, exponent)):
            matrix = term.operator == "power" and not base.shape.is_scalar
            yield from _power(base, exponent, problem, matrix)
        case "norm", (base,):
            if moving:
                yield f"{latex(base)} \\ne 0"
        case "map", (argument,):
            yield from _of_function(term, argument, problem)


def _nonzero(bottom: Term, problem: Problem) -> Iterator[str]:
    positive = _declared(bottom, problem, frozenset({Property.POSITIVE}))
    if not isinstance(bottom, Number | Dimension) and not positive:
        yield f"{latex(bottom)} \\ne 0"


def _power(base: Term, exponent: Term, problem: Problem, matrix: bool) -> Iterator[str]:
    known = isinstance(base, Number | Dimension)
    if known or (not matrix and _declared(base, problem, frozenset({Property.POSITIVE}))):
        return
    if not isinstance(exponent, Number) or exponent.value.denominator != 1:
        if matrix:
            if not _declared(base, problem, INVERTIBLE):
                yield f"{latex(base)} has a principal root"
        elif not isinstance(exponent, Dimension):
            yield f"{latex(base)} > 0"
    elif exponent.value < 0:
        yield f"{latex(base)} invertible" if matrix else f"{latex(base)} \\ne 0"


def _of_function(term: Apply, argument: Term, problem: Problem) -> Iterator[str]:
    declared = problem.declarations.get(str(term.data[0]))
    name = declared.function if declared and declared.function else str(term.data[0])
    record = scalar_functions().get(name)
    if record is None:
        return
    if record.domain and not _declared(argument, problem, frozenset({Property.POSITIVE})):
        yield record.domain.format(latex(argument))
    if record.kinks:
        yield record.kinks.format(latex(argument)).replace(" = ", " \\ne ")


def _declared(term: Term, problem: Problem, properties: frozenset[Property]) -> bool:
    if not isinstance(term, Symbol):
        return False
    declared = problem.declarations.get(term.name)
    return declared is not None and bool(declared.properties & properties)


VARIES = frozenset({"differential", "gradient", "jacobian", "hessian"})


def _differentiated(side: Term) -> Iterator[Term]:
    """All that stands inside something differentiated."""
    for outer in distinct_subterms(side):
        if isinstance(outer, Apply) and outer.operator in VARIES:
            yield from distinct_subterms(outer.args[0])


def _held(side: Term, problem: Problem) -> Iterator[str]:
    """Names inside something differentiated that don't vary."""
    for outer in distinct_subterms(side):
        if isinstance(outer, Apply) and outer.operator in VARIES:
            bound = {
                inner.name
                for arg in outer.args[1:]
                for inner in distinct_subterms(arg)
                if isinstance(inner, Symbol)
            }
            for inner in distinct_subterms(outer.args[0]):
                if isinstance(inner, Symbol) and inner.name not in problem.varying | bound:
                    yield inner.name


DEEPEST = 8


def latex(term: Term, inside: Binding = Binding.SUM, depth: int = 0) -> str:
    """A term by the templates of its operators; good enough for a phrase."""
    if depth > DEEPEST:
        return "\\dots"
    match term:
        case Number(value=value):
            return str(value)
        case Dimension(size=size):
            return str(size)
        case Symbol(name=name):
            return name
    notation = operators()[term.operator].notation
    parts = [latex(arg, notation.inside, depth + 1) for arg in term.args]
    text = notation.template.replace("{*}", notation.joiner.join(parts))
    if term.operator == "map":
        record = scalar_functions().get(str(term.data[0]))
        text = text.replace("{f}", record.latex if record else str(term.data[0]))
    for place, part in enumerate(parts):
        text = text.replace(f"{{{place}}}", part)
    return text if notation.binding >= inside else f"({text})"
