"""What an answer depends on beside its question: the program that gives it.

That is mdderive's own source, the Python that runs it, and the libraries that read and compute.
Found out without importing any of them.
"""

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
LIBRARIES = (
    "sympy",
    "mpmath",
    "python-flint",
    "pylatexenc",
    "markdown-it-py",
    "mdit-py-plugins",
    "PyYAML",
)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


@cache
def fingerprint() -> bytes:
    """A digest that differs as soon as any of these does."""
    digest = sha256(f"Python {sys.version}".encode())
    for library in LIBRARIES:
        digest.update(f"\n{library} {_version(library)}".encode())
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_bytes()
        digest.update(f"\n{path.relative_to(PACKAGE).as_posix()} {len(source)}\n".encode())
        digest.update(source)
    return digest.digest()
