"""The status of an equation may only become better."""

from collections.abc import Iterable, Mapping

from tests.cookbook.equations import Equation, Status

RANK = {
    Status.OUTSIDE: 0,
    Status.UNREADABLE: 1,
    Status.TESTED: 2,
    Status.PROVED: 3,
    Status.DEFINITION: 3,
    Status.REFUTED: 3,
}
"""Refuted is the best that can become of an erratum; of any other equation it is a fault, which a
test of its own finds."""


def worse(before: Mapping[str, Status], now: Iterable[Equation]) -> list[str]:
    """The equations whose status has become worse, and those that are gone."""
    after = {equation.key: equation.status for equation in now}
    return [
        f"{key}: {status} before, now {after.get(key, 'gone')}"
        for key, status in before.items()
        if key not in after or RANK[after[key]] < RANK[status]
    ]
