"""Matrix products as words, sums of products as noncommutative polynomials.

A letter is a network of two axes that can't be cut (a matrix, its transpose, diag(x), a Hadamard
block, a column, a row). A word is a conformable product of letters; coefficients are scalars, as
networks. Where a word passes through a size of 1 it falls apart: in x y^T A x the part y^T A x is a
scalar and joins the coefficient.
"""

from collections.abc import Iterator, Mapping, Sequence

from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.entries import times
from mdderive.kernel.network import Factor, Monomial, Network, constant
from mdderive.kernel.workspace import Workspace

Letter = Monomial
Word = tuple[Letter, ...]
Polynomial = Mapping[Word, Network]


def polynomial(work: Workspace, network: Network) -> Polynomial:
    """A network of two axes, each of one index or none."""
    total: dict[Word, Network] = {}
    for monomial, coefficient in network.terms.items():
        scalars = tuple(factor for factor in monomial.factors if not factor.slots)
        matrix = tuple(factor for factor in monomial.factors if factor.slots)
        sign, word = _word(work, monomial._replace(factors=matrix))
        scalar = work.collect(0, [(Monomial((), scalars, ()), coefficient * sign)])
        _accumulate(work, total, word, scalar)
    return total


def _accumulate(work: Workspace, total: dict[Word, Network], word: Word, by: Network) -> None:
    value = plus(work, 0, [total[word], by]) if word in total else by
    if value.is_zero:
        total.pop(word, None)
    else:
        total[word] = value


def added(work: Workspace, *polynomials: Polynomial) -> Polynomial:
    """The sum."""
    total: dict[Word, Network] = {}
    for one in polynomials:
        for word, coefficient in one.items():
            _accumulate(work, total, word, coefficient)
    return total


def scaled(work: Workspace, one: Polynomial, by: Network) -> Polynomial:
    """Times a scalar."""
    return {word: times(work, coefficient, by) for word, coefficient in one.items()}


def sandwiched(work: Workspace, left: Word, middle: Polynomial, right: Word) -> Polynomial:
    """left * middle * right, scalars taken out of the words."""
    total: dict[Word, Network] = {}
    for word, coefficient in middle.items():
        scalar, whole = _without_scalars(work, left + word + right)
        _accumulate(work, total, whole, times(work, coefficient, scalar))
    return total


def _without_scalars(work: Workspace, word: Word) -> tuple[Network, Word]:
    """Parts that begin and end at a size of 1 are scalars."""
    if all(all(letter.axes) for letter in word):
        return constant(1), word
    scalar = constant(1)
    kept: list[Letter] = []
    for part in _parts(word):
        if part[0].axes[0] or part[-1].axes[1]:
            kept.extend(part)
        else:
            value = product(work, part)
            bare = work.collect(0, [(m._replace(axes=()), c) for m, c in value.terms.items()])
            scalar = times(work, scalar, bare)
    return scalar, tuple(kept)


def _parts(word: Word) -> Iterator[Word]:
    """The word cut wherever it passes through a size of 1."""
    start = 0
    for place, letter in enumerate(word, start=1):
        if not letter.axes[1] or place == len(word):
            yield word[start:place]
            start = place


def product(work: Workspace, word: Word) -> Network:
    """The network of a word that is not empty."""
    return contract(
        work,
        [Network(2, {letter: 1}) for letter in word],
        [(place, place + 1) for place in range(len(word))],
        [(0,), (len(word),)],
    )


def _word(work: Workspace, monomial: Monomial) -> tuple[int, Word]:
    """The letters of a product and a sign (of skew letters that were turned round)."""
    row = monomial.axes[0][0] if monomial.axes[0] else None
    col = monomial.axes[1][0] if monomial.axes[1] else None
    if row == col and not monomial.factors:
        return 1, ()
    left = list(monomial.factors)
    blocks = _walk(left, row, col) if row is not None else []
    if blocks is not None and col is not None and (not blocks or blocks[-1][2] != col):
        # A size of 1 lies between: the rest is read from the other end.
        back = _walk(left, col, None)
        blocks = None if back is None else blocks + _reversed(back)
    if blocks is None or left or row == col:
        blocks = [(row, monomial.factors, col)]
    sign, letters = 1, []
    for start, factors, end in blocks:
        change, letter = _letter(work, start, factors, end, monomial)
        sign *= change
        letters.append(letter)
    return sign, tuple(letters)


Block = tuple[int | None, Sequence[Factor], int | None]


def _walk(left: list[Factor], at: int, goal: int | None) -> list[Block] | None:
    """Blocks from an index on, taken out of `left`, up to the goal or to a size of 1; None if the
    product can't be cut so."""
    blocks: list[Block] = []
    while True:
        own = [f for f in left if set(f.slots) == {at}]
        onward = [f for f in left if at in f.slots and f not in own]
        ends = {slot for f in onward for slot in f.slots} - {at}
        for factor in own + onward:
            left.remove(factor)
        if not onward and at != goal:
            return [*blocks, (at, own, None)]
        if own:
            blocks.append((at, own, at))
        if not onward:
            return blocks
        if len(ends) != 1 or at == goal:
            return None
        (end,) = ends
        blocks.append((at, onward, end))
        at = end


def _reversed(blocks: Sequence[Block]) -> list[Block]:
    return [(end, factors, start) for start, factors, end in reversed(blocks)]


def _letter(
    work: Workspace,
    start: int | None,
    factors: Sequence[Factor],
    end: int | None,
    whole: Monomial,
) -> tuple[int, Letter]:
    used = sorted(
        {i for i in (start, end) if i is not None} | {s for f in factors for s in f.slots}
    )
    names = {index: place for place, index in enumerate(used)}
    axes = tuple(() if index is None else (names[index],) for index in (start, end))
    moved = tuple(f._replace(slots=tuple(names[slot] for slot in f.slots)) for f in factors)
    sizes = tuple(whole.sizes[index] for index in used)
    network = work.collect(2, [(Monomial(axes, moved, sizes), 1)])
    ((letter, sign),) = network.terms.items()
    return int(sign), letter
