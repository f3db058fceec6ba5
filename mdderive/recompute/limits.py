"""What stops an evaluation: a value that doesn't exist, or a budget.

Integers and polynomials are capped before an operation that would blow them up, since a single
flint call can't be interrupted; between operations a clock is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from time import thread_time

MOST_BITS = 60_000
"""Longest integer that a power may produce."""

MOST_TERMS = 4_000
"""Longest polynomial that a product may produce."""


BETWEEN_LOOKS = 8
"""How many checks one look at the clock is for."""

MOST_ENTRIES = 10_000
"""The largest matrix that is written out."""

MOST_DIRECTIONS = 1_000
"""The most entries of a variable that a derivative is taken by."""


class Undefined(Exception):
    """The value does not exist: division by 0, log of a negative number, a kink."""


class Unfinished(Exception):
    """The value may exist, but computing or deciding it is over budget; says which part."""


class Rejected(Exception):
    """A draw that the declarations or facts do not allow; says which one."""


class Unsolved(Rejected):
    """A draw for which an equation between values could not be satisfied, though others may."""


@dataclass(frozen=True)
class Clock:
    """A deadline for one judgement, in seconds of work of this thread: a busy machine changes no
    verdict."""

    seconds: float
    start: float = field(default_factory=thread_time)
    checks: Iterator[int] = field(default_factory=count, repr=False, compare=False)

    def left(self) -> float:
        return self.seconds - (thread_time() - self.start)

    def check(self) -> None:
        """Raises Unfinished once the time is over. Looks now and then: asking the system for the
        time costs more than an addition."""
        if next(self.checks) % BETWEEN_LOOKS == 0 and self.left() < 0:
            raise Unfinished(f"the recomputation took longer than {self.seconds:g} `seconds`")
