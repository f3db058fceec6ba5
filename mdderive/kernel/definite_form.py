"""Terms whose form and declared properties show that they are positive definite or invertible.

    S, S^-1, Q S Q^T, A + B, t A, I      definite, where S is, Q is invertible, A, B, t > 0 are
    X^T X, C S C^T                       semidefinite
    |A| != 0 for an invertible A, |S| > 0 for a definite S

What follows from a declared property is no assumption, so it isn't listed as one.
"""

from mdderive.term import Apply, Dimension, Number, Problem, Property, Symbol, Term

DEFINITE = frozenset({Property.POSITIVE_DEFINITE})
SEMIDEFINITE = frozenset({Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE})
INVERTIBLE = frozenset({Property.INVERTIBLE, Property.POSITIVE_DEFINITE, Property.ORTHOGONAL})


def declared(term: Term, problem: Problem, properties: frozenset[Property]) -> bool:
    """Whether the term is a name of which one of the properties is declared."""
    if not isinstance(term, Symbol):
        return False
    found = problem.declarations.get(term.name)
    return found is not None and bool(found.properties & properties)


def is_positive(term: Term, problem: Problem) -> bool:
    """A scalar that is positive at every point."""
    match term:
        case Number(value=value):
            return value > 0
        case Dimension():
            return all(coefficient > 0 for _, coefficient in term.size.terms)
        case Apply("determinant", (inside,)):
            return is_definite(inside, problem)
        case Apply("product" | "quotient", args) if term.shape.is_scalar:
            return all(arg.shape.is_scalar and is_positive(arg, problem) for arg in args)
    return term.shape.is_scalar and declared(term, problem, frozenset({Property.POSITIVE}))


def is_definite(term: Term, problem: Problem) -> bool:
    """A positive definite matrix, or a positive scalar."""
    match term:
        case Apply("identity"):
            return True
        case Apply("inverse" | "transpose", (inside,)):
            return is_definite(inside, problem)
        case Apply("sum", args):
            all_semi = all(is_semidefinite(arg, problem) for arg in args)
            return all_semi and any(is_definite(arg, problem) for arg in args)
        case Apply("product", (outer, *middle, last)) if _mirrored(outer, last):
            whole = all(is_definite(arg, problem) for arg in middle) and len(middle) <= 1
            return whole and is_invertible(last, problem)
        case Apply("product", args):
            return _scaled(args, problem, definite=True)
    return declared(term, problem, DEFINITE) or is_positive(term, problem)


def is_semidefinite(term: Term, problem: Problem) -> bool:
    """A positive semidefinite matrix."""
    match term:
        case Apply("transpose", (inside,)):
            return is_semidefinite(inside, problem)
        case Apply("sum", args):
            return all(is_semidefinite(arg, problem) for arg in args)
        case Apply("product", (outer, *middle, last)) if _mirrored(outer, last):
            return len(middle) <= 1 and all(is_semidefinite(arg, problem) for arg in middle)
        case Apply("product", args):
            return _scaled(args, problem, definite=False) or is_definite(term, problem)
    return declared(term, problem, SEMIDEFINITE) or is_definite(term, problem)


def _scaled(args: tuple[Term, ...], problem: Problem, definite: bool) -> bool:
    """Positive scalars times one such matrix."""
    matrices = [arg for arg in args if not arg.shape.is_scalar]
    scalars = [arg for arg in args if arg.shape.is_scalar]
    kind = is_definite if definite else is_semidefinite
    single = len(matrices) == 1 and kind(matrices[0], problem)
    return single and all(is_positive(arg, problem) for arg in scalars)


def is_invertible(term: Term, problem: Problem) -> bool:
    """A matrix that has an inverse at every point, or a scalar that is not 0."""
    match term:
        case Apply("inverse" | "transpose", (inside,)):
            return is_invertible(inside, problem)
        case Apply("determinant", (inside,)):
            return is_invertible(inside, problem)
    return declared(term, problem, INVERTIBLE) or is_definite(term, problem)


def _mirrored(left: Term, right: Term) -> bool:
    """A^T at the one end and A at the other."""
    return (
        Apply("transpose", (right,), right.shape.transposed) == left
        or Apply("transpose", (left,), left.shape.transposed) == right
    )
