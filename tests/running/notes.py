"""Small notes, and what is asked about them."""

from mdderive.answer import Question, Wanted
from mdderive.config import Config
from mdderive.pipeline import opened
from mdderive.source import Source


def block(power: int, factor: int | None = None, mark: str = "x") -> str:
    """A derivation that is true if the factor is the power, distinct for each pair."""
    right = f"{factor or power} s^{{{power - 1}}} {mark}^\\top {mark}"
    return (
        f"<!-- derive: {mark}: R^n; s: R; wrt: s -->\n\n$$\n\\begin{{aligned}}\n"
        f"f &= s^{{{power}}} {mark}^\\top {mark} \\\\\n"
        f"\\mathrm{{d}}f &= {right}\\, \\mathrm{{d}}s\n"
        "\\end{aligned}\n$$\n"
    )


TRUE = block(3)
FALSE = block(3, 2)


def questions(text: str, config: Config | None = None, expanded: bool = False) -> list[Question]:
    note = opened(Source("n.md", text), config or Config(), Wanted(expanded=expanded))
    return list(note.questions)
