r"""HTML, written so that nothing a note holds can become markup.

Mathematics is `\( ... \)` in an element of class `arithmatex`, which is what KaTeX and MathJax are
told to look for on sites that use Arithmatex, and what they find by themselves elsewhere.
"""

import re
from html import escape

_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.S)
_MARGIN = re.compile(r"^[ \t>]+", re.M)


def element(tag: str, *inside: str, **attributes: str | None) -> str:
    """An element; `inside` is HTML, attribute values are text. `class_` is `class`."""
    pairs = (
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{''.join(pairs)}>{''.join(inside)}</{tag}>"


def text(words: str) -> str:
    return escape(words)


def sentence(words: str) -> str:
    """With a capital in front, where there are capitals."""
    return words[:1].upper() + words[1:]


def formula(latex: str) -> str:
    """Mathematics within a line. What was a row of several lines is put into `aligned`."""
    plain = _MARGIN.sub("", latex).strip()
    outside = _ENVIRONMENT.sub("", plain).replace(r"\&", "")
    if "&" in outside or r"\\" in outside:
        plain = rf"\begin{{aligned}}{plain}\end{{aligned}}"
    return element("span", escape(rf"\(\displaystyle {plain}\)"), class_="arithmatex")
