"""The wrong lines that come of a true one: every slip of `mutations` at every place of its right
side, slips of the whole line, and the same with one size for all."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mdderive.operators import apply, number
from mdderive.term import Declaration, Dimension, Number, Problem, Property, Size, Symbol, Term
from tests.wrong.mutations import mutants


def wholly(problem: Problem) -> Iterator[tuple[str, Problem]]:
    """Slips of the whole line: the sign, a factor two, a declared property forgotten."""
    right = problem.right
    yield "sign of the line", replace(problem, right=apply("negative", right))
    yield "factor of the line", replace(problem, right=apply("product", number(2), right))
    half = apply("product", number(Fraction(1, 2)), right)
    yield "factor of the line", replace(problem, right=half)
    for name, declared in problem.declarations.items():
        for lost in declared.properties - {Property.CONSTANT, Property.INVERTIBLE}:
            rest = declared.properties - {lost}
            changed = {**problem.declarations, name: replace(declared, properties=rest)}
            yield f"{lost} forgotten", replace(problem, declarations=changed)


def squared(problem: Problem) -> Problem | None:
    """The same line with one size for all, where a slip meets no shape that stops it."""
    letters = {letter for d in problem.declarations.values() for letter in d.shape.letters()}
    if len(letters) < 2 or problem.sizes:
        return None
    one = {letter: Size.letter("n") for letter in letters}

    def declared(d: Declaration) -> Declaration:
        return replace(d, shape=d.shape.substitute(one))

    return replace(
        problem,
        left=_resized(problem.left, one),
        right=_resized(problem.right, one),
        declarations={name: declared(d) for name, d in problem.declarations.items()},
        facts=(),
    )


def _resized(term: Term, sizes: dict[str, Size]) -> Term:
    if isinstance(term, Number):
        return term
    if isinstance(term, Dimension):
        return Dimension(term.size.substitute(sizes))
    if isinstance(term, Symbol):
        return Symbol(term.name, term.shape.substitute(sizes))
    args = tuple(_resized(arg, sizes) for arg in term.args)
    return replace(term, args=args, shape=term.shape.substitute(sizes))


def wrong_lines(problem: Problem) -> Iterator[tuple[str, Problem]]:
    """All mutations of a true line, each once."""
    seen: set[tuple[Term, Term]] = set()
    for line in (problem, squared(problem)):
        if line is None:
            continue
        yield from wholly(line)
        for name, right in mutants(line.right):
            if (line.left, right) not in seen:
                seen.add((line.left, right))
                yield name, replace(line, right=right)
