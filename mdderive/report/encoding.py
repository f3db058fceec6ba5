"""A report as JSON that any reader can decode.

A path on disk may hold bytes that are no UTF-8, and a text half of a surrogate pair; JSON may hold
neither, and has a question mark for each.
"""

import json
from typing import Any

import msgspec


def encoded(report: dict[str, Any]) -> str:
    """The JSON of a report, indented, with a line break at its end."""
    text = json.dumps(msgspec.to_builtins(report), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"
