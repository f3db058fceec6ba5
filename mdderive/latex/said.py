"""What one remark of the prose says of one name."""

from dataclasses import dataclass

from mdderive.derivation import Remark
from mdderive.latex.declarations import Declared
from mdderive.source import Fragment
from mdderive.term import Property


@dataclass(frozen=True)
class Said:
    """The declaration of the name ("": of all names) if the shape is told, its properties in any
    case; `guess`: a scalar, unless the name is known to be something else; `formula`: the equation
    that defines it."""

    name: str
    declared: Declared | None
    properties: frozenset[Property]
    remark: Remark
    guess: bool = False
    formula: Fragment | None = None
