"""From one side of a step to the other: the chain of named rules between them."""

from mdderive.derive.expansion.expand import expand
from mdderive.derive.expansion.expanded import Expanded

__all__ = ["Expanded", "expand"]
