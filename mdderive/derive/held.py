"""The warning about names that were held constant because nobody wrote a d for them.

Without `wrt`, what varies is what carries a differential somewhere in the derivation. In
d(XY) = X dY the X carries none, so it is read as a constant and the row is true; more likely a term
was lost. The first row that states a differential says so, where some names of it vary and others,
not declared constant, don't.
"""

from collections.abc import Sequence

from mdderive.derivation import Kind, Scope, Step
from mdderive.derive.unfold import unfold
from mdderive.diagnostics import Diagnostic
from mdderive.term import Property, Term, subterms, symbols
from mdderive.term.term import Apply


def held_constant(step: Step, scope: Scope) -> Diagnostic | None:
    """The warning about a row that states a differential, if it calls for one."""
    if scope.wrt is not None or step.kind is not Kind.DIFFERENTIAL or not step.readings:
        return None
    names = _differentiated(step.readings[0].left, scope)
    moving = names & scope.varying
    still = sorted(name for name in names - moving if _may_vary(name, scope))
    if not (moving and still):
        return None
    listed = ", ".join(still)
    return Diagnostic(
        "D601",
        f"{listed} held constant: no differential of {'it' if len(still) == 1 else 'them'} occurs",
        step.span,
        fix=f"write `wrt: {', '.join(sorted(moving))}` if that is meant, else add the lost terms",
    )


def _differentiated(term: Term, scope: Scope) -> frozenset[str]:
    """The names under a d, definitions unfolded."""
    parts = [p for p in subterms(term) if isinstance(p, Apply) and p.operator == "differential"]
    return frozenset().union(*(symbols(unfold(p.args[0], scope.values)) for p in parts))


def _may_vary(name: str, scope: Scope) -> bool:
    declared = scope.declarations.get(name)
    return (
        declared is not None
        and declared.function is None
        and Property.CONSTANT not in declared.properties
    )


def first_warning(steps: Sequence[Step], scope: Scope) -> tuple[int, Diagnostic] | None:
    """The place of the first row that calls for the warning, and the warning."""
    found = ((place, held_constant(step, scope)) for place, step in enumerate(steps))
    return next(((place, said) for place, said in found if said is not None), None)
