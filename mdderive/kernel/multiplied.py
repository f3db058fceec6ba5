"""Multiplying a difference by the sums whose inverses stand at its ends.

D = 0 if S D = 0 for an invertible S, and S S^-1 cancels. So Sherman and Morrison's formula needs no
more than one multiplication by A + x y^T and one common denominator.
"""

from mdderive.kernel.contraction import contract
from mdderive.kernel.decide import cleared
from mdderive.kernel.network import Kind, Network
from mdderive.kernel.workspace import Workspace

ROUNDS = 4


def vanishes_multiplied(work: Workspace, network: Network) -> bool:
    """Whether a network of two axes is 0 after it has been multiplied by some invertible sums."""
    for _ in range(ROUNDS):
        found = _at_an_end(network)
        if found is None:
            return False
        side, turned, inside = found
        labels = ("k", "i") if turned == side else ("i", "k")
        ends = ("i", "c") if side == 0 else ("c", "i")
        output = (("k",), ("c",)) if side == 0 else (("c",), ("k",))
        network = contract(work, [inside, network], [labels, ends], output)
        if cleared(work, network).is_zero:
            return True
    return False


def _at_an_end(network: Network) -> tuple[int, int, Network] | None:
    """(side, the slot of the inverse that is that free index, the sum under the inverse)."""
    for side in (0, 1):
        for monomial in network.terms:
            if len(monomial.axes[side]) != 1:
                continue
            (end,) = monomial.axes[side]
            for atom, slots, exponent in monomial.factors:
                inverse = atom.kind is Kind.INVERSE and exponent == 1 and end in slots
                if inverse and len(atom.arguments[0].terms) > 1:
                    return side, slots.index(end), atom.arguments[0]
    return None
