"""Random points for `numpy_truth`, inside what a note declares, and the question it asks of them:
is left = right false?

`claim` is a plain dict: left, right (nodes), declarations (name -> shape, properties, function),
varying (names), structured ("free" or "space"), facts (node, relation, node), least (size letter ->
lower bound). An equation among the facts is met by no random point, so such a claim is UNCLEAR.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import numpy as np

from tests.wrong.numpy_truth import Array, Node, Point, Unsupported, evaluate, size_of

POINTS = 8
TRIALS = 24
SAME = 1e-6
DIFFERENT = 1e-3


class Truth(Enum):
    """What the points say. `UNCLEAR`: hardly any point, or a difference too small to trust."""

    FALSE = "false"
    EQUIVALENT = "equivalent"
    UNCLEAR = "unclear"


def truth(claim: Mapping[str, Any], seed: int = 1) -> Truth:
    """False if the sides clearly differ at some point, equivalent if they agree at all of them."""
    gaps: list[float] = []
    for trial in range(TRIALS):
        gap = _gap(claim, draw(claim, np.random.default_rng([seed, trial])))
        gaps += [] if gap is None else [gap]
        if len(gaps) == POINTS:
            break
    if gaps and max(gaps) > DIFFERENT:
        return Truth.FALSE
    if len(gaps) >= 2 and max(gaps) < SAME:
        return Truth.EQUIVALENT
    return Truth.UNCLEAR


def _gap(claim: Mapping[str, Any], point: Point) -> float | None:
    """How far the sides are apart, relative to their size; None where they are not defined or a
    fact doesn't hold."""
    with np.errstate(all="ignore"):
        try:
            if not all(_holds(*fact, point) for fact in claim["facts"]):
                return None
            left, right = (evaluate(claim[side], point).real for side in ("left", "right"))
        except np.linalg.LinAlgError:
            return None
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return None
    return float(abs(left - right).max() / (1.0 + abs(left).max() + abs(right).max()))


def _holds(left: Node, relation: str, right: Node, point: Point) -> bool:
    gap = (evaluate(left, point) - evaluate(right, point)).real
    return bool(RELATIONS[relation](gap).all())


RELATIONS: Mapping[str, Callable[[Array], Array]] = {
    "=": lambda gap: abs(gap) < SAME,
    "!=": lambda gap: abs(gap) > SAME,
    ">": lambda gap: gap > 0,
    "<": lambda gap: gap < 0,
    ">=": lambda gap: gap >= 0,
    "<=": lambda gap: gap <= 0,
}


def draw(claim: Mapping[str, Any], rng: np.random.Generator) -> Point:
    """A point at random sizes; letters get different sizes as far as 1 to 5 go round."""
    declarations = claim["declarations"]
    sizes = _sizes(claim, rng)
    values: dict[str, Array] = {}
    tangent: dict[str, Callable[[Array], Array]] = {}
    functions, fields = {}, {}
    for name, declared in declarations.items():
        if declared["function"] == "elementwise":
            functions[name] = _smooth(rng)
        elif declared["function"] == "smooth":
            fields[name] = _field(rng)
        elif not declared["function"]:
            shape = tuple(size_of(size, sizes) for size in declared["shape"])
            values[name] = _value(shape, frozenset(declared["properties"]), rng)
            if claim["structured"] == "space":
                tangent[name] = _tangent(frozenset(declared["properties"]))
    if claim["structured"] not in ("free", "space"):
        raise Unsupported(claim["structured"])
    directions = {
        name: tangent.get(name, lambda h: h)(rng.uniform(-1, 1, values[name].shape))
        for name in sorted(claim["varying"])
    }
    return Point(values, directions, sizes, functions, tangent, fields)


def _sizes(claim: Mapping[str, Any], rng: np.random.Generator) -> dict[str, int]:
    letters = sorted(
        {
            letter
            for declared in claim["declarations"].values()
            for size in declared["shape"]
            for monomial, _ in size
            for letter, _ in monomial
        }
    )
    order = [int(k) for k in rng.permutation([1, 2, 3, 4])] + [5, 2, 3]
    return {
        letter: max(order[place % len(order)], claim["least"].get(letter, 1))
        for place, letter in enumerate(letters)
    }


def _field(rng: np.random.Generator) -> Callable[[Array, int], Array]:
    """An arbitrary smooth function of vectors: each entry a sum of sines of linear forms."""
    waves = rng.uniform(-1, 1, (3, 40, 60))

    def value(entries: Array, count: int) -> Array:
        forms = waves[:, :count, : len(entries)] @ entries
        return np.sin(forms + waves[:, :count, -1]).sum(axis=0)

    return value


def _smooth(rng: np.random.Generator) -> Callable[[int, Array], Array]:
    """An arbitrary smooth function with its derivatives: a sum of sines at random frequencies."""
    waves = rng.uniform(0.4, 1.6, (3, 3))

    def function(order: int, x: Array) -> Array:
        total = sum(a * b**order * np.sin(b * x + c + order * np.pi / 2) for a, b, c in waves)
        return np.asarray(total)

    return function


def _value(shape: tuple[int, ...], properties: frozenset[str], rng: np.random.Generator) -> Array:
    """A matrix with the properties; combinations that this can't draw are Unsupported."""
    rest = properties - {"constant", "invertible"}
    # Now and then all entries are positive, or a logarithm of a matrix would be defined nowhere.
    lowest = 0.1 if rng.random() < 0.4 else -1.5
    free = rng.uniform(lowest, 1.5, shape)
    if not rest:
        return free
    if rest == {"positive"}:
        return np.abs(free) + 0.5
    if "diagonal" in rest:
        entries = np.abs(free) + 0.5 if rest & POSITIVE else free
        return np.diag(np.diag(entries))
    if rest & {"positive definite", "positive semidefinite"}:
        return free @ free.T + 0.3 * np.eye(shape[0])
    if rest == {"symmetric"}:
        return free + free.T
    if rest == {"skew"}:
        return free - free.T
    if rest == {"orthogonal"}:
        return np.asarray(np.linalg.qr(free)[0] * rng.choice([-1.0, 1.0], shape[0]))
    if "projection" in rest and rest <= {"projection", "symmetric"}:
        basis = np.linalg.qr(free)[0] if "symmetric" in rest else free
        kept = np.diag(np.arange(shape[0]) < rng.integers(1, shape[0] + 1)).astype(float)
        return np.asarray(basis @ kept @ np.linalg.inv(basis))
    raise Unsupported(" ".join(sorted(rest)))


POSITIVE = frozenset({"positive", "positive definite", "positive semidefinite"})


def _tangent(properties: frozenset[str]) -> Callable[[Array], Array]:
    """The projection on the directions in which a structured name moves."""
    if "diagonal" in properties:
        return lambda h: np.diag(np.diag(h))
    if properties & {"symmetric", "positive definite", "positive semidefinite"}:
        return lambda h: (h + h.T) / 2
    if "skew" in properties:
        return lambda h: (h - h.T) / 2
    return lambda h: h
