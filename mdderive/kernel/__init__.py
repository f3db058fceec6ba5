"""The proof kernel: index networks, their canonical form, and the laws beyond it."""

from mdderive.evidence import Proof, ProofOutcome
from mdderive.kernel.prove import prove
from mdderive.kernel.written import index_form

__all__ = ["Proof", "ProofOutcome", "index_form", "prove"]
