"""From terms to networks: the index form of each operator, as its record states it."""

from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.determinant import determinant
from mdderive.kernel.entries import one_like
from mdderive.kernel.entrywise import power
from mdderive.kernel.functions import mapped
from mdderive.kernel.interning import Interning
from mdderive.kernel.inverse import inverse
from mdderive.kernel.network import Monomial, Network, Rational, constant
from mdderive.kernel.roots import powered
from mdderive.kernel.symbolic_power import symbolic_power, whole
from mdderive.kernel.symbols import Marks, symbol
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
        self.interning = Interning()
        self.variation = Variation(work, problem, self)

    def __call__(self, term: Term, marks: Marks | None = None) -> Network:
        """The network of a term: two axes, rows and columns."""
        marks = marks or {}
        term = self.interning(term)
        key = (id(term), tuple(sorted(marks.items())))
        if key not in self.known:
            self.known[key] = self._lower(term, marks)
        return self.known[key]

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
            case Einsum(coefficient=coefficient) as form:
                return self._einsum(term, form, marks).scaled(coefficient)
            case Defined(term=defined):
                return self(defined(term.args, term.shape), marks)
        return self._primitive(term, marks)

    def _einsum(self, term: Apply, form: Einsum, marks: Marks) -> Network:
        letters = form.letters([arg.shape for arg in term.args])
        before, after = letters.split("->")
        inputs = [tuple(pair) for pair in before.split(",")] if term.args else []
        groups = _groups(after)
        fresh: dict[str | int, tuple[Size, ...]] = {}
        for group, size in zip(groups, (term.shape.rows, term.shape.cols), strict=True):
            for letter in group:
                fresh[letter] = () if size.is_one else (size,)
        return contract(self.work, [self(arg, marks) for arg in term.args], inputs, groups, fresh)

    def _primitive(self, term: Apply, marks: Marks) -> Network:
        match term.operator:
            case "sum":
                return plus(self.work, 2, [self(arg, marks) for arg in term.args])
            case "power":
                return self._power(term, marks)
            case "hadamard_power":
                return self._entrywise_power(term, marks)
            case "map":
                return self._map(term, marks)
            case "inverse":
                return inverse(self.work, self(term.args[0], marks))
            case "determinant":
                return _scalar(determinant(self.work, self(term.args[0], marks)))
            case "differential":
                return self.variation.differential(term.args[0], marks)
            case "gradient" | "jacobian" | "hessian":
                return self.variation.derivative(term, marks)
        raise Beyond(f"{term.operator} has no index form")

    def _power(self, term: Apply, marks: Marks) -> Network:
        base, exponent = term.args
        if base.shape.is_scalar:
            return self._entrywise_power(term, marks)
        if not isinstance(exponent, Number):
            return self._symbolic_power(base, exponent, marks)
        if exponent.value.denominator != 1:
            return powered(self.work, self(base, marks), constant(exponent.value))
        times_in = int(exponent.value)
        network = self(base, marks)
        if times_in == 0:
            return self(Apply("identity", (), term.shape), marks)
        if times_in < 0:
            network = inverse(self.work, network)
        return _repeated(self.work, network, abs(times_in))

    def _symbolic_power(self, base: Term, exponent: Term, marks: Marks) -> Network:
        raised = _plain(self(exponent, marks))
        if not whole(raised):
            raise Beyond("a matrix to a power that is no whole number")
        return powered(self.work, self(base, marks), raised)

    def _entrywise_power(self, term: Apply, marks: Marks) -> Network:
        base, exponent = (self(arg, marks) for arg in term.args)
        if base.is_zero:
            return power(self.work, base, _number(term.args[1]))
        if isinstance(term.args[1], Number):
            return power(self.work, base, term.args[1].value)
        return symbolic_power(self.work, base, _plain(exponent))

    def _map(self, term: Apply, marks: Marks) -> Network:
        name, order = str(term.data[0]), int(str(term.data[1]))
        declared = self.work.declarations.get(name)
        if declared is not None and declared.function not in (None, "elementwise"):
            name = str(declared.function)
        ones = self(Apply("ones", (), term.shape), marks)
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
        return term.value
    raise Beyond("0 to a symbolic power")


def _groups(after: str) -> list[tuple[str, ...]]:
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


def _repeated(work: Workspace, network: Network, times_in: int) -> Network:
    """A matrix to a positive power, by repeated squaring."""
    if times_in > 512:
        raise OverBudget("a matrix power too high to expand")
    result, square = None, network
    while times_in:
        if times_in % 2:
            result = square if result is None else _product(work, result, square)
        times_in //= 2
        if times_in:
            square = _product(work, square, square)
    assert result is not None
    return result


def _product(work: Workspace, left: Network, right: Network) -> Network:
    return contract(work, [left, right], [("i", "k"), ("k", "j")], [("i",), ("j",)])
