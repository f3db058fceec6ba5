r"""Which words are functions: every spelling that an operator or a scalar function declares.

A word may be written as `\tr`, `tr`, `\operatorname{tr}`, `\mathrm{tr}`, `\text{tr}` or
`\mbox{tr}`. This table is all that the parser knows of them: how many arguments a spelling takes
and what it means stands in `readings.py` and in the operators' own files.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from mdderive.operators import operators, scalar_functions

_WORD = re.compile(r"[A-Za-z]+")

NOT_READ = frozenset({"logm", "max", "min", "sup", "inf", "argmax", "argmin", "lim",
                      "rank", "adj", "cof", "cov", "var", "Cov", "Var", "erf", "tan", "cot", "sec",
                      "sinh", "cosh", "arctan", "Pr", "span", "ker", "dim", "deg"})  # fmt: skip
"""Words that are known to be functions and have no operator: better said than guessed."""


@cache
def function_words() -> Mapping[str, tuple[str, str]]:
    """spelling -> ("operator", its name) or ("map", the scalar function's name)."""
    table: dict[str, tuple[str, str]] = {}
    for operator in operators().values():
        for spelling in operator.notation.spellings:
            if _WORD.fullmatch(spelling) and len(spelling) > 1:
                table[spelling] = ("operator", operator.name)
    for function in scalar_functions().values():
        for spelling in function.spellings:
            table[spelling] = ("map", function.name)
    return MappingProxyType(table)


@cache
def is_word(text: str) -> bool:
    """Whether these letters are a function's name."""
    return text in function_words() or text in NOT_READ
