"""Time per step of the kernel, of the SymPy judge, and of the obvious alternatives, side by side in
one run over the samples: SymPy entrywise on symbolic 3x3 matrices, with `simplify` of the
difference; SymPy's own matrix `diff` of the gradients, where it is right; and a float64 check
(NumPy at 8 random points, as the tests do it).

    PYTHONPATH=. python benchmarks/judges.py [NOTE...]

Of mdderive's judges the best of a few runs counts, since other programs share the machine. SymPy's
alternatives run in a process of their own and are stopped after the limit below; stopped and
unsupported steps are counted apart. `where.py` says where the judges' time goes.
"""

import statistics
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as Late
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from pebble import ProcessPool
from sympy_entrywise import holds
from sympy_matrix_diff import Answer, differentiated, gradient_of

from mdderive.config import Budget, Config
from mdderive.derive.judging import problem_of
from mdderive.kernel import prove
from mdderive.latex import read
from mdderive.notes import derivations, find
from mdderive.recompute import judge
from mdderive.source import Source
from mdderive.term import Problem
from tests.wrong.numpy_points import Truth, truth
from tests.wrong.numpy_truth import Unsupported
from tests.wrong.plain import claim

SAMPLES = Path(__file__).parent.parent / "samples"
NOTES = ("differentials.en.md", "differentials.zh.md", "mistakes.md")
LIMIT = 10.0
RUNS = 3


def problems(path: Path) -> list[Problem]:
    """Every judged step of a note."""
    document = find(Source(path.name, path.read_text(encoding="utf-8")), Config())
    found = []
    for blocks in derivations(document):
        result = read(blocks, Config(), document.defaults)
        for step in result.steps:
            if step.defines is None and step.readings:
                reading = step.readings[0]
                found.append(problem_of(reading.left, reading.right, result.scope))
    return found


def timed(work: Callable[[], object]) -> float:
    """The milliseconds of the best of a few runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = perf_counter()
        work()
        best = min(best, (perf_counter() - start) * 1000)
    return best


@cache
def known(paths: tuple[Path, ...]) -> list[Problem]:
    """All problems of the notes; each process reads them once."""
    return [problem for path in paths for problem in problems(path)]


def read_in(paths: tuple[Path, ...]) -> int:
    """Reads the notes in another process before its steps are timed."""
    return len(known(paths))


def entrywise(paths: tuple[Path, ...], place: int) -> tuple[float, str]:
    problem = known(paths)[place]
    start = perf_counter()
    answer = holds(problem)
    return (perf_counter() - start) * 1000, "reduced to 0" if answer else "not reduced to 0"


def matrix_diff(paths: tuple[Path, ...], place: int) -> tuple[float, str]:
    spent, answer = differentiated(known(paths)[place])
    return spent, str(answer)


def apart(
    work: Callable[[tuple[Path, ...], int], tuple[float, str]],
    paths: tuple[Path, ...],
    places: Sequence[int],
    good: str = "",
) -> tuple[list[float], str]:
    """The times of what runs in a process of its own (of `good` answers only, where that is said),
    and how often it said what."""
    times, said = [], Counter[str]()
    with ProcessPool(max_workers=1, context=get_context("spawn")) as pool:
        pool.schedule(read_in, (paths,)).result()
        for place in places:
            try:
                spent, answer = pool.schedule(work, (paths, place), timeout=LIMIT).result()
            except Late:
                answer = f"stopped at {LIMIT:.0f} s"
            except NotImplementedError:
                answer = "unsupported"
            else:
                if good in answer:
                    times.append(spent)
            said[answer] += 1
    return times, ", ".join(f"{count} {answer}" for answer, count in said.most_common())


def floats(asked: list[Problem]) -> tuple[list[float], str]:
    """The times of the float64 check, and what it says."""
    times, said = [], Counter[str]()
    for problem in asked:
        start = perf_counter()
        try:
            said[truth(claim(problem)).value] += 1
        except Unsupported:
            said["unsupported"] += 1
        else:
            times.append((perf_counter() - start) * 1000)
    kinds = [*(one.value for one in Truth), "unsupported"]
    return times, ", ".join(f"{said[kind]} {kind}" for kind in kinds)


def row(name: str, times: list[float], note: str = "") -> str:
    if not times:
        return f"{name:<28}{'-':>10}{'-':>10}{'-':>10}{0:>7}  {note}"
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    middle = statistics.median(ordered)
    return f"{name:<28}{middle:>10.2f}{high:>10.1f}{ordered[-1]:>10.1f}{len(times):>7}  {note}"


def main() -> None:
    paths = tuple(map(Path, sys.argv[1:])) or tuple(SAMPLES / name for name in NOTES)
    asked = known(paths)
    budget = Budget()
    for problem in asked[:3]:  # imports and caches
        prove(problem, budget), judge(problem, budget, {})
    kernel = [timed(partial(prove, problem, budget)) for problem in asked]
    recomputed = [timed(partial(judge, problem, budget, {})) for problem in asked]
    gradients = [place for place, problem in enumerate(asked) if gradient_of(problem)]
    plain = apart(entrywise, paths, range(len(asked)))
    print(f"{'ms per step':<28}{'median':>10}{'95 %':>10}{'worst':>10}{'steps':>7}")
    print(row("kernel, all sizes", kernel))
    print(row("SymPy judge, full quota", recomputed))
    print(row("SymPy 3x3 and simplify", *plain))
    print(row("SymPy matrix diff", *apart(matrix_diff, paths, gradients, Answer.RIGHT)))
    print(row("float64 at 8 points", *floats(asked)))
    print(
        f"ratio of medians: 1 : {statistics.median(recomputed) / statistics.median(kernel):.1f}"
        f" : {statistics.median(plain[0]) / statistics.median(kernel):.1f}"
    )


if __name__ == "__main__":
    main()
