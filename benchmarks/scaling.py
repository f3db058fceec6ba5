"""What `mdderive check` costs by how much there is to check: cold, from memory, on two cores.

    PYTHONPATH=. python benchmarks/scaling.py            # 10, 100 and 1000 blocks
    PYTHONPATH=. python benchmarks/scaling.py 10000

The blocks are ten derivations of the samples over and over, each time with other letters for its
sizes, so that no two are alike and every run has the same mixture. A run is a process of its own.
Each run has the ten derivations as they come first, and then so many blocks: the cost of a block
is the time of the run less that of one on the ten alone, so that start-up and what a process pays
the first time it meets an operator, which have lines of their own, are not spread over the blocks.
Everything is told as a ratio. The fewer the blocks, the more often a run is repeated, of which the
best counts: ten blocks cost a fraction of the start-up.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from mdderive.config import Config
from mdderive.pipeline import check
from mdderive.source import Source

SAMPLES = Path(__file__).parent.parent / "samples"
COMMAND = [sys.executable, "-c", "from mdderive.hosts.command import main; main()"]
PARSING = """import sys
from pathlib import Path
from markdown_it import MarkdownIt
parser = MarkdownIt()
for path in sorted(Path(sys.argv[1]).glob("*.md")):
    parser.parse(path.read_text(encoding="utf-8"))
"""
MIXTURE, IN_A_NOTE = 10, 20
SIZE = re.compile(r"R\^(?:\{([^{}]*)\}|([a-z]))")


def derivations() -> Iterator[str]:
    """The derivations of the samples that are of one block and differ by their sizes only when
    those have other letters."""
    for path in sorted(SAMPLES.glob("*.md")):
        for part in path.read_text(encoding="utf-8").split("<!-- derive")[1:]:
            block = f"<!-- derive{part.split('$$')[0]}$${part.split('$$')[1]}$$\n"
            if "continue" not in block and outcomes(block) == outcomes(renamed(block, 1)) != []:
                yield block


def outcomes(block: str) -> list[str]:
    return [step.verdict.outcome.value for step in check(Source("n.md", block), Config()).steps]


def renamed(block: str, number: int) -> str:
    """The block with n_{17} for a size n."""
    annotation, display = block.split("-->", 1)
    sizes = "".join("".join(found) for found in SIZE.findall(annotation))
    letters = sorted(set(re.findall(r"[a-z]", sizes)) - {"x"})
    for letter in letters:
        alone = rf"(?<![A-Za-z\\]){letter}(?![A-Za-z_'])"
        new = f"{letter}_{{{number}}}"
        annotation = re.sub(rf"\^{letter}(?![A-Za-z_])", f"^{{{new}}}", annotation)
        annotation = SIZE.sub(partial(_within, alone, new), annotation)
        display = re.sub(alone, f"{{{new}}}", display)
    return f"{annotation}-->{display}"


def _within(alone: str, new: str, found: re.Match[str]) -> str:
    return re.sub(alone, new, found[0])


def write(folder: Path, blocks: list[str], count: int) -> None:
    """Each block, and then so many more that are like them and distinct, as notes."""
    folder.mkdir()
    numbers = range(len(blocks) + count)
    made = [renamed(blocks[k % len(blocks)], 2 + k // len(blocks)) for k in numbers]
    for start in range(0, len(made), IN_A_NOTE):
        text = "\n".join(made[start : start + IN_A_NOTE])
        (folder / f"{start:06}.md").write_text(text, encoding="utf-8")


def seconds(*command: str, repeat: int = 1) -> float:
    """The best of some runs."""
    took = []
    for _ in range(repeat):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        took.append(time.perf_counter() - began)
    return min(took)


def cold(folder: Path, jobs: int, repeat: int) -> float:
    return seconds(*COMMAND, "check", "--no-cache", f"-j{jobs}", str(folder), repeat=repeat)


def warm(folder: Path, repeat: int) -> float:
    """A run from memory, after one that fills it."""
    command = [*COMMAND, "check", "--cache-dir", str(folder.with_suffix(".cache")), str(folder)]
    seconds(*command)
    return seconds(*command, repeat=repeat)


def start_up() -> None:
    """What is paid before anything is done."""
    sympy = seconds(sys.executable, "-c", "import sympy", repeat=3)
    python = seconds(sys.executable, "-c", "pass", repeat=3)
    print(f"import sympy: {sympy:.2f} s; python: {python:.2f} s")
    for arguments in (["--help"], ["rules"], ["check", os.devnull]):
        took = seconds(*COMMAND, *arguments, repeat=3)
        print(f"{' '.join(arguments)}: {took:.2f} s, {took / sympy:.2f} x import sympy")


def told(cost: float, cost_again: float, start_up: float) -> str:
    """How much less a block costs from memory; what is lost in the start-up is not told as more
    than it is."""
    if cost_again < start_up / 20:
        return (
            f"a block too cheap to tell from start-up (over {cost / start_up * 20:.0f} x cheaper)"
        )
    return f"{1000 * cost_again:.2f} ms a block, {cost / cost_again:.0f} x cheaper"


def measure(place: Path, blocks: list[str], counts: list[int]) -> None:
    """Every count cold and warm, and what they come to."""
    sympy = seconds(sys.executable, "-c", "import sympy", repeat=3)
    write(place / "0", blocks, 0)
    nothing = {jobs: cold(place / "0", jobs, 12) for jobs in (1, 2)}
    recalled = warm(place / "0", 3)
    print(f"the {len(blocks)} alone: cold {nothing[1]:.2f} s, warm {recalled:.2f} s", flush=True)
    costs = []
    for count in counts:
        folder, repeat = place / f"{count}", max(1, min(12, 400 // count))
        write(folder, blocks, count)
        one, two = cold(folder, 1, repeat), cold(folder, 2, repeat)
        again = warm(folder, 3)
        parsing = seconds(sys.executable, "-c", PARSING, str(folder), repeat=3)
        cost = (one - nothing[1]) / count
        cost_again = (again - recalled) / count
        costs.append(cost)
        print(
            f"{count} blocks: cold {one:.2f} s, {1000 * cost:.1f} ms a block, "
            f"{one / sympy:.1f} x import sympy; two cores {one / two:.2f} x one "
            f"({(one - nothing[1]) / max(two - nothing[2], 1e-9):.2f} x without start-up); "
            f"warm {again:.2f} s, {told(cost, cost_again, recalled / count)}, "
            f"{one / again:.0f} x cheaper with start-up, "
            f"{again / parsing:.1f} x bare markdown-it ({parsing:.2f} s)",
            flush=True,
        )
    print(f"cost of a block, most to least: {max(costs) / min(costs):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("blocks", type=int, nargs="*", default=[10, 100, 1000])
    counts = parser.parse_args().blocks
    start_up()
    every = list(derivations())
    blocks = every[:: max(1, len(every) // MIXTURE)][:MIXTURE]
    print(f"{len(blocks)} of {len(every)} derivations of the samples, renamed")
    with TemporaryDirectory() as place:
        measure(Path(place), blocks, counts)


if __name__ == "__main__":
    main()
