"""LaTeX to typed terms and steps, and terms back to LaTeX."""

from mdderive.latex.printer import to_latex
from mdderive.latex.reader import ReadDerivation, parse_term, read
from mdderive.latex.unreadable import Unreadable

__all__ = ["ReadDerivation", "Unreadable", "parse_term", "read", "to_latex"]
