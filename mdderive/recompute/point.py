"""A point: what a step is evaluated at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.balls import sign
from mdderive.recompute.draws import Draw, Mood
from mdderive.recompute.limits import Unfinished
from mdderive.recompute.rationals import Rational


@dataclass
class Arbitrary:
    """An arbitrary function: the arguments met, and a value for each (order, argument)."""

    arguments: list[Any] = field(default_factory=list)
    values: dict[tuple[int, int], Any] = field(default_factory=dict)

    def place(self, argument: Any) -> int:
        """Where the argument stands; equal arguments must be the same place, or a true statement
        could be refuted."""
        for place, known in enumerate(self.arguments):
            difference = argument - known
            if difference == 0:
                return place
            if sign(difference) == 0:
                raise Unfinished("two arguments too close to be told apart")
        self.arguments.append(argument)
        return len(self.arguments) - 1


@dataclass
class Point:
    """Values, directions dX, and what arbitrary functions are at the arguments met so far."""

    sizes: Mapping[str, int]
    values: dict[str, Grid]
    directions: dict[str, Grid]
    draw: Draw
    functions: dict[str, Arbitrary] = field(default_factory=dict)

    def generic(self, name: str, order: int, argument: Any) -> Any:
        """An independent number for each function, order and argument: a jet without relations."""
        function = self.functions.setdefault(name, Arbitrary())
        key = (order, function.place(argument))
        if key not in function.values:
            value = self.draw.numbers(self.draw.random)
            function.values[key] = abs(value) if self.draw.mood is Mood.STEADY else value
        return function.values[key]

    def forget(self) -> None:
        """Forgets irrational arguments, which belong to the field they were computed in."""
        for function in self.functions.values():
            kept = [place for place, a in enumerate(function.arguments) if isinstance(a, Rational)]
            function.values = {
                (order, kept.index(place)): value
                for (order, place), value in function.values.items()
                if place in kept
            }
            function.arguments = [function.arguments[place] for place in kept]
