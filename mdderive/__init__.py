"""mdderive: checks the matrix calculus in course notes and writes out the missing steps.

`check`, `check_file`, `build` and `equations` are documented in `mdderive.hosts.api`. They are
fetched when they are first asked for, so that `import mdderive` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mdderive.checked import Built as Built
    from mdderive.checked import Checked as Checked
    from mdderive.config import Config as Config
    from mdderive.config import Layout as Layout
    from mdderive.derivation import Outcome as Outcome
    from mdderive.diagnostics import Diagnostic as Diagnostic
    from mdderive.explicit import NoExplicitForm as NoExplicitForm
    from mdderive.explicit import SizeError as SizeError
    from mdderive.hosts.api import CheckedFile as CheckedFile
    from mdderive.hosts.api import Equation as Equation
    from mdderive.hosts.api import Formula as Formula
    from mdderive.hosts.api import build as build
    from mdderive.hosts.api import check as check
    from mdderive.hosts.api import check_file as check_file
    from mdderive.hosts.api import check_many as check_many
    from mdderive.hosts.api import equations as equations

__version__ = "0.1.0"
__all__ = [
    "Built",
    "Checked",
    "CheckedFile",
    "Config",
    "Diagnostic",
    "Equation",
    "Formula",
    "Layout",
    "NoExplicitForm",
    "Outcome",
    "SizeError",
    "build",
    "check",
    "check_file",
    "check_many",
    "equations",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'mdderive' has no attribute '{name}'")
    return getattr(import_module("mdderive.hosts.api"), name)
