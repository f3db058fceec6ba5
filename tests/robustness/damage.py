"""Notes as nobody would write them: small derivations damaged at random, reproducibly by number."""

import random
from pathlib import Path

SAMPLES = Path(__file__).parent.parent.parent / "samples"
LINES = 40  # of a piece at most: what is long is only slow

PIECES = (
    *(r"\frac{", r"\mathrm{d}", r"\partial", r"\nabla_", r"\operatorname{tr}", r"\sum_{i=1}^n"),
    *(r"\left(", r"\right)", r"\|", "|", "{", "}", "(", ")", "[", "]", "^", "_", "&", "&=", "="),
    *(r"\\", r"\begin{aligned}", r"\end{aligned}", r"\begin{pmatrix}", r"\text{", "$$", "$", "%"),
    *("^{-1}", r"^\top", "'", r"\implies", r"\odot", r"\otimes", r"\cdot", ",", ";", ":", "-", "+"),
    *("X", "f", "d", "n", "0", "1", "99999999999", "^{10^{10}}", "^{X}", r"\det", r"\log", r"\exp"),
    *("<!-- derive", "<!-- derive -->", "-->", "R^{m x n}", "wrt:", "layout: numerator", "> "),
    *(
        "\u200b",
        "\u202e",
        "\x00",
        "\x1b[2J",
        "导数",
        "ℝ",
        "∈",
        "\r",
        "\t",
        "\n",
        "\n\n",
        "\U0001d400",
    ),
    *(r"\def\a{\a\a}\a", r"\newcommand{\x}[1]{\x{#1}}\x{2}", r"\input{/etc/passwd}", "---\n"),
    *(r"\hat", r"\vec{", r"\sqrt[", r"\binom{n}{", r"\prod_", r"\int", r"\infty", "x_{i,j,k}"),
)


def pieces() -> list[str]:
    """Derivations of the samples, each with the annotations it needs."""
    found = []
    for path in sorted(SAMPLES.glob("*.md")):
        parts = path.read_text(encoding="utf-8").split("<!-- derive")
        found += [f"<!-- derive{part}" for part in parts[1:] if part.count("\n") <= LINES]
    return found


def damaged(number: int, notes: list[str]) -> str:
    """One of the notes with one to eight changes."""
    chance = random.Random(number)
    text = chance.choice(notes)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        text = _changed(text, chance)
    return text


def _changed(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 20)))
    match chance.randrange(7):
        case 0:
            return text[:start] + text[end:]
        case 1 | 2:
            return text[:start] + chance.choice(PIECES) + text[start:]
        case 3:
            return text[:start] + chance.choice(PIECES) + text[end:]
        case 4:
            return text[:end] + text[start:end] * chance.choice((1, 2, 30)) + text[end:]
        case 5:
            other = chance.randrange(len(text) + 1)
            return text[:start] + text[other : other + 12] + text[end:]
        case _:
            lines = text.splitlines(keepends=True)
            chance.shuffle(lines[(half := len(lines) // 2) :])
            row = chance.randrange(len(lines) or 1)
            return "".join(lines[:row] + lines[row + 1 :] + lines[row : row + half])
