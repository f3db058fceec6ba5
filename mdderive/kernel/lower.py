"""From terms to networks: the index form of each operator, as its record states it.

While something is differentiated, a structured variable is lowered without its structure ("raw"),
because its entries move independently; the structure is put back afterwards. The variable of a
gradient, Jacobian or Hessian is an atom of its own until its point is put in its place.
"""

from collections.abc import Mapping

from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.differentiate import Derivation
from mdderive.kernel.entrywise import one_like, power
from mdderive.kernel.functions import mapped
from mdderive.kernel.inverse import determinant, inverse
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, constant
from mdderive.kernel.rebuild import Substitution
from mdderive.kernel.symbolic_power import symbolic_power
from mdderive.kernel.workspace import Beyond, OverBudget, Workspace, size_terms
from mdderive.operators import Defined, Einsum, operators
from mdderive.term import (
    Apply,
    Dimension,
    Number,
    Problem,
    Property,
    Shape,
    Size,
    Symbol,
    Term,
)

SYMMETRIC = (
    Property.SYMMETRIC,
    Property.POSITIVE_DEFINITE,
    Property.POSITIVE_SEMIDEFINITE,
)
STRUCTURED = (*SYMMETRIC, Property.SKEW, Property.DIAGONAL)
LAWFUL = (*STRUCTURED, Property.ORTHOGONAL, Property.PROJECTION, Property.POSITIVE)

Marks = Mapping[str, str]
"""Names lowered in a special way: `raw`, or `bound...` for the variable of a derivative."""


def symbol(work: Workspace, name: str, shape: Shape, mark: str = "") -> Network:
    """The entries of a name. Marks: "" as declared, "raw" without structure, "d" and "dd" the
    differential, "bound..." the variable of a derivative."""
    sizes = tuple(size for size in (shape.rows, shape.cols) if not size.is_one)
    inherits = mark == "" or (mark == "d" and work.structured == "space")
    square = len(sizes) == 2 and shape.rows == shape.cols
    if inherits and square and work.has(name, Property.DIAGONAL):
        atom = Atom(f"{name}|{mark}|diagonal", Kind.SYMBOL, (name, mark))
        entry = Factor(atom, (0,), 1)
        return Network(2, {Monomial(((0,), (0,)), (entry,), (shape.rows,)): 1})
    symmetries: tuple[tuple[tuple[int, ...], int], ...] = ()
    if inherits and square and work.has(name, *SYMMETRIC):
        symmetries = (((1, 0), 1),)
    elif inherits and square and work.has(name, Property.SKEW):
        symmetries = (((1, 0), -1),)
    atom = Atom(f"{name}|{mark}", Kind.SYMBOL, (name, mark), (), symmetries)
    axes = iter(range(len(sizes)))
    placed = tuple(() if size.is_one else (next(axes),) for size in (shape.rows, shape.cols))
    factor = Factor(atom, tuple(range(len(sizes))), 1)
    return Network(2, {Monomial(placed, (factor,), sizes): 1})


def entries(work: Workspace, network: Network) -> Network:
    """One axis for every index of the two axes: the form in which a value replaces a symbol."""
    structure = network.structure
    if structure is None:
        return network
    labels = [f"a{place}" for place in range(2) if structure[place]]
    inputs = [f"a{place}" for place in range(2)]
    if any(len(axis) > 1 for axis in structure):
        raise Beyond("a tuple index in the place of a plain one")
    return contract(work, [network], [inputs], [(label,) for label in labels])


class Lowering:
    """Lowers the terms of one problem."""

    def __init__(self, work: Workspace, problem: Problem) -> None:
        self.work = work
        self.problem = problem
        self.known: dict[tuple[Term, tuple[tuple[str, str], ...]], Network] = {}
        self.bound = 0

    def __call__(self, term: Term, marks: Marks | None = None) -> Network:
        """The network of a term: two axes, rows and columns."""
        marks = marks or {}
        key = (term, tuple(sorted(marks.items())))
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
                return self._differential(term.args[0], marks)
            case "gradient" | "jacobian" | "hessian":
                return self._derivative(term, marks)
        raise Beyond(f"{term.operator} has no index form")

    def _power(self, term: Apply, marks: Marks) -> Network:
        base, exponent = term.args
        if base.shape.is_scalar:
            return self._entrywise_power(term, marks)
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            raise Beyond("a matrix to a power that is no number")
        times_in = int(exponent.value)
        network = self(base, marks)
        if times_in == 0:
            return self(Apply("identity", (), term.shape), marks)
        if times_in < 0:
            network = inverse(self.work, network)
        return _repeated(self.work, network, abs(times_in))

    def _entrywise_power(self, term: Apply, marks: Marks) -> Network:
        base, exponent = (self(arg, marks) for arg in term.args)
        if base.is_zero:
            return power(self.work, base, _number(term.args[1]))
        if isinstance(term.args[1], Number):
            return power(self.work, base, term.args[1].value)
        return symbolic_power(self.work, base, _plain(self.work, exponent))

    def _map(self, term: Apply, marks: Marks) -> Network:
        name, order = str(term.data[0]), int(str(term.data[1]))
        declared = self.work.declarations.get(name)
        if declared is not None and declared.function not in (None, "elementwise"):
            name = str(declared.function)
        ones = self(Apply("ones", (), term.shape), marks)
        network = self(term.args[0], marks)
        if not network.is_zero:
            ones = one_like(self.work, network)
        return mapped(self.work, name, order, network, ones)

    def _differential(self, term: Term, marks: Marks) -> Network:
        free = {
            name: "raw"
            for name in self.problem.varying
            if name not in marks and self._loosened(name)
        }
        moved = Derivation(self.work, self._direction, 0)(self(term, {**marks, **free}))
        return self._restored(moved, free) if free else moved

    def _loosened(self, name: str) -> bool:
        """Whether its structure must be set aside while it varies."""
        loose = (Property.ORTHOGONAL, Property.PROJECTION)
        if self.work.structured != "space":
            loose = LAWFUL
        return self.work.has(name, *loose)

    def _direction(self, atom: Atom) -> Network | None:
        name, mark = str(atom.data[0]), str(atom.data[1])
        if name not in self.problem.varying or mark == "d":
            return None
        shape = self.problem.declarations[name].shape
        return entries(self.work, symbol(self.work, name, shape, "d"))

    def _restored(self, network: Network, names: Mapping[str, str]) -> Network:
        def value(atom: Atom) -> Network | None:
            name, mark = str(atom.data[0]), str(atom.data[1])
            if mark != "raw" or name not in names:
                return None
            shape = self.problem.declarations[name].shape
            return entries(self.work, symbol(self.work, name, shape))

        return Substitution(self.work, value)(network)

    def _derivative(self, term: Apply, marks: Marks) -> Network:
        body, variable, at = term.args
        by_vec = isinstance(variable, Apply) and variable.operator == "vec"
        if isinstance(variable, Apply) and by_vec:
            variable = variable.args[0]
            if isinstance(at, Apply) and at.operator == "vec":
                at = at.args[0]
        if not isinstance(variable, Symbol) or variable.shape != at.shape:
            raise Beyond("a derivative by something that is no name")
        self.bound += 1
        mark = f"bound{self.bound}"
        network = self(body, {**marks, variable.name: mark})
        derivation = Derivation(self.work, _Basis(self.work, variable, mark), 2)
        labels = "i", "p", "q", "r", "s"
        moved = derivation(network)
        if term.operator == "hessian":
            twice = derivation(moved)
            inputs, rows, cols = ("_", "_", "p", "q", "r", "s"), ("p", "q"), ("r", "s")
            moved = twice
        elif term.operator == "jacobian":
            inputs, rows, cols = ("i", "_", "p", "q"), ("i",), ("p", "q")
        else:
            inputs, rows, cols = ("_", "_", "p", "q"), ("p",), ("q",)
        del labels
        if by_vec:
            rows, cols = _column_first(rows), _column_first(cols)
        ordered = contract(self.work, [moved], [inputs], [rows, cols])
        return self._at_point(ordered, variable, mark, at, marks, term.operator)

    def _at_point(
        self, network: Network, variable: Symbol, mark: str, at: Term, marks: Marks, operator: str
    ) -> Network:
        point = entries(self.work, self(at, marks))

        def value(atom: Atom) -> Network | None:
            return point if atom.data == (variable.name, mark) else None

        found = Substitution(self.work, value)(network)
        structured = self.work.has(variable.name, *STRUCTURED) and at == variable
        if self.work.structured == "free" or not structured:
            return found
        if operator != "gradient":
            raise Beyond("a Jacobian or Hessian by a variable in a space of its own")
        return self._projected(found, variable)

    def _projected(self, network: Network, variable: Symbol) -> Network:
        """The gradient within the variable's space, or by its free entries."""
        work, name = self.work, variable.name
        flipped = contract(work, [network], [("i", "j")], [("j",), ("i",)])
        diagonal = contract(
            work, [contract(work, [network], [("i", "i")], [("i",)])], [("i",)], [("i",), ("i",)]
        )
        if work.has(name, Property.DIAGONAL):
            return diagonal
        if work.structured == "entries":
            if work.has(name, *SYMMETRIC):
                return plus(work, 2, [network, flipped, diagonal.scaled(-1)])
            raise Beyond("the derivative by the free entries of a skew matrix")
        sign = -1 if work.has(name, Property.SKEW) else 1
        half = _half(sign)
        return plus(work, 2, [network.scaled(_half(1)), flipped.scaled(half)])


class _Basis:
    """The direction in which one entry of a variable moves: delta with the slots of the factor."""

    def __init__(self, work: Workspace, variable: Symbol, mark: str) -> None:
        self.wanted = (variable.name, mark)
        self.sizes = [variable.shape.rows, variable.shape.cols]

    def __call__(self, atom: Atom) -> Network | None:
        if atom.data != self.wanted:
            return None
        kept = tuple(size for size in self.sizes if not size.is_one)
        slots = tuple((place,) for place in range(len(kept)))
        places = iter(slots)
        moved = tuple(() if size.is_one else next(places) for size in self.sizes)
        return Network(len(slots) + 2, {Monomial((*slots, *moved), (), kept): 1})


def _half(sign: int):
    from fractions import Fraction

    return Fraction(sign, 2)


def _scalar(network: Network) -> Network:
    """A network without axes as that of a 1 x 1 matrix."""
    return Network(2, {m._replace(axes=((), ())): c for m, c in network.terms.items()})


def _plain(work: Workspace, network: Network) -> Network:
    return Network(0, {m._replace(axes=()): c for m, c in network.terms.items()})


def _number(term: Term):
    if isinstance(term, Number):
        return term.value
    raise Beyond("0 to a symbolic power")


def _column_first(labels: tuple[str, ...]) -> tuple[str, ...]:
    """vec: the column index is the slower one."""
    return tuple(reversed(labels)) if len(labels) == 2 else labels


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
