"""Sizes to LaTeX: n, 2 n, n + 1, m n, n^2."""

import re

from mdderive.term import Size


def size_latex(size: Size) -> str:
    """The size as a formula; its constant comes last."""
    ordered = sorted(size.terms, key=lambda term: (not term[0], term))
    text = ""
    for monomial, coefficient in ordered:
        letters = " ".join(
            letter if exponent == 1 else f"{letter}^{exponent}" for letter, exponent in monomial
        )
        count = abs(coefficient)
        part = letters if letters and count == 1 else f"{count} {letters}".strip()
        sign = "-" if coefficient < 0 else "+"
        text += f" {sign} {part}" if text else part if sign == "+" else f"-{part}"
    return text or "0"


def size_subscript(size: Size) -> str:
    """The size as a subscript, in braces where it is more than one character."""
    text = size_latex(size)
    return text if re.fullmatch(r"[A-Za-z0-9]", text) else f"{{{text}}}"
