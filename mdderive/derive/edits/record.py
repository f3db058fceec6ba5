"""What an edit is: one kind of mistake with the rule that undoes it at one place.

A rule sees one subterm of the author's right side and offers what might have been meant there.
Its changes know nothing of the rest of the formula; `sites.py` puts them back into it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mdderive.derivation import Scope
from mdderive.operators.record import Title
from mdderive.source import Span
from mdderive.term import SCALAR, Symbol, Term

UNKNOWN = Symbol("?c", SCALAR)
"""Stands in a change for a number that is to be solved for; the formula is linear in it."""


@dataclass(frozen=True)
class Pool:
    """Pieces of the true side that a formula may lack, in a product and in a sum."""

    factors: tuple[Term, ...] = ()
    summands: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What a rule may look at beside the subterm: the derivation, the claim's left side with all
    definitions unfolded, the pieces of the true side, and that side itself where it is known."""

    scope: Scope
    left: Term
    pool: Pool = Pool()
    truth: Term | None = None


@dataclass(frozen=True)
class Site:
    """A subterm, the operators above it from the root down, and its place among its siblings."""

    term: Term
    path: tuple[int, ...]
    above: tuple[str, ...]

    @property
    def parent(self) -> str:
        return self.above[-1] if self.above else ""


@dataclass(frozen=True)
class Change:
    """What might have been meant in place of a subterm. `cost` counts the nodes that change;
    `message` says what happened; `span` is the place, if it is known. Where UNKNOWN stands in the
    term, `settle` gives the change for a value of it. `kind` overrides that of the rule."""

    term: Term
    cost: int
    message: Title
    span: Span | None = None
    settle: "Callable[[Term], Change | None] | None" = None
    kind: str = ""


@dataclass(frozen=True)
class Edit:
    """One kind of mistake. `rule` offers changes of the subterm at a site."""

    kind: str
    rule: Callable[[Site, Ground], Iterable[Change]]
