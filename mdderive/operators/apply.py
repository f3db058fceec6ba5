"""Building terms whose shapes are already known; the reader, which must find shapes out, uses the
shape rules itself. A clash here is a bug of the caller, so it raises."""

from collections.abc import Hashable
from fractions import Fraction
from importlib import import_module

from mdderive.term import Apply, Clash, Number, Shape, Term, Unifier


class BadShape(ValueError):
    """Arguments that don't fit were put together by mdderive itself."""


def apply(
    operator: str, *args: Term, data: tuple[Hashable, ...] = (), shape: Shape | None = None
) -> Apply:
    """The operator applied; `shape` is needed only where the arguments don't determine it."""
    if shape is None:
        # The table imports every operator's file, and those files build terms: it is looked up
        # when it is first needed.
        record = import_module("mdderive.operators.table").operators()[operator]
        if record.shape is None:
            raise BadShape(f"{operator} needs a shape")
        found = record.shape(Unifier(), [arg.shape for arg in args])
        if isinstance(found, Clash):
            raise BadShape(f"{operator}: {found.message}")
        shape = found
    return Apply(operator, args, shape, data)


def number(value: int | Fraction) -> Number:
    return Number(Fraction(value))
