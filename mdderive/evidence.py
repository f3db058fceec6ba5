"""What the two judges may answer, and the record that hands both to the rest.

The kernel proves by index form, the SymPy judge recomputes on explicit matrices. They are passed
around as one record, so that nothing above them imports SymPy, and a test may break one of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from mdderive.config import Budget
from mdderive.derivation import Witness
from mdderive.term import Problem, Term

NO_SIZES: Mapping[str, int] = MappingProxyType({})


class ProofOutcome(StrEnum):
    """DIFFERENT is a disproof: both sides lie in the fragment that canonical forms decide, and
    the forms differ. UNDECIDED is never a "no"."""

    PROVED = "proved"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    OVER_BUDGET = "over budget"


@dataclass(frozen=True)
class Proof:
    """The kernel's answer. `assumes` is what both sides need to have a meaning, whatever the
    outcome; `least`, how large each size must be for a disproof to show."""

    outcome: ProofOutcome
    assumes: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    reason: str = ""
    least: Mapping[str, int] = field(default_factory=lambda: NO_SIZES)


class JudgementOutcome(StrEnum):
    """NO_POINT: nowhere are both sides defined and the facts true. UNFINISHED: the quota of points
    was not reached within the budget."""

    AGREE = "agree"
    REFUTED = "refuted"
    NO_POINT = "no point"
    UNFINISHED = "unfinished"


@dataclass(frozen=True)
class Judgement:
    """The SymPy judge's answer; `exact`: all sizes are numbers, checked over symbolic entries."""

    outcome: JudgementOutcome
    exact: bool = False
    sizes: tuple[Mapping[str, int], ...] = ()
    assumes: tuple[str, ...] = ()
    witness: Witness | None = None
    reason: str = ""


class Judge(Protocol):
    """The SymPy judge. `least` are the sizes that a witness needs at least; `alone` says that no
    proof stands beside the answer, so that agreement has to be earned by more."""

    def __call__(
        self, problem: Problem, budget: Budget, least: Mapping[str, int], alone: bool = False, /
    ) -> Judgement: ...


IndexForm = tuple[tuple[Term, ...], Term]
"""Row and column of an entry (empty for a scalar), and the sum of products that it is."""


def _unwritten(problem: Problem, budget: Budget) -> IndexForm | None:
    return None


@dataclass(frozen=True)
class Judges:
    """Both judges; `indexed` is the index form that the kernel has of both sides."""

    prove: Callable[[Problem, Budget], Proof]
    judge: Judge
    indexed: Callable[[Problem, Budget], IndexForm | None] = _unwritten
