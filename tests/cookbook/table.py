"""The table of all equations by number, written and read again."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.cookbook.equations import COOKBOOK, Equation, Status

TABLE: Path = COOKBOOK / "TABLE.md"

HEAD = """# The Matrix Cookbook by equation number

What `mdderive` makes of the equations of *The Matrix Cookbook* by K. B. Petersen and M. S.
Pedersen, version of 15 November 2012, chapters 1, 2, 3, 9 and 10, for real matrices. The notes
beside this file state them; this table is made by checking the notes, with
`python -m tests.cookbook.refresh`.

* proved: for all sizes and values that are declared
* tested: at exact points of many sizes, without a proof
* refuted: the equation in the book is false, and a witness shows it; the note says what is meant,
  and the mended equation has a row of its own
* unreadable: stated in the notes, but not understood or not decided
* definition: gives a name and claims nothing
* out of scope: not an equation between real matrix expressions, or one without a notation; the
  remark says why

With any other status, a remark says how the equation is stated: under a restriction, in part, or
in other letters.
"""

ROW = re.compile(r"^\| (\(\d+\)[^|]*?) \| \[[^|]*\]\([^|]*\) \| ([^|]*?) \|", re.MULTILINE)


def table(found: Iterable[Equation]) -> str:
    """The whole file."""
    rows = sorted(found)
    return "\n".join([HEAD, *_summary(rows), "", *_body(rows)]) + "\n"


def statuses(text: str) -> dict[str, Status]:
    """The status of each equation in a table that was written earlier."""
    return {key: Status(status) for key, status in ROW.findall(text)}


def _summary(rows: list[Equation]) -> list[str]:
    """How many equations of the book there are of each status; mended ones aren't the book's."""
    counts = Counter(row.status for row in rows if not row.mended)
    restricted = sum(row.status is Status.PROVED and bool(row.remark) for row in rows)
    stated = counts.total() - counts[Status.OUTSIDE]
    words = [f"{stated} stated", *(f"{counts[s]} {s}" for s in Status)]
    return [
        f"Of {counts.total()} equations: {', '.join(words)}.",
        f"{restricted} of the proved ones carry a remark.",
    ]


def _body(rows: list[Equation]) -> list[str]:
    head = ["| equation | note | status | remark |", "|---|---|---|---|"]
    lines = [
        f"| {row.key} | [{row.note}]({row.note}.md) | {row.status} | {row.remark} |" for row in rows
    ]
    return head + [line.replace("|  |", "| |") for line in lines]
