"""Entrywise functions of networks, read from their records in `operators/functions/`.

A function with an `algebraic` form is replaced by it (sigmoid by powers of 1 + exp(-u)); the others
are generators. A record speaks in terms of one scalar u, which stands for every entry here.
"""

from mdderive.kernel.contraction import plus
from mdderive.kernel.entries import entry_atom, on_entries, times
from mdderive.kernel.entrywise import exp, log, power
from mdderive.kernel.factored import Factored
from mdderive.kernel.half_turns import alternating, half_turns
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.operators import scalar_functions
from mdderive.term import SCALAR, Apply, Number, Symbol, Term

ENTRY = Symbol("u", SCALAR)

ODD = frozenset({"sin"})
EVEN = frozenset({"cos"})


def mapped(work: Workspace, name: str, order: int, network: Network, ones: Network) -> Network:
    """The order-th derivative of f at every entry. `ones` has the axes of the result."""
    record = scalar_functions().get(name)
    if record is None:
        return _atom(work, name, order, network, ones)
    if order == 1:
        return pointwise(work, record.derivative(ENTRY), network, ones)
    if order > 1:
        raise Beyond(f"a derivative of order {order} of {name}")
    if name == "exp":
        return ones if network.is_zero else exp(work, network)
    if name == "log":
        return log(work, network)
    if record.algebraic is not None:
        return pointwise(work, record.algebraic(ENTRY), network, ones)
    return _generator(work, name, network, ones)


def pointwise(work: Workspace, term: Term, network: Network, ones: Network) -> Network:
    """A term in u, for u every entry of the network."""
    if term == ENTRY:
        return network
    if isinstance(term, Number):
        return ones.scaled(term.value)
    if not isinstance(term, Apply):
        raise Beyond("a scalar function with parameters")
    operator = term.operator
    if operator == "map":
        name, order = term.data
        inner = pointwise(work, term.args[0], network, ones)
        return mapped(work, str(name), int(str(order)), inner, ones)
    if operator in ("power", "hadamard_power"):
        exponent = term.args[1]
        if not isinstance(exponent, Number):
            raise Beyond("a scalar function with a symbolic exponent")
        return power(work, pointwise(work, term.args[0], network, ones), exponent.value)
    args = [pointwise(work, arg, network, ones) for arg in term.args]
    match operator:
        case "sum":
            return plus(work, ones.axes, args)
        case "negative":
            return args[0].scaled(-1)
        case "fill":
            return args[0]
        case "zero":
            return Network(ones.axes, {})
        case "hadamard" | "product":
            return times(work, *args)
        case "quotient" | "hadamard_quotient":
            return times(work, args[0], power(work, args[1], -1))
    raise Beyond(f"a scalar function made of {operator}")


def _atom(work: Workspace, name: str, order: int, network: Network, ones: Network) -> Network:
    """The function as an atom."""
    if network.is_zero:
        nothing = Network(0, {})
        atom = Atom(f"map({name},{order})(0)", Kind.MAP, (name, order), (nothing,))
        constant = Network(0, {Monomial((), (Factor(atom, (), 1),), ()): 1})
        return times(work, ones, constant)
    return on_entries(
        work, network, lambda flat: entry_atom(work, Kind.MAP, (name, order), flat, 1)
    )


def _generator(work: Workspace, name: str, network: Network, ones: Network) -> Network:
    """sin and cos at an argument whose leading coefficient is positive: sin(-u) = -sin u, cos(-u)
    = cos u; the sign of a product is the product of the signs."""
    if network.is_zero:
        match name:
            case "sin":
                return Network(ones.axes, {})
            case "cos":
                return ones
        return _atom(work, name, 0, network, ones)
    turns = half_turns(work, network) if name in ODD | EVEN else None
    if turns is not None:
        return times(work, ones, alternating(work, turns)) if name in EVEN else ones.scaled(0)
    lead = network.terms[network.leading]
    if name == "sign":
        return on_entries(work, network, lambda flat: Factored(work, flat).sign())
    if lead < 0 and name in ODD | EVEN:
        made = _atom(work, name, 0, network.scaled(-1), ones)
        return made.scaled(-1) if name in ODD else made
    return _atom(work, name, 0, network, ones)
