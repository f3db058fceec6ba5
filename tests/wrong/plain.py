"""The door from mdderive's terms to the plain nodes that `numpy_truth` evaluates."""

from collections.abc import Mapping
from typing import Any

from mdderive.term import Dimension, Number, Problem, Symbol, Term
from tests.wrong.numpy_truth import Node


def plain(term: Term) -> Node:
    """The term as nested tuples."""
    shape = (term.shape.rows.terms, term.shape.cols.terms)
    match term:
        case Number():
            return "number", shape, (term.value.numerator, term.value.denominator), ()
        case Dimension():
            return "dimension", shape, (term.size.terms,), ()
        case Symbol():
            return "symbol", shape, (term.name,), ()
    return term.operator, shape, term.data, tuple(plain(arg) for arg in term.args)


def claim(problem: Problem) -> Mapping[str, Any]:
    """The problem as `numpy_points` asks about it."""
    return {
        "left": plain(problem.left),
        "right": plain(problem.right),
        "declarations": {
            name: {
                "shape": (declared.shape.rows.terms, declared.shape.cols.terms),
                "properties": [str(p) for p in declared.properties],
                "function": declared.function,
            }
            for name, declared in problem.declarations.items()
        },
        "varying": sorted(problem.varying),
        "structured": str(problem.structured),
        "facts": [(plain(f.left), f.relation, plain(f.right)) for f in problem.facts],
        "least": dict(problem.sizes),
    }
