"""Candidate readings of a node: a typed term with the sizes solved so far.

Reading is a small search. Each candidate owns its unifier; operands are read from left to right,
each with the sizes that the ones before it have fixed.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from mdderive.latex.context import Context
from mdderive.latex.formula import Node
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import operators
from mdderive.source import Span
from mdderive.term import Apply, Clash, Shape, Size, Term, Unifier

MOST = 12
"""More candidates than this at one place are cut: a formula so ambiguous is unreadable anyway."""


@dataclass(frozen=True)
class Pick:
    """Which option was taken at an ambiguous place: `place` identifies the place by its text, so
    that the same spelling is read alike on both sides of a relation."""

    place: str
    option: int
    label: str
    rewrite: str
    fallback: bool = False


@dataclass(frozen=True)
class Candidate:
    term: Term
    sizes: Unifier
    assumes: tuple[str, ...] = ()
    picks: tuple[Pick, ...] = ()

    def noted(self, *assumes: str) -> "Candidate":
        """The same with conventions listed."""
        new = tuple(line for line in dict.fromkeys(assumes) if line not in self.assumes)
        return replace(self, assumes=self.assumes + new)

    @property
    def shape(self) -> Shape:
        return resolved(self.term.shape, self.sizes)

    @property
    def fallback(self) -> bool:
        """Whether this is not what the text says but what its author may have meant."""
        return any(pick.fallback for pick in self.picks)


Read = Callable[[Node, Unifier, Context], list[Candidate]]
Several = tuple[tuple[Term, ...], Unifier, tuple[str, ...], tuple[Pick, ...]]


def resolved(shape: Shape, sizes: Unifier) -> Shape:
    return Shape(sizes.resolve(shape.rows), sizes.resolve(shape.cols))


def agree(left: Iterable[Pick], right: Iterable[Pick]) -> bool:
    """Whether no place is read in two ways."""
    options = {pick.place: pick.option for pick in left}
    return all(options.get(pick.place, pick.option) == pick.option for pick in right)


def together(read: Read, nodes: Sequence[Node], sizes: Unifier, context: Context) -> list[Several]:
    """All ways to read the nodes, one after the other, as (terms, sizes, assumes, picks)."""
    ways: list[Several] = [((), sizes, (), ())]
    for node in nodes:
        longer: list[Several] = []
        for terms, solved, assumes, picks in ways:
            for found in read(node, solved, context):
                if agree(picks, found.picks):
                    notes = (*assumes, *(a for a in found.assumes if a not in assumes))
                    both = (*picks, *(p for p in found.picks if p not in picks))
                    longer.append(((*terms, found.term), found.sizes, notes, both))
        ways = longer[:MOST]
    return ways


def placed(term: Term, span: Span) -> Term:
    """The term with its place in the note."""
    return replace(term, span=span)


def build(
    operator: str,
    args: Sequence[Term],
    sizes: Unifier,
    context: Context,
    span: Span,
    data: tuple[Hashable, ...] = (),
) -> Apply:
    """The operator applied to arguments whose sizes are solved as its shape rule asks; raises
    Unreadable where they don't fit. `sizes` is changed."""
    shapes = [resolved(arg.shape, sizes) for arg in args]
    rule = operators()[operator].shape
    assert rule is not None
    found = rule(sizes, shapes)
    if isinstance(found, Clash):
        raise clash(found, args, shapes, context, span)
    return Apply(operator, tuple(args), found, data, span)


def clash(
    found: Clash, args: Sequence[Term], shapes: Sequence[Shape], context: Context, span: Span
) -> Unreadable:
    """Shapes that don't fit: both, where each comes from, and the place of the later one."""
    lines = [f"`{_quoted(args[at], context, span)}` is {shapes[at]}" for at in found.at]
    place = args[found.at[-1]].span if found.at else span
    return Unreadable("D301", found.message, place or span, "; ".join(lines))


def _quoted(term: Term, context: Context, span: Span) -> str:
    return context.quote(term.span or span)


def operate(
    operator: str,
    ways: Iterable[Several],
    context: Context,
    span: Span,
    data: tuple[Hashable, ...] = (),
) -> list[Candidate]:
    """The operator over each way to read its arguments; at least one must fit."""

    def one(way: Several) -> Candidate:
        terms, sizes, assumes, picks = way
        sizes = sizes.copy()
        return Candidate(build(operator, terms, sizes, context, span, data), sizes, assumes, picks)

    return fitting(ways, one)


def fitting(
    ways: Iterable[Several], one: Callable[[Several], "Candidate | list[Candidate]"]
) -> list[Candidate]:
    """What `one` makes of each way, without those that have no reading; raises the first failure
    if none has."""
    found: list[Candidate] = []
    failure: Unreadable | None = None
    for way in ways:
        try:
            made = one(way)
        except Unreadable as caught:
            failure = failure or caught
            continue
        found.extend(made if isinstance(made, list) else [made])
    if not found and failure is not None:
        raise failure
    return distinct(found)


def distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """Without candidates whose term is there already."""
    kept: list[Candidate] = []
    for candidate in found:
        if all(candidate.term != other.term for other in kept):
            kept.append(candidate)
    return kept[:MOST]


def unknown_column(sizes: Unifier) -> Shape:
    return Shape(sizes.fresh(), Size.of(1))
