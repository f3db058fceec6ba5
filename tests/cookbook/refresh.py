"""Writes the table anew: `python -m tests.cookbook.refresh`. If an equation has become worse,
nothing is written, unless `--allow-worse` says that this is meant."""

import sys

from tests.cookbook.equations import equations, notes
from tests.cookbook.ratchet import worse
from tests.cookbook.table import TABLE, statuses, table


def main(arguments: list[str]) -> int:
    found = [equation for note in notes() for equation in equations(note)]
    before = statuses(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}
    lost = worse(before, found)
    if lost and "--allow-worse" not in arguments:
        print("worse than before, nothing is written:", *lost, sep="\n  ")
        return 1
    TABLE.write_text(table(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
