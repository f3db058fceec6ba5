"""Three ways to go on from a line, each a trail of lines one rule apart.

`differentiated` takes d inwards until only differentials of variables are left. `toward_goal`
brings a scalar with differentials to the form a gradient is read off from. `normalised` multiplies
everything out. No search: each takes the first rule that applies. Every rule shortens something
(the reach of a d, the height of a sum in a product, the distance of dX from the end), so each
trail ends; the bounds are there for sizes that no note has.
"""

from collections.abc import Iterator, Sequence

from mdderive.derive.expansion.clean import clean, silent
from mdderive.derive.expansion.column_goal import COLUMN_GOAL
from mdderive.derive.expansion.differentials import rule_for
from mdderive.derive.expansion.goal import GOAL, Move, written_as_transpose
from mdderive.derive.expansion.ground import Ground, mentions_direction
from mdderive.derive.expansion.linearity import is_linear
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.expansion.moves import applied, once
from mdderive.derive.expansion.transposes import mirrored
from mdderive.term import Term, subterms

LENGTH = 40
"""The most lines of a trail."""

SIZE = 600
"""The most nodes of a line."""

_IN_D = {"definition": "definition-in-d", "product-rule": "product-rule-turned"}

_SYMMETRY = frozenset({"symmetric", "skew"})

_NORMAL = (
    "definition",
    "fact",
    "inner-product",
    "norm-squared",
    "derivative-table",
    "softmax",
    "log-sum-exp",
    "diag-inverse",
    "transpose-product",
    "symmetric",
    "skew",
    "inverse-product",
    "det-product",
    "kronecker-trace",
    "diag-product",
    "distribute",
    "vec-linear",
    "vec-hadamard",
    "vec-product",
    "trace-linear",
    "hadamard-ones",
    "cancel-inverse",
    "identity",
    "scalar-first",
    "rotate",
    "scalar-trace",
    "trace-transpose",
    "scalar-transpose",
    "hadamard-trace",
    "collect",
    "sigmoid-by-exp",
    "function-written-out",
)


def differentiated(term: Term, ground: Ground, squares: bool = False) -> list[Term]:
    """The lines that take every differential, the outermost one first; with `squares`, x^T x is
    a square and not a product."""
    trail = [clean(term)]
    while len(trail) < LENGTH:
        rule = _next_rule(trail[-1], ground, squares)
        if rule is None:
            break
        after = applied(_IN_D.get(rule, rule), trail[-1], ground)
        if not _grows(trail, after):
            break
    return trail


def _next_rule(line: Term, ground: Ground, squares: bool) -> str | None:
    """The rule for the outermost d; first the linear ones, which only clear the view, and then
    squares, which the product rule would take apart."""
    nodes = [node for node in subterms(line) if is_a(node, "differential")]
    if ground.shortcuts and any(is_linear(node, ground) for node in nodes):
        return "d-linearity"
    names = [rule_for(node, ground, squares) for node in nodes]
    if "d-square" in names:
        return "d-square"
    return next((name for name in names if name is not None), None)


def _grows(trail: list[Term], after: Term) -> bool:
    """Adds a line, unless it is the last one over again or too large."""
    if after == trail[-1] or sum(1 for _ in subterms(after)) > SIZE:
        return False
    trail.append(after)
    return True


def toward_goal(term: Term, ground: Ground, symmetry: bool = True) -> list[Term]:
    """The lines to df = tr(G^T dX), or dy = J dx, once all differentials have been taken; with or
    without use of S^T = S."""
    trail = [clean(term)]
    if not mentions_direction(term) or not term.shape.is_column:
        return trail
    whole = GOAL if term.shape.is_scalar else COLUMN_GOAL
    goal = [move for move in whole if symmetry or move.rule not in _SYMMETRY]
    while len(trail) < LENGTH:
        after = next(_changed(trail[-1], goal, ground), None)
        if after is None or not _grows(trail, after):
            break
    if term.shape.is_scalar:
        last = trail[-1]
        _grows(trail, written_as_transpose(last))
        if symmetry:
            _grows(trail, written_as_transpose(last, lambda factor: mirrored(factor, ground)))
    return trail


def _changed(term: Term, goal: Sequence[Move], ground: Ground) -> Iterator[Term]:
    """What each move toward the goal makes of a line, if anything."""
    for move in goal:
        if move.line:
            after = clean(move.rewrite(term, ground) or term)
        else:
            after = once(term, move.rewrite, ground)
        if after != term:
            yield after


def normalised(term: Term, ground: Ground) -> list[Term]:
    """The lines to the form in which everything is multiplied out."""
    trail = [clean(term)]
    while len(trail) < LENGTH:
        forms = (applied(name, trail[-1], ground) for name in _NORMAL)
        here = silent(trail[-1])
        after = next((form for form in forms if silent(form) != here), None)
        if after is None or not _grows(trail, after):
            break
    return trail
