"""A good and a bad note for every door, and how a real tool is run on them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent

GOOD = r"""# A note

<!-- derive: A: R^{n x n} constant; x: R^n; wrt: x -->

$$
\begin{aligned}
f &= x^\top A x \\
\frac{\partial f}{\partial x} &= (A + A^\top) x
\end{aligned}
$$

The end.
"""
BAD = GOOD.replace("(A + A^\\top) x", "2 A x")
PLACE = (8, 36)
"""Line and column of what is wrong in the bad note."""
FRONT = "---\ntitle: A title\ntags: [a, b]\n---\n\n"
FIX = r"(A + A^\top) x"


def run(
    *command: str | Path, cwd: Path, status: int | None = 0, env: dict[str, str] | None = None
) -> str:
    """What the command prints on both streams, its status being the one expected. A tool that is
    missing is a failure."""
    first, *rest = map(str, command)
    found = shutil.which(first, path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    assert found is not None, f"{first} is not installed"
    path = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [found, *rest],
        cwd=cwd,
        env=os.environ | path | (env or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    assert status is None or done.returncode == status, done.stdout
    return done.stdout
