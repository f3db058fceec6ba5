"""From one side of a step to the other: the chain of named rules between them."""

from mdderive.derive.expansion.expand import Expanded, expand

__all__ = ["Expanded", "expand"]
