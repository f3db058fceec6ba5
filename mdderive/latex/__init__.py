"""LaTeX to typed terms and steps."""

from mdderive.latex.reader import ReadDerivation, parse_term, read
from mdderive.latex.unreadable import Unreadable

__all__ = ["ReadDerivation", "Unreadable", "parse_term", "read"]
