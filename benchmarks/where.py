"""Where the time of each judge goes: the share of each module of its room, and of what it calls
outside (SymPy, python-flint, the standard library), over the steps of the samples.

    python benchmarks/where.py [NOTE...]

Measured under cProfile, which makes small functions look dearer than they are.
"""

import pstats
import sys
from collections import Counter
from collections.abc import Callable
from cProfile import Profile
from pathlib import Path

from judges import NOTES, SAMPLES, known

from mdderive.config import Budget
from mdderive.kernel import prove
from mdderive.recompute import judge
from mdderive.term import Problem

LEAST = 0.02
"""Shares below are added up."""


def shares(work: Callable[[Problem], object], asked: list[Problem]) -> Counter[str]:
    """The own time of each module in the time of all."""
    profile = Profile()
    for problem in asked:
        profile.runcall(work, problem)
    spent: Counter[str] = Counter()
    found = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (path, _, _), (_, _, own, _, _) in found.items():
        spent[_module(path)] += own
    whole = sum(spent.values())
    return Counter({name: own / whole for name, own in spent.items()})


def _module(path: str) -> str:
    parts = Path(path).parts
    for package in ("mdderive", "sympy", "flint"):
        if package in parts:
            inside = parts[len(parts) - parts[::-1].index(package) :]
            return "/".join(inside).removesuffix(".py") if package == "mdderive" else package
    return "built in and standard library"


def table(title: str, spent: Counter[str]) -> None:
    print(f"\n{title}")
    rest = 0.0
    for name, share in spent.most_common():
        if share < LEAST:
            rest += share
        else:
            print(f"  {name:<36}{share:>7.1%}")
    print(f"  {'all others':<36}{rest:>7.1%}")


def main() -> None:
    paths = tuple(map(Path, sys.argv[1:])) or tuple(SAMPLES / name for name in NOTES)
    asked, budget = known(paths), Budget()
    for problem in asked[:3]:  # imports and caches
        prove(problem, budget), judge(problem, budget, {})
    table("kernel", shares(lambda p: prove(p, budget), asked))
    table("SymPy judge", shares(lambda p: judge(p, budget, {}), asked))


if __name__ == "__main__":
    main()
