"""LaTeX to typed terms and steps."""

from mdderive.latex.explain import explain_reading
from mdderive.latex.printer import to_latex
from mdderive.latex.reader import ReadDerivation, parse_term, read, undeclared
from mdderive.latex.unreadable import Unreadable

__all__ = [
    "ReadDerivation",
    "Unreadable",
    "explain_reading",
    "parse_term",
    "read",
    "to_latex",
    "undeclared",
]
