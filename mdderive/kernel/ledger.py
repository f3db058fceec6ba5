"""Which declared properties a proof needs: those it does not go through without.

A property counts as used too if only the list of conditions needs it: of an X that is declared
invertible, `X invertible` is not assumed any more.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from mdderive.kernel.assumptions import assumptions
from mdderive.kernel.interning import distinct_subterms
from mdderive.term import Problem, Property, Symbol

IDLE = frozenset({Property.CONSTANT})
"""What no proof rests on."""


def used(problem: Problem, proved: Callable[[Problem], bool]) -> tuple[tuple[str, str], ...]:
    """(name, property) of what was needed; `proved` asks the question again."""
    without = list(_weaker(problem))
    if not without:
        return ()
    listed = set(assumptions(problem))
    return tuple(
        (name, str(given))
        for name, given, weaker in without
        if set(assumptions(weaker)) != listed or not proved(weaker)
    )


def _weaker(problem: Problem) -> Iterator[tuple[str, Property, Problem]]:
    """The problem without one property of one name that occurs in it."""
    if all(declared.properties <= IDLE for declared in problem.declarations.values()):
        return
    sides = [problem.left, problem.right]
    sides += [side for fact in problem.facts for side in (fact.left, fact.right)]
    parts = [part for side in sides for part in distinct_subterms(side)]
    for name in sorted({part.name for part in parts if isinstance(part, Symbol)}):
        declared = problem.declarations.get(name)
        if declared is None:
            continue
        for given in sorted(declared.properties - IDLE):
            without = replace(declared, properties=declared.properties - {given})
            declarations = {**problem.declarations, name: without}
            yield name, given, replace(problem, declarations=declarations)
