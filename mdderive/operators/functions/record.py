"""What a scalar function is: it acts entry by entry, and is one record in one file.

`value` is its meaning on a number, over the exact ring passed in; differentiated along a jet it
gives all derivatives, so the judge needs no other rule. `derivative` is the derivative as a term
in the argument u, for any shape of u (entrywise throughout); the expansion and the kernel use it.
`algebraic`, if it exists, expresses the function by others that the kernel has a normal form for
(sigmoid by exp); None marks a generator of its own. `domain` is the condition on each entry that
is assumed and listed, with `{}` for the argument; `kinks` says where it has no derivative.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


@dataclass(frozen=True)
class ScalarFunction:
    name: str
    title: Title
    spellings: tuple[str, ...]
    latex: str
    value: Callable[[Ring, Entry], Entry]
    derivative: Callable[[Term], Term]
    algebraic: Callable[[Term], Term] | None
    domain: str | None
    kinks: str | None
    source: str
