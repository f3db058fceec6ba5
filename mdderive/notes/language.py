"""Which language a note is written in, where nobody says.

The prose decides, without its formulas, code, comments and commands: Chinese if it holds more
Chinese characters than words in Latin letters, which a Chinese text has few of.
"""

import re

from mdderive.config import Lang

_NO_PROSE = re.compile(
    r"\$\$.*?\$\$|\$[^$\n]*\$|```.*?(?:```|\Z)|`[^`\n]*`|<!--.*?(?:-->|\Z)|<[/A-Za-z][^<>]*>"
    r"|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\{([a-z]+\*?)\}(?:(?!\\begin).)*?\\end\{\1\}|(?m:^[ \t]*%.*$)"
    r"|\A---\n.*?\n---\n|\\[A-Za-z]+|https?://\S+",
    re.S,
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


def language_of(text: str) -> Lang:
    """The language of the prose; English where there is none."""
    if _HAN.search(text) is None:
        return Lang.EN
    prose = _NO_PROSE.sub(" ", text)
    return Lang.ZH if len(_HAN.findall(prose)) > len(_WORD.findall(prose)) else Lang.EN
