"""The proof kernel: index networks, their canonical form, and the laws beyond it."""

from mdderive.kernel.prove import Proof, ProofOutcome, prove

__all__ = ["Proof", "ProofOutcome", "prove"]
