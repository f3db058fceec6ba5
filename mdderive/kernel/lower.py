"""From terms to networks: the index form of each operator, as its record states it.

A term's network has the axes rows and columns, then one for each index that is free in it (see
`indexed.py`).
"""

from collections.abc import Sequence
from functools import cache

from mdderive.kernel import indexed
from mdderive.kernel.applications import applied
from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.determinant import determinant
from mdderive.kernel.entries import one_like
from mdderive.kernel.entrywise import power
from mdderive.kernel.exponential import expm
from mdderive.kernel.functions import mapped
from mdderive.kernel.interning import Interning
from mdderive.kernel.inverse import inverse
from mdderive.kernel.log_product import log_of_product
from mdderive.kernel.nested import Nested
from mdderive.kernel.network import Monomial, Network, Rational, constant, plain
from mdderive.kernel.roots import powered
from mdderive.kernel.symbolic_power import symbolic_power, whole
from mdderive.kernel.symbols import Marks, entries, symbol
from mdderive.kernel.tidy import size_terms
from mdderive.kernel.variation import Variation
from mdderive.kernel.workspace import Beyond, OverBudget, Workspace
from mdderive.operators import Defined, Einsum, operators
from mdderive.term import Apply, Dimension, Number, Problem, Size, Symbol, Term


class Lowering:
    """Lowers the terms of one problem."""

    def __init__(self, work: Workspace, problem: Problem) -> None:
        self.work = work
        self.problem = problem
        self.known: dict[tuple[int, tuple[tuple[str, str], ...]], Network] = {}
        self.free = indexed.FreeIndices()
        self.ranges: dict[str, Size] = {}
        self.interning = Interning()
        self.variation = Variation(work, problem, self)

    def __call__(self, term: Term, marks: Marks | None = None) -> Network:
        """The network of a term."""
        marks = marks or {}
        term = self.interning(term)
        ranges = [(name, str(self.ranges.get(name))) for name in self.free(term)]
        key = (id(term), (*sorted(marks.items()), *ranges))
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._lower(term, marks)
        return found

    def _lower(self, term: Term, marks: Marks) -> Network:
        match term:
            case Number(value=value):
                return _scalar(constant(value))
            case Dimension(size=size):
                return _scalar(Network(0, {Monomial((), f, ()): c for f, c in size_terms(size)}))
            case Symbol(name=name, shape=shape):
                return symbol(self.work, name, shape, marks.get(name, ""))
        record = operators()[term.operator]
        match record.index_form:
            case Einsum() as form:
                return self._einsum(term, form, marks)
            case Defined(term=defined):
                return self(defined(term.args, term.shape), marks)
        return self._primitive(term, marks)

    def _einsum(self, term: Apply, form: Einsum, marks: Marks) -> Network:
        letters = form.letters([arg.shape for arg in term.args])
        before, after = letters.split("->")
        groups = _groups(after)
        if form.sizes:
            given = zip(form.sizes, map(indexed.size_of, term.args), strict=True)
            return contract(self.work, [], [], groups, {x: indexed.lengths(n) for x, n in given})
        inside = Nested(coefficient=form.coefficient)
        for arg, pair in zip(term.args, before.split(","), strict=bool(term.args)):
            inside.add(arg, (pair[0], pair[1]), alone=len(term.args) == 1)
        free = indexed.labels(self.free(term))
        inputs = [(*pair, *indexed.labels(self.free(arg))) for arg, pair in inside.leaves]
        fresh: dict[str | int, tuple[Size, ...]] = {}
        for group, size in zip(groups, (term.shape.rows, term.shape.cols), strict=True):
            for letter in group:
                fresh[letter] = () if size.is_one else (size,)
        networks = [self(arg, marks) for arg, _ in inside.leaves]
        output = [*groups, *indexed.groups(free)]
        return contract(self.work, networks, inputs, output, fresh).scaled(
            plain(inside.coefficient)
        )

    def _primitive(self, term: Apply, marks: Marks) -> Network:
        match term.operator:
            case "sum":
                return self._sum(term, marks)
            case "power":
                return self._power(term, marks)
            case "hadamard_power":
                return self._entrywise_power(term, marks)
            case "map":
                return self._map(term, marks)
            case "inverse":
                return inverse(self.work, self(self._without_index(term.args[0]), marks))
            case "determinant":
                inside = self(self._without_index(term.args[0]), marks)
                return _scalar(determinant(self.work, inside))
            case "application":
                return self._application(term, marks)
            case "expm":
                return self._exponential(term, marks)
            case "differential":
                return self.variation.differential(term.args[0], marks)
            case "gradient" | "jacobian" | "hessian":
                return self.variation.derivative(term, marks)
        return self._indexed(term, marks)

    def _exponential(self, term: Apply, marks: Marks) -> Network:
        network = self(self._without_index(term.args[0]), marks)
        if network.is_zero:
            return self(Apply("identity", (), term.shape), marks)
        return expm(self.work, network)

    def _indexed(self, term: Apply, marks: Marks) -> Network:
        wanted = self.free(term)
        if term.operator == "delta":
            return indexed.delta(self.work, term, wanted)
        if term.operator in ("entry", "member"):
            inner = self(term.args[0], marks)
            place = indexed.entry if term.operator == "entry" else indexed.member
            return place(self.work, inner, self.free(term.args[0]), term, wanted)
        if term.operator in ("sum_over", "family"):
            return self._over(term, marks)
        raise Beyond(f"{term.operator} has no index form")

    def _over(self, term: Apply, marks: Marks) -> Network:
        """A sum over an index, or the members of a family."""
        body, index, size = term.args
        if not isinstance(index, Symbol):
            raise Beyond("an index that is no name")
        inner, own = self._inside(body, index.name, indexed.size_of(size), marks), self.free(body)
        if term.operator == "family":
            return indexed.side_by_side(self.work, inner, own, index.name, indexed.size_of(size))
        return indexed.summed(self.work, inner, own, index.name, _plain(self(size)))

    def _inside(self, body: Term, index: str, size: Size, marks: Marks) -> Network:
        """The body in the scope of an index."""
        outer = dict(self.ranges)
        self.ranges[index] = size
        try:
            return self(body, marks)
        finally:
            self.ranges = outer

    def _spread(self, term: Term, wanted: tuple[str, ...], marks: Marks) -> Network:
        """The network of a term with the axes of the indices wanted."""
        own = self.free(term)
        return indexed.spread(self.work, self(term, marks), own, wanted, self.ranges)

    def _without_index(self, term: Term) -> Term:
        if self.free(term):
            raise Beyond("a matrix of a family under an inverse or a determinant")
        return term

    def _sum(self, term: Apply, marks: Marks) -> Network:
        wanted = self.free(term)
        parts = [self._spread(arg, wanted, marks) for arg in term.args]
        return plus(self.work, 2 + len(wanted), parts)

    def _power(self, term: Apply, marks: Marks) -> Network:
        base, exponent = term.args
        if base.shape.is_scalar:
            return self._entrywise_power(term, marks)
        if not isinstance(exponent, Number):
            return self._symbolic_power(base, exponent, marks)
        if exponent.value.denominator != 1:
            plain = self(self._without_index(base), marks)
            return powered(self.work, plain, constant(exponent.value))
        times_in = int(exponent.value)
        if times_in < 1:
            self._without_index(base)
        network = self(base, marks)
        if times_in == 0:
            return self(Apply("identity", (), term.shape), marks)
        if times_in < 0:
            network = inverse(self.work, network)
        return _repeated(self.work, network, abs(times_in), indexed.labels(self.free(base)))

    def _symbolic_power(self, base: Term, exponent: Term, marks: Marks) -> Network:
        raised = _plain(self(self._without_index(exponent), marks))
        if not whole(raised):
            raise Beyond("a matrix to a power that is no whole number")
        return powered(self.work, self(self._without_index(base), marks), raised)

    def _entrywise_power(self, term: Apply, marks: Marks) -> Network:
        base, exponent = self(term.args[0], marks), self(self._without_index(term.args[1]), marks)
        if base.is_zero:
            return power(self.work, base, _number(term.args[1]))
        if isinstance(term.args[1], Number):
            return power(self.work, base, plain(term.args[1].value))
        return symbolic_power(self.work, base, _plain(exponent))

    def _application(self, term: Apply, marks: Marks) -> Network:
        """A function that is not defined; its axes are brought in the order of all others."""
        wanted = self.free(term)
        free = [indexed.lengths(self.ranges[name]) for name in wanted]
        arguments = []
        for arg in term.args:
            parts = (indexed.lengths(arg.shape.rows), indexed.lengths(arg.shape.cols), *free)
            found = entries(self.work, self._spread(arg, wanted, marks), parts)
            arguments.append(found if found.terms else Network(sum(map(len, parts)), {}))
        sizes = tuple(size for axis in free for size in axis)
        network = applied(self.work, str(term.data[0]), (), arguments, sizes)
        shape = (indexed.lengths(term.shape.rows), indexed.lengths(term.shape.cols))
        places = iter(range(network.axes))
        last = [tuple(next(places) for _ in axis) for axis in free]
        first = [tuple(next(places) for _ in axis) for axis in shape]
        return contract(self.work, [network], [range(network.axes)], [*first, *last])

    def _map(self, term: Apply, marks: Marks) -> Network:
        name, order = str(term.data[0]), int(str(term.data[1]))
        declared = self.work.declarations.get(name)
        if declared is not None and declared.function not in (None, "elementwise"):
            name = str(declared.function)
        split = log_of_product(term.args[0]) if (name, order) == ("log", 0) else None
        if split is not None:
            return self(split, marks)
        ones = self._spread(Apply("ones", (), term.shape), self.free(term), marks)
        network = self(term.args[0], marks)
        if not network.is_zero:
            ones = one_like(network)
        return mapped(self.work, name, order, network, ones)


def _scalar(network: Network) -> Network:
    """A network without axes as that of a 1 x 1 matrix."""
    return Network(2, {m._replace(axes=((), ())): c for m, c in network.terms.items()})


def _plain(network: Network) -> Network:
    return Network(0, {m._replace(axes=()): c for m, c in network.terms.items()})


def _number(term: Term) -> Rational:
    if isinstance(term, Number):
        return plain(term.value)
    raise Beyond("0 to a symbolic power")


@cache
def _groups(after: str) -> Sequence[tuple[str, ...]]:
    """`(ji)a` -> [("j", "i"), ("a",)]."""
    groups: list[tuple[str, ...]] = []
    rest = after
    while rest:
        if rest[0] == "(":
            inside, rest = rest[1:].split(")", 1)
            groups.append(tuple(inside))
        else:
            groups.append((rest[0],))
            rest = rest[1:]
    return groups


def _repeated(work: Workspace, network: Network, times_in: int, free: tuple[str, ...]) -> Network:
    """A matrix to a positive power, by repeated squaring."""
    if times_in > 512:
        raise OverBudget("a matrix power too high to expand")
    result, square = None, network
    while times_in:
        if times_in % 2:
            result = square if result is None else _product(work, result, square, free)
        times_in //= 2
        if times_in:
            square = _product(work, square, square, free)
    assert result is not None
    return result


def _product(work: Workspace, left: Network, right: Network, free: tuple[str, ...]) -> Network:
    inputs = [("i", "k", *free), ("k", "j", *free)]
    return contract(work, [left, right], inputs, indexed.groups(("i", "j", *free)))
