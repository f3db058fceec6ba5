"""Differentials, gradients, Jacobians and Hessians of terms.

Under `free` an entry of a structured X moves alone, so X is lowered without
its structure, differentiated, and given it back afterwards; under `space` dX has the structure of
X, and the gradient G is projected onto it: (G + G^T)/2, (G - G^T)/2 or G o I. Under `entries` it is
G + G^T - G o I for a symmetric X, G - G^T for a skew one. Each row of a Jacobian by vec(X) is such
a gradient, and a Hessian is one in its rows and its columns, as X depends on what is free in it
linearly. A derivative's variable is an atom of its own until its point is put in its place.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.differentiate import Derivation
from mdderive.kernel.indexed import groups, labels
from mdderive.kernel.interning import distinct_subterms
from mdderive.kernel.network import Atom, Monomial, Network
from mdderive.kernel.rebuild import Substitution
from mdderive.kernel.symbols import CURVED, STRUCTURED, Marks, entries, parted, symbol
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Apply, Problem, Property, Symbol, Term


class Lower(Protocol):
    """How everything else is lowered."""

    def __call__(self, term: Term, marks: Marks) -> Network: ...

    def free(self, term: Term) -> Sequence[str]:
        """The indices that occur free in a term."""
        ...


# How the axes of the differentiated network become rows and columns: its own two axes come first,
# then those of each entry that moves, of which the column is the slower index.
LAYOUTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "gradient": (("_", "_", "p", "q"), ("p",), ("q",)),
    "gradient by vec": (("_", "_", "p", "q"), ("q", "p"), ()),
    "jacobian": (("i", "_", "p", "q"), ("i",), ("q", "p")),
    "hessian": (("_", "_", "p", "q", "r", "s"), ("q", "p"), ("s", "r")),
}


class Variation:
    """Lowers what varies, given how to lower everything else."""

    def __init__(self, work: Workspace, problem: Problem, lower: Lower) -> None:
        self.work = work
        self.problem = problem
        self.lower = lower
        self.count = 0
        self.moving: set[str] = set()

    def differential(self, term: Term, marks: Marks) -> Network:
        """d of a term: dX for each varying X, 0 for all other names and for dX itself."""
        loosened = {
            name: "raw"
            for name in sorted(self.problem.varying)
            if name not in marks and self._loosened(name)
        }
        moved = Derivation(self.work, self._direction, 0)(self.lower(term, {**marks, **loosened}))
        return self._restored(moved, loosened) if loosened else moved

    def _loosened(self, name: str) -> bool:
        """Whether its structure is set aside while it varies."""
        structured = self.work.has(name, *STRUCTURED)
        if structured and self.work.structured == "entries":
            raise Beyond("a differential by the free entries of a structured matrix")
        return self.work.has(name, *CURVED) or (structured and self.work.structured == "free")

    def _direction(self, atom: Atom) -> Network | None:
        name, mark = str(atom.data[0]), str(atom.data[1])
        if mark in self.moving:
            raise Beyond("a differential inside a derivative by a name that has a value")
        if name not in self.problem.varying or mark == "d":
            return None
        shape = self.problem.declarations[name].shape
        moved = entries(self.work, symbol(self.work, name, shape, "d"))
        if atom.key.endswith("|diagonal"):  # one slot, and so does its direction
            return contract(self.work, [moved], [("i", "i")], [("i",)])
        return moved

    def _restored(self, network: Network, names: Mapping[str, str]) -> Network:
        def value(atom: Atom) -> Network | None:
            name = str(atom.data[0])
            if atom.data[1] != "raw" or name not in names:
                return None
            shape = self.problem.declarations[name].shape
            return entries(
                self.work, symbol(self.work, name, shape), parted(self.work, name, shape)
            )

        return Substitution(self.work, value)(network)

    def derivative(self, term: Apply, marks: Marks) -> Network:
        """gradient(f, X, at), jacobian(y, x, at) or hessian(f, x, at); x may be vec(X)."""
        body, variable, at = term.args
        by_vec = isinstance(variable, Apply) and variable.operator == "vec"
        if isinstance(variable, Apply) and by_vec:
            variable = variable.args[0]
            at = at.args[0] if isinstance(at, Apply) and at.operator == "vec" else at
        if not isinstance(variable, Symbol) or variable.shape != at.shape:
            raise Beyond("a derivative by something that is no name")
        layout = "gradient by vec" if by_vec and term.operator == "gradient" else term.operator
        times = 2 if term.operator == "hessian" else 1
        free = labels(self.lower.free(body))
        if at == variable and self._plain(term, variable, marks):
            moved = self._moved(self.lower(body, marks), variable, "", times)
            return self._laid_out(moved, layout, free)
        self.count += 1
        mark = f"bound{self.count}"
        if at != variable:
            self.moving.add(mark)
        if self.lower.free(at):
            raise Beyond("a derivative at a point with an index")
        network = self.lower(body, {**marks, variable.name: mark})
        moved = self._moved(network, variable, mark, times)
        parts = parted(self.work, variable.name, variable.shape)
        point = entries(self.work, self.lower(at, marks), parts)

        def value(atom: Atom) -> Network | None:
            return point if atom.data == (variable.name, mark) else None

        found = Substitution(self.work, value)(moved)
        loose = self.work.structured == "free" or at != variable
        if not loose and self.work.has(variable.name, *STRUCTURED):
            for _ in range(times):
                found = self._projected(found, variable.name, found.axes - 2 * times)
        return self._laid_out(found, layout, free)

    def _plain(self, term: Apply, variable: Symbol, marks: Marks) -> bool:
        """Whether the variable can stand for itself while it varies: nothing is declared of its
        entries, and no other variation is going on."""
        declared = self.work.declarations.get(variable.name)
        if marks or declared is None or declared.properties:
            return False
        return not any(
            isinstance(part, Apply) and part.operator == "differential"
            for part in distinct_subterms(term.args[0])
        )

    def _moved(self, network: Network, variable: Symbol, mark: str, times: int) -> Network:
        """Differentiated that often; the axes of each entry that moves come last."""
        derivation = Derivation(self.work, _basis(self.work, variable, mark), 2)
        for _ in range(times):
            network = derivation(network)
        return network

    def _laid_out(self, moved: Network, layout: str, free: tuple[str, ...]) -> Network:
        inputs, rows, cols = LAYOUTS[layout]
        inputs = (*inputs[:2], *free, *inputs[2:])
        return contract(self.work, [moved], [inputs], [rows, cols, *groups(free)])

    def _projected(self, moved: Network, name: str, first: int) -> Network:
        """The derivative within the variable's space, or by its free entries: the first pair of the
        axes that moved is projected, and becomes the last."""
        work = self.work
        before = [f"b{place}" for place in range(first)]
        after = [f"a{place}" for place in range(moved.axes - first - 2)]

        def turned(inputs: tuple[str, str], outputs: tuple[str, str]) -> Network:
            axes = [(label,) for label in (*before, *after, *outputs)]
            return contract(work, [moved], [(*before, *inputs, *after)], axes)

        diagonal = turned(("p", "p"), ("p", "p"))
        if work.has(name, Property.DIAGONAL):
            return diagonal
        own, flipped = turned(("p", "q"), ("p", "q")), turned(("p", "q"), ("q", "p"))
        skew = work.has(name, Property.SKEW)
        total = [own, flipped.scaled(-1 if skew else 1)]
        if work.structured == "entries":
            return plus(work, moved.axes, total if skew else [*total, diagonal.scaled(-1)])
        return plus(work, moved.axes, total).scaled(Fraction(1, 2))


def _basis(work: Workspace, variable: Symbol, mark: str) -> Callable[[Atom], Network | None]:
    """The direction in which one entry moves: a delta for each slot. Axes: the slots, then rows
    and columns of the variable."""
    parts = parted(work, variable.name, variable.shape)
    sizes = tuple(size for axis in parts for size in axis)
    slots = tuple((place,) for place in range(len(sizes)))
    places = iter(range(len(sizes)))
    moved = tuple(tuple(next(places) for _ in axis) for axis in parts)
    delta = Network(len(slots) + 2, {Monomial((*slots, *moved), (), sizes): 1})

    def direction(atom: Atom) -> Network | None:
        return delta if atom.data == (variable.name, mark) else None

    return direction
