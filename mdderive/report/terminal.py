"""Text for a terminal: colours, the cells a character takes, and control characters made visible.

A note may hold anything. What would move the cursor, change colours or turn the writing direction
is replaced by a visible sign of one cell, so a report never executes what it quotes and columns
stay where they are.
"""

import unicodedata

from rich.cells import cell_len

TAB = "    "
_STYLES = {"error": "1;31", "warning": "1;33", "note": "1;36", "bold": "1", "frame": "1;34"}


def paint(text: str, style: str, color: bool) -> str:
    """The text in a style, or as it is where colours are not wanted."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color and text else text


_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NO_CHARACTERS = frozenset("\ufffe\uffff")  # which XML may not hold


def _visible(character: str) -> str:
    harmful = unicodedata.category(character) in _HARMFUL or character in _NO_CHARACTERS
    if character in "\n\t" or not harmful:
        return character
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def harmless(text: str) -> str:
    """The text with every control and direction character shown instead of sent."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def cells(text: str) -> int:
    """How many terminal cells the text takes; a tab is shown as four spaces."""
    return cell_len(harmless(text).replace("\t", TAB))


def shown(text: str) -> str:
    """One line of the author's text as it may be printed."""
    return harmless(text).replace("\n", " ").replace("\t", TAB)
