r"""Networks written out again as terms: sums of products of entries, to be shown.

    sum_ij A_ij X_ji    is    sum_over(sum_over(entry(A, i, j) entry(X, j, i), j, n), i, m)

The two sides of an equation are lowered without any law; where they are one network, that network
is why they are equal, and a reader can follow it. Factors stand in the order in which they hang
together, indices are named in the order in which they are met.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mdderive.config import Budget
from mdderive.evidence import IndexForm
from mdderive.kernel.lower import Lowering
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network
from mdderive.kernel.workspace import Beyond, OverBudget, Workspace
from mdderive.operators import apply, number
from mdderive.term import (
    INDEXED,
    SCALAR,
    Apply,
    Dimension,
    Problem,
    Shape,
    Size,
    Symbol,
    Term,
    subterms,
)

LETTERS = "ijklpqrstuv"
TAKEN = frozenset("deIET")
FUNCTIONS = {Kind.EXP: "exp", Kind.LOG: "log"}


def index_form(problem: Problem, budget: Budget) -> IndexForm | None:
    """The sum over indices that both sides are; None where they are no one network without laws,
    or it can't be written so."""
    work = Workspace(budget, problem.declarations, problem.structured)
    lower = Lowering(work, problem)
    try:
        left, right = lower(problem.left), lower(problem.right)
        if left.key != right.key:
            return None
        return _Writing(problem).equation(left)
    except (OverBudget, Beyond, RecursionError):
        return None


@dataclass
class _Names:
    """Letters for the indices of one product; `of` the numbers that have one."""

    free: Iterator[str]
    of: dict[int, str] = field(default_factory=dict)

    def __call__(self, index: int) -> Symbol:
        if index not in self.of:
            letter = next(self.free, None)
            if letter is None:
                raise Beyond("more indices than letters")
            self.of[index] = letter
        return Symbol(self.of[index], SCALAR)


class _Writing:
    """Writes the networks of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.letters = [letter for letter in LETTERS if letter not in _names(problem)]

    def equation(self, network: Network) -> IndexForm:
        """The network at row i and column j."""
        shape = self.problem.left.shape
        names = _Names(iter(self.letters))
        sizes = (shape.rows, shape.cols)
        places = tuple(
            number(1) if size.is_one else names(-1 - place) for place, size in enumerate(sizes)
        )
        used = set(names.of.values())
        body = self.total(network, tuple(zip(places, sizes, strict=True)), used)
        return (places if used else ()), body

    def total(self, network: Network, axes: Sequence[tuple[Term, Size]], used: set[str]) -> Term:
        """The sum of the products, each with these indices on its axes."""
        terms = [
            self.product(monomial, number(coefficient), axes, used)
            for monomial, coefficient in network.terms.items()
        ]
        terms = terms or [number(0)]
        return terms[0] if len(terms) == 1 else apply("sum", *terms)

    def product(
        self,
        monomial: Monomial,
        coefficient: Term,
        axes: Sequence[tuple[Term, Size]],
        used: set[str],
    ) -> Term:
        """Scalars, then the sum over what is summed of the entries."""
        names = _Names(letter for letter in self.letters if letter not in used)
        deltas = list(_placed(monomial, axes, names))
        ordered = _hanging_together([f for f in monomial.factors if f.slots], monomial.axes)
        named = {slot: names(slot) for f in ordered for slot in f.slots}
        inner = [self.factor(f, names, monomial.sizes, used) for f in ordered]
        outside = sorted(
            (f for f in monomial.factors if not f.slots), key=lambda f: f.atom.kind is Kind.CLOSED
        )
        scalars = [self.factor(f, names, monomial.sizes, used) for f in outside]
        body = _times([*deltas, *inner])
        for index in reversed(named):
            if index not in monomial.free:
                body = apply("sum_over", body, named[index], Dimension(monomial.sizes[index]))
        return _times([coefficient, *scalars, body])

    def factor(self, factor: Factor, names: _Names, sizes: Sequence[Size], used: set[str]) -> Term:
        """One factor with its indices."""
        indices = [(names(slot), sizes[slot]) for slot in factor.slots]
        base = self.atom(factor.atom, indices, used | set(names.of.values()))
        if factor.exponent == 1:
            return base
        return apply("power", base, number(factor.exponent))

    def atom(self, atom: Atom, indices: Sequence[tuple[Symbol, Size]], used: set[str]) -> Term:
        match atom.kind:
            case Kind.SYMBOL:
                return self.entry(self.symbol(atom), [index for index, _ in indices])
            case Kind.DIMENSION:
                return Dimension(Size.letter(str(atom.data[0])))
            case Kind.CLOSED | Kind.GROUP:
                return self.total(atom.arguments[0], indices, used)
            case Kind.EXP | Kind.LOG | Kind.MAP:
                inner = self.total(atom.arguments[0], indices, used)
                name, order = atom.data if atom.kind is Kind.MAP else (FUNCTIONS[atom.kind], 0)
                return apply("map", inner, data=(name, order))
            case Kind.INVERSE:
                inner, turned = self.plain(atom.arguments[0])
                places = [index for index, _ in (reversed(indices) if turned else indices)]
                return self.entry(apply("inverse", inner), places)
            case Kind.DETERMINANT:
                return apply("determinant", self.plain(atom.arguments[0])[0])
        raise Beyond(f"{atom.kind} is not written by its entries")

    def symbol(self, atom: Atom) -> Term:
        """The name, or its differential."""
        name, mark = map(str, atom.data)
        declared = self.problem.declarations.get(name)
        if declared is None or declared.family or mark not in ("", "d"):
            raise Beyond("no name of the note")
        known = Symbol(name, declared.shape)
        return apply("differential", known) if mark else known

    def entry(self, whole: Term, indices: Sequence[Term]) -> Term:
        """An entry; that of a diagonal matrix has one index."""
        shape: Shape = whole.shape
        if shape.is_scalar:
            return whole
        given = iter([*indices, *indices])
        row, col = (number(1) if size.is_one else next(given) for size in (shape.rows, shape.cols))
        return apply("entry", whole, row, col, shape=SCALAR)

    def plain(self, network: Network) -> tuple[Term, bool]:
        """The name that a network is, and whether it is its transpose."""
        if len(network.terms) == 1:
            ((monomial, coefficient),) = network.terms.items()
            if coefficient == 1 and len(monomial.factors) == 1:
                (factor,) = monomial.factors
                slots = tuple((slot,) for slot in factor.slots)
                if factor.exponent == 1 and factor.atom.kind is Kind.SYMBOL:
                    known = self.symbol(factor.atom)
                    if monomial.axes in (slots, slots[::-1]):
                        return known, monomial.axes != slots
        raise Beyond("an inverse of more than a name")


def _names(problem: Problem) -> frozenset[str]:
    """Letters that mean something already."""
    terms = [node for side in (problem.left, problem.right) for node in subterms(side)]
    bound = {
        str(n.args[1].name)
        for n in terms
        if isinstance(n, Apply) and n.operator in INDEXED and isinstance(n.args[1], Symbol)
    }
    sizes = {letter for one in problem.declarations.values() for letter in one.letters()}
    families = {letter for one in problem.declarations.values() for letter, _, _ in one.family}
    return frozenset({*problem.declarations, *bound, *sizes, *families}) | TAKEN


def _placed(monomial: Monomial, axes: Sequence[tuple[Term, Size]], names: _Names) -> Iterator[Term]:
    """Gives the free indices their letters; what two axes share is a delta of their letters."""
    if len(monomial.axes) != len(axes) or any(len(axis) > 1 for axis in monomial.axes):
        raise Beyond("a tuple index")
    for axis, (index, size) in zip(monomial.axes, axes, strict=True):
        if not axis or not isinstance(index, Symbol):
            continue
        (place,) = axis
        if place in names.of:
            yield apply("delta", names(place), index, Dimension(size), shape=SCALAR)
        else:
            names.of[place] = index.name


def _hanging_together(factors: Sequence[Factor], axes: Sequence[Sequence[int]]) -> list[Factor]:
    """The factors as a chain from the first axis on, or from a vector, each sharing an index with
    those before it where one does."""
    left = sorted(factors, key=lambda f: (len(f.slots), f.atom.key, f.slots))
    met = [index for axis in axes[:1] for index in axis]
    ordered: list[Factor] = []
    while left:
        near = (f for index in reversed(met) for f in left if index in f.slots)
        chosen = next(near, left[0])
        left.remove(chosen)
        ordered.append(chosen)
        met += [slot for slot in chosen.slots if slot not in met]
    return ordered


def _times(factors: Sequence[Term]) -> Term:
    kept = [one for one in factors if one != number(1)]
    if not kept:
        return number(1)
    return kept[0] if len(kept) == 1 else apply("product", *kept)
