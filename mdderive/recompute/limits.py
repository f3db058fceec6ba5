"""What stops an evaluation: a value that doesn't exist, or a budget.

Integers and polynomials are capped before an operation that would blow them up, since a single
flint call can't be interrupted; between operations a clock is read.
"""

from dataclasses import dataclass, field
from time import thread_time

MOST_BITS = 60_000
"""Longest integer that a power may produce."""

MOST_TERMS = 4_000
"""Longest polynomial that a product may produce."""


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

    def left(self) -> float:
        return self.seconds - (thread_time() - self.start)

    def check(self) -> None:
        if self.left() < 0:
            raise Unfinished(f"the recomputation took longer than {self.seconds:g} `seconds`")
