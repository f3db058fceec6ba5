"""A formula as a combination of given ones, by least squares over the entries at one point."""

from mdderive.derive.diagnosis.floats import FloatRing, Undefined, times
from mdderive.derive.diagnosis.point import Point
from mdderive.operators.record import Grid
from mdderive.term import Term

EXACT = 1e-5


def weights(point: Point, target: Grid, pieces: tuple[Term, ...]) -> tuple[float, ...] | None:
    """The c with target = c_1 P_1 + ... + c_k P_k, if they are unique; None if there are none."""
    wanted = _flat(target)
    try:
        columns = [_flat(point.value(piece)) for piece in pieces]
        if len(wanted) < len(columns):
            return None
        gram = tuple(tuple(_dot(a, b) for b in columns) for a in columns)
        moments: Grid = tuple((_dot(column, wanted),) for column in columns)
        solved = tuple(float(row[0]) for row in times(FloatRing().inverse(gram), moments))
    except Undefined:
        return None
    scale = max(map(abs, wanted))
    rest = max(
        abs(value - sum(w * column[k] for w, column in zip(solved, columns, strict=True)))
        for k, value in enumerate(wanted)
    )
    return solved if rest <= EXACT * max(scale, EXACT) else None


def _flat(grid: Grid) -> list[float]:
    return [float(entry) for row in grid for entry in row]


def _dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))
