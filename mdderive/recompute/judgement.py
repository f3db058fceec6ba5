"""What the judge says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mdderive.derivation import Witness


class Finding(StrEnum):
    """AGREE: the two sides are equal at the full quota of sizes and points. REFUTED: they differ
    at the witness. NO_POINT: nowhere are the declarations and facts met and both sides defined.
    UNFINISHED: nothing can be said within the budget; `reason` says which part."""

    AGREE = "agree"
    REFUTED = "refuted"
    NO_POINT = "no point"
    UNFINISHED = "unfinished"


@dataclass(frozen=True)
class Judgement:
    """`exact`: all sizes are numbers and the identity also holds over symbolic entries. `sizes`:
    where both sides were compared. `assumes`: conditions on sizes that were needed."""

    outcome: Finding
    exact: bool = False
    sizes: tuple[Mapping[str, int], ...] = ()
    assumes: tuple[str, ...] = ()
    witness: Witness | None = None
    reason: str = ""
