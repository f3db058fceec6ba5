r"""What stands between two factors: nothing or a space as the author has it, `\,` beside a bare
differential, `\cdot` before a digit."""

import re
from collections.abc import Mapping

_LETTER = re.compile(r"(?<![\\A-Za-z_^])[A-Za-z]\Z")
_SCRIPT = re.compile(r"[_^](?:\\[A-Za-z]+|\{[^{}]*\}|[A-Za-z0-9])\Z")

THIN = r"\, "


def between(before: str, after: str, differential: str, spelling: Mapping[str, str]) -> str:
    """The space between two factors as they are written; `differential` says where one stands:
    `before`, `after` or nowhere."""
    if after[0].isdigit() or (after.startswith(r"\frac") and before[-1:].isdigit()):
        return r" \cdot "
    if differential == "after":
        behind = "script-d" if _SCRIPT.search(before) else "letter-d"
        return spelling.get(behind, THIN)
    if differential == "before":
        return THIN
    tight = _LETTER.search(before) and re.match(r"[A-Za-z](?![A-Za-z])", after)
    return spelling.get("juxtaposition", " ") if tight else " "
