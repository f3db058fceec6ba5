"""What a proof takes for granted, in short phrases: `X invertible`, `s \\ne 0`, `\\det(X) > 0`.

Conditions of the domain are read off the formula itself (an inverse exists, a denominator is not 0,
the argument of a logarithm is positive, no entry lies on a kink), less those that declared
properties see to; nothing structural is among them.
"""

from collections.abc import Iterator

from mdderive.kernel.definite_form import declared, is_invertible, is_positive
from mdderive.kernel.interning import distinct_subterms
from mdderive.kernel.log_product import factors_under_log
from mdderive.kernel.phrase import phrase
from mdderive.operators import scalar_functions
from mdderive.term import INDEXED, Apply, Dimension, Number, Problem, Property, Size, Symbol, Term


def assumptions(problem: Problem) -> tuple[str, ...]:
    """The conditions under which both sides have a meaning, then the names held constant."""
    found: dict[str, None] = {}
    parts = [list(distinct_subterms(side)) for side in (problem.left, problem.right)]
    for side in parts:
        moving = {id(term) for outer in _varied(side) for term in distinct_subterms(outer.args[0])}
        for term in side:
            if isinstance(term, Apply):
                found.update(dict.fromkeys(_conditions(term, problem, id(term) in moving)))
    for side in parts:
        found.update(dict.fromkeys(f"{name} constant" for name in _held(side, problem)))
    return tuple(found)


def _conditions(term: Apply, problem: Problem, moving: bool) -> Iterator[str]:
    match term.operator, term.args:
        case "inverse", (base,):
            if not is_invertible(base, problem):
                yield f"{phrase(base)} invertible"
        case (("quotient" | "hadamard_quotient"), (_, bottom)):
            yield from _nonzero(bottom, problem)
        case (("power" | "hadamard_power"), (base, exponent)):
            matrix = term.operator == "power" and not base.shape.is_scalar
            yield from _power(base, exponent, problem, matrix)
        case "norm", (base,):
            if moving:
                yield f"{phrase(base)} \\ne 0"
        case "map", (argument,):
            yield from _of_function(term, argument, problem)


def _nonzero(bottom: Term, problem: Problem) -> Iterator[str]:
    if not (_positive(bottom, problem) or is_invertible(bottom, problem)):
        yield f"{phrase(bottom)} \\ne 0"


def _power(base: Term, exponent: Term, problem: Problem, matrix: bool) -> Iterator[str]:
    if isinstance(base, Number | Dimension) or (not matrix and _positive(base, problem)):
        return
    if not isinstance(exponent, Number) or exponent.value.denominator != 1:
        if matrix:
            if not is_invertible(base, problem):
                yield from _matrix_power(base, exponent)
        elif not isinstance(exponent, Dimension):
            yield f"{phrase(base)} > 0"
    elif exponent.value < 0 and not is_invertible(base, problem):
        yield f"{phrase(base)} invertible" if matrix else f"{phrase(base)} \\ne 0"


def _matrix_power(base: Term, exponent: Term) -> Iterator[str]:
    size = _size(exponent)
    if size is None:
        yield f"{phrase(base)} has a principal root"
    else:  # in terms of sizes less 1: all are at least 1
        least = size.substitute({x: Size.letter(x) + Size.of(1) for x in size.letters()})
        if any(coefficient < 0 for _, coefficient in least.terms):
            yield f"{phrase(base)} invertible"


def _size(exponent: Term) -> Size | None:
    """An exponent that is a whole number made of sizes."""
    match exponent:
        case Number(value=value) if value.denominator == 1:
            return Size.of(int(value))
        case Dimension(size=size):
            return size
        case Apply(operator="negative" | "sum" | "product" as operator, args=args):
            parts = [_size(arg) for arg in args]
            total = Size.of(0 if operator == "sum" else -1 if operator == "negative" else 1)
            for part in parts:
                if part is None:
                    return None
                total = total + part if operator == "sum" else total * part
            return total
    return None


def _of_function(term: Apply, argument: Term, problem: Problem) -> Iterator[str]:
    function = problem.declarations.get(str(term.data[0]))
    name = function.function if function and function.function else str(term.data[0])
    record = scalar_functions().get(name)
    if record is None:
        return
    if record.domain and record.name == "log":
        for factor in factors_under_log(argument):
            if not _positive(factor, problem):
                yield record.domain.format(phrase(factor))
    if record.domain and not _positive(argument, problem):
        yield record.domain.format(phrase(argument))
    if record.kinks:
        yield record.kinks.format(phrase(argument)).replace(" = ", " \\ne ")


def _positive(term: Term, problem: Problem) -> bool:
    """A positive scalar, or a name all of whose entries are declared positive."""
    return is_positive(term, problem) or declared(term, problem, frozenset({Property.POSITIVE}))


VARIES = frozenset({"differential", "gradient", "jacobian", "hessian"})


def _varied(side: list[Term]) -> list[Apply]:
    """All that is differentiated, with its operator."""
    return [part for part in side if isinstance(part, Apply) and part.operator in VARIES]


def _held(side: list[Term], problem: Problem) -> Iterator[str]:
    """Names inside something differentiated that don't vary; indices are no such names."""
    outside = problem.varying | frozenset(_indices(side))
    for outer in _varied(side):
        bound = frozenset(
            inner.name
            for arg in outer.args[1:]
            for inner in distinct_subterms(arg)
            if isinstance(inner, Symbol)
        )
        for inner in distinct_subterms(outer.args[0]):
            if isinstance(inner, Symbol) and inner.name not in outside | bound:
                yield inner.name


def _indices(side: list[Term]) -> Iterator[str]:
    for part in side:
        if (
            isinstance(part, Apply)
            and part.operator in INDEXED
            and isinstance(part.args[1], Symbol)
        ):
            yield part.args[1].name
