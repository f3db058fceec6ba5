r"""Words between equations that are no "and": `\text{or}`, `\text{is false}`, `\text{unless}`.

A row is read as claiming all of its equations, so that these words can't be passed over.
"""

import re

from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable

_OR = r"and/or|or|xor|either|versus|vs|else|otherwise|rather|instead|oder|entweder|sonst|ou"
_NOT = (
    r"neither|nor|not|cannot|no|false|untrue|wrong|incorrect|fails?|failed|never|except|unless"
    r"|nicht|kein"
)
_OR_ZH = r"或|否则|而不是|要么"
_NOT_ZH = r"不(?!妨|变|等式|失)|非(?!奇异|退化|零|负|常)|否|除(?!以)"
_CHOICE = re.compile(rf"(?<![\w-])(?:{_OR})(?![\w-])|{_OR_ZH}", re.IGNORECASE)
_DENIAL = re.compile(rf"(?<![\w-])(?:{_NOT})(?![\w-])|n['’]t\b|{_NOT_ZH}", re.IGNORECASE)
_HARMLESS = re.compile(
    r"\bor[,\s]+(?:equivalently|in other words|more precisely)\b|\bnot only\b|\bno\.\s*\d"
    r"|或等价地|或者说",
    re.IGNORECASE,
)
_REASON = re.compile(r"(?:since|because|using|as)\b|因为|由于|利用", re.IGNORECASE)
_EDGE = " \t\n,.;:()~，。；：（）"
_BOTH_FOLLOW = re.compile(r"(?:either|neither|entweder|要么)(?!\w)", re.IGNORECASE)


def doubted(token: Token, before_equation: bool) -> bool:
    """Whether words say that an equation beside them is one of several, or does not hold. Inside a
    remark that no equation follows, as in "transpose of a product or sum", a choice is none of
    equations; a reason may deny things."""
    if token.mark is not Mark.TEXT or _is_own_mark(token.text):
        return False
    words = _HARMLESS.sub(" ", token.text).strip(_EDGE)
    choices = list(_CHOICE.finditer(words))
    denials = list(_DENIAL.finditer(words))
    last = any(found.end() == len(words) for found in choices + denials)
    if _REASON.match(words):
        return last
    first = any(found.start() == 0 for found in choices)
    return bool(denials) or first or last or (bool(choices) and before_equation)


def joins_next_line(token: Token) -> bool:
    """Whether words at the end of a line speak of the next one too."""
    words = token.text.strip(_EDGE)
    found = [*_CHOICE.finditer(words), *_DENIAL.finditer(words)]
    return token.mark is Mark.TEXT and any(one.end() == len(words) for one in found)


def joins_line_before(token: Token) -> bool:
    """Whether words at the beginning of a line speak of the one before it too."""
    words = token.text.strip(_EDGE)
    return _CHOICE.match(words) is not None and _BOTH_FOLLOW.match(words) is None


def refusal(token: Token) -> Unreadable:
    """Why the equations beside these words are not judged."""
    message = f"the words `{token.text.strip()}` make this more than an equation that holds"
    fix = (
        "Write rows that all hold, one equation each; say a condition as a fact in the annotation."
    )
    return Unreadable("D204", message, token.span, fix=fix)


def _is_own_mark(text: str) -> bool:
    """Whether mdderive wrote this beside a row: `[wrong]`."""
    return text.strip().startswith("[") and text.strip().endswith("]")
