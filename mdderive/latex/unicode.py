"""Mathematics written in Unicode, as the LaTeX that it stands for: ∂, ᵀ, x₁, 𝐗, full-width signs.

Most of it is pylatexenc's table. What follows here is what that table lacks, or spells in a way
that is text in LaTeX and not mathematics.
"""

from functools import cache

from pylatexenc.latexencode import get_builtin_uni2latex_dict

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵀᵗⁿⁱᵏᵐ"
_RAISED = "0123456789+-=()Ttnikm"
LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₘₙₚₜₓ"
_LOWERED = "0123456789+-=()ijkmnptx"

_OWN = {
    "−": "-", "·": r"\cdot", "×": r"\times", "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "‖": r"\|",
    "∣": "|", "（": "(", "）": ")", "，": ",", "；": ";", "：": ":", "＝": "=", "＋": "+",
    "－": "-", "｜": "|", "［": "[", "］": "]", "′": "'", "φ": r"\phi", "ϕ": r"\phi",
    "ε": r"\epsilon", "ℝ": "ℝ", "ᵀ": r"^\top", "√": r"\sqrt", "⁠": "",
}  # fmt: skip


@cache
def _table() -> dict[int, str]:
    table: dict[int, str] = get_builtin_uni2latex_dict()
    return table


def latex_of(character: str) -> str:
    """The LaTeX of one character; the character itself where there is none, as for Chinese."""
    if character in _OWN:
        return _OWN[character]
    found = _table().get(ord(character), character)
    if found.startswith(r"\ensuremath{") and found.endswith("}"):
        return found[len(r"\ensuremath{") : -1]
    return character


def script(run: str) -> str:
    """A run of raised or lowered characters as a script: `⁻¹` is `^{-1}`."""
    sign, own, plain = ("^", RAISED, _RAISED) if run[0] in RAISED else ("_", LOWERED, _LOWERED)
    return f"{sign}{{{''.join(plain[own.index(character)] for character in run)}}}"
