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
    """An arbitrary function: the arguments met, each a tuple of numbers, and a value for each
    (entry of the function, positions it is differentiated by, argument)."""

    arguments: list[tuple[Any, ...]] = field(default_factory=list)
    values: dict[tuple[int, tuple[int, ...], int], Any] = field(default_factory=dict)

    def place(self, argument: tuple[Any, ...]) -> int:
        """Where the argument stands; equal arguments must be the same place, or a true statement
        could be refuted."""
        for place, known in enumerate(self.arguments):
            if _same(argument, known):
                return place
        self.arguments.append(argument)
        return len(self.arguments) - 1


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two arguments are equal in all entries."""
    differences = [a - b for a, b in zip(one, other, strict=True)]
    unequal = [difference for difference in differences if difference != 0]
    if unequal and not any(sign(difference) != 0 for difference in unequal):
        raise Unfinished("two arguments too close to be told apart")
    return not unequal


@dataclass
class Point:
    """Values, directions dX, and what arbitrary functions are at the arguments met so far."""

    sizes: Mapping[str, int]
    values: dict[str, Grid]
    directions: dict[str, Grid]
    draw: Draw
    functions: dict[str, Arbitrary] = field(default_factory=dict)

    def generic(
        self, name: str, entry: int, positions: tuple[int, ...], argument: tuple[Any, ...]
    ) -> Any:
        """An independent number for each function, entry of it, derivative and argument: a jet
        without relations but that derivatives commute."""
        function = self.functions.setdefault(name, Arbitrary())
        key = (entry, positions, function.place(argument))
        if key not in function.values:
            value = self.draw.numbers(self.draw.random)
            function.values[key] = abs(value) if self.draw.mood is Mood.STEADY else value
        return function.values[key]

    def forget(self) -> None:
        """Forgets irrational arguments, which belong to the field they were computed in."""
        for function in self.functions.values():
            kept = [
                place
                for place, argument in enumerate(function.arguments)
                if all(isinstance(number, Rational) for number in argument)
            ]
            function.values = {
                (entry, positions, kept.index(place)): value
                for (entry, positions, place), value in function.values.items()
                if place in kept
            }
            function.arguments = [function.arguments[place] for place in kept]
