"""Which sizes a step is recomputed at.

Every letter takes its least value (1 unless a bound says more), an even and an odd value >= 2, and
every two letters differ in some choice: `|x x^T| = 0` fails only at 1, `|S| = 0` for skew S holds
only at odd sizes, and a formula that confuses m and n passes wherever m = n.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod

from mdderive.recompute.limits import MOST_ENTRIES, Unfinished
from mdderive.recompute.size_degree import size_degree
from mdderive.term import Apply, Dimension, Problem, Term, subterms

Sizes = Mapping[str, int]


def letters(problem: Problem) -> tuple[str, ...]:
    """All size letters that the step and the facts depend on, sorted."""
    found: set[str] = set()
    for term in _terms(problem):
        for part in subterms(term):
            found |= part.size.letters() if isinstance(part, Dimension) else part.shape.letters()
    names = {name for name, declared in problem.declarations.items() if declared.function is None}
    for name in names & _mentioned(problem):
        found |= problem.declarations[name].shape.letters()
    return tuple(sorted(found))


def _terms(problem: Problem) -> list[Term]:
    facts = [side for fact in problem.facts for side in (fact.left, fact.right)]
    return [problem.left, problem.right, *facts]


def _mentioned(problem: Problem) -> set[str]:
    return {getattr(part, "name", "") for term in _terms(problem) for part in subterms(term)}


def allowed(problem: Problem, sizes: Sizes) -> bool:
    """Whether every part of the step has at least one entry, and the bounds on sizes hold. Raises
    Unfinished where a part would be too large."""
    for term in _terms(problem):
        for part in subterms(term):
            rows, cols = part.shape.rows.value(sizes), part.shape.cols.value(sizes)
            if rows < 1 or cols < 1:
                return False
            if rows * cols > MOST_ENTRIES:
                raise Unfinished(f"a matrix of {rows} x {cols} entries is too large to write out")
    return all(sizes.get(name, 1) >= bound for name, bound in problem.sizes.items())


MOST_DEGREE = 20
"""The largest size that is tried for a letter because of its degree."""

MOST_GRID = 150


def counted(problem: Problem) -> frozenset[str]:
    """Letters used as a number, as n in x/n; they are tried at more values."""
    found: set[str] = set()
    for term in (problem.left, problem.right):
        for part in subterms(term):
            if isinstance(part, Dimension):
                found |= part.size.letters()
            if isinstance(part, Apply) and part.operator in ("trace", "determinant"):
                found |= part.args[0].shape.letters()
    return frozenset(found)


def required(problem: Problem, names: Sequence[str], least: Mapping[str, int]) -> list[Sizes]:
    """The choices that are always tried. A letter's values are low + 1, low + 2 and low, so
    2, 3 and 1 as a rule, in an order of its own."""
    low = {name: max(1, problem.sizes.get(name, 1)) for name in names}
    cycle = (1, 2, 0)
    choices: list[Sizes] = []
    rounds = 1
    while 3**rounds < 3 * len(names):
        rounds += 1
    for turn in range(rounds):
        for step in range(3):
            shift = {name: _digit(place, turn) for place, name in enumerate(names)}
            choices.append({n: low[n] + cycle[(step + shift[n]) % 3] for n in names})
    if least:
        choices.append({name: max(low[name], least.get(name, 1)) for name in names})
    return _distinct(choices)


def counting(problem: Problem, names: Sequence[str]) -> Iterator[Sizes]:
    """More values of letters that are used as numbers, the other letters at 2."""
    low = {name: max(1, problem.sizes.get(name, 1)) for name in names}
    others = {name: max(2, bound) for name, bound in low.items()}
    for name in sorted(counted(problem) & set(names)):
        for more in (3, 4):
            yield {**others, name: low[name] + more}


def decisive(problem: Problem, names: Sequence[str]) -> list[Sizes]:
    """Enough choices for an equation in the size letters alone that holds at all of them to hold
    at every size: a grid with more values of each letter than its degree. The largest come first.
    Raises Unfinished where that is over budget."""
    values: dict[str, range] = {}
    for name in names:
        degree = size_degree(problem, name)
        if degree is None:
            raise Unfinished(f"{name} as a number in it may have any number of zeros")
        first = max(1, problem.sizes.get(name, 1))
        values[name] = range(first, first + degree + 1) if degree else range(max(2, first), 3)
        if degree > MOST_DEGREE:
            raise Unfinished(f"{name} as a number in it has too high a degree to be tried")
    if prod(map(len, values.values())) > MOST_GRID:
        raise Unfinished("the sizes as numbers in it have too high degrees to be tried")
    grid = [dict(zip(values, choice, strict=True)) for choice in product(*values.values())]
    return sorted(grid, key=lambda sizes: -sum(sizes.values()))


def covered(names: Sequence[str], held: Sequence[Sizes]) -> bool:
    """Whether every two letters differ somewhere, and every letter takes an even and an odd value
    of at least 2 and its least."""
    apart = all(any(h[a] != h[b] for h in held) for a, b in combinations(names, 2))
    return apart and all(len({h[name] for h in held}) >= 3 for name in names)


def _digit(place: int, turn: int) -> int:
    """Two letters have a different digit in some turn."""
    return int(place // 3**turn % 3)


def _distinct(choices: list[Sizes]) -> list[Sizes]:
    seen: dict[tuple[tuple[str, int], ...], Sizes] = {}
    for choice in choices:
        seen.setdefault(tuple(sorted(choice.items())), choice)
    return list(seen.values())


def further(problem: Problem, names: Sequence[str]) -> Iterator[Sizes]:
    """More choices, where some of the required ones allow no value: small totals first."""
    if len(names) > 8:
        return
    most = 6 if len(names) == 1 else 4 if len(names) <= 4 else 2
    ranges = [
        range(max(1, problem.sizes.get(n, 1)), max(1, problem.sizes.get(n, 1)) + most)
        for n in names
    ]
    for choice in sorted(product(*ranges), key=lambda values: (sum(values), values)):
        yield dict(zip(names, choice, strict=True))


def smallest(problem: Problem, names: Sequence[str], floor: int) -> Iterator[Sizes]:
    """Choices for a witness, all letters at least `floor`, small ones first."""
    low = [max(floor, problem.sizes.get(name, 1)) for name in names]
    options = [(bound, bound + 1) for bound in low[:5]] + [(bound,) for bound in low[5:]]
    for choice in sorted(product(*options), key=lambda values: (sum(values), values)):
        yield dict(zip(names, choice, strict=True))


def tied(names: Sequence[str], held: Sequence[Sizes], failed: Sequence[Sizes]) -> tuple[str, ...]:
    """What the sizes at which both sides exist have in common and the others lack."""
    found: list[str] = []
    failed = [sizes for sizes in failed if sizes not in held]
    for a, b in combinations(names, 2):
        for relation, holds in _relations(a, b):
            if all(map(holds, held)) and failed and not any(map(holds, failed)):
                found.append(relation)
    for name in names:
        if failed and all(h[name] % 2 == 0 for h in held) and all(f[name] % 2 for f in failed):
            found.append(f"{name} even")
        if failed and all(h[name] == 1 for h in held) and all(f[name] > 1 for f in failed):
            found.append(f"{name} = 1")
    if failed and names and not found:
        return ("sizes at which both sides exist",)
    return tuple(found[:2])


def _relations(a: str, b: str) -> list[tuple[str, Callable[[Sizes], bool]]]:
    return [
        (f"{a} = {b}", lambda sizes: sizes[a] == sizes[b]),
        (rf"{a} \le {b}", lambda sizes: sizes[a] <= sizes[b]),
        (rf"{a} \ge {b}", lambda sizes: sizes[a] >= sizes[b]),
    ]
