"""A point: what a step is evaluated at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.draws import Draw, Mood
from mdderive.recompute.field import Element


@dataclass
class Point:
    """Values, directions dX, and what arbitrary functions are at the arguments met so far."""

    sizes: Mapping[str, int]
    values: dict[str, Grid]
    directions: dict[str, Grid]
    draw: Draw
    functions: dict[tuple[str, int, str], Any] = field(default_factory=dict)

    def generic(self, name: str, order: int, argument: Any) -> Any:
        """An independent number for each function, order and argument: a jet without relations."""
        shown = argument.key() if isinstance(argument, Element) else str(argument)
        key = (name, order, shown)
        if key not in self.functions:
            value = self.draw.numbers(self.draw.random)
            self.functions[key] = abs(value) if self.draw.mood is Mood.STEADY else value
        return self.functions[key]
