"""How large a term is, and which number a floating-point value stands for."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from mdderive.operators.apply import apply, number
from mdderive.term import Dimension, Size, Term, subterms

CLOSE = 1e-6
GREATEST = 64
DENOMINATORS = 12


def nodes(term: Term) -> int:
    return sum(1 for _ in subterms(term))


def numbers(value: float, sizes: Mapping[str, int]) -> Iterator[Term]:
    """Simple rationals near the value, then simple expressions in the sizes."""
    simple = Fraction(value).limit_denominator(DENOMINATORS)
    if abs(float(simple) - value) < CLOSE * max(1.0, abs(value)) and abs(simple) <= GREATEST:
        yield number(simple)
    for letter, size in sorted(sizes.items()):
        for term, known in _sized(Size.letter(letter), size):
            if known and abs(known - abs(value)) < CLOSE * max(1.0, abs(value)):
                yield term if value > 0 else apply("negative", term)


def _sized(letter: Size, size: int) -> Iterator[tuple[Term, float]]:
    for offset in (0, -1, 1):
        term = Dimension(letter + Size.of(offset))
        yield term, size + offset
        if size + offset:
            yield apply("quotient", number(1), term), 1 / (size + offset)
            yield apply("quotient", number(2), term), 2 / (size + offset)
    yield Dimension(letter + letter), 2 * size
