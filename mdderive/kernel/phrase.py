"""A term in LaTeX for a short phrase, by the templates of its operators.

The printer of whole formulas lives in `latex/`, above this room; a condition needs no more than
this: one pass over the template, a difference written with a minus sign.
"""

import re

from mdderive.operators import Binding, Notation, operators, scalar_functions
from mdderive.term import Apply, Dimension, Number, Symbol, Term

DEEPEST = 8

PLACE = re.compile(r"\{(\d+|\*|f)\}")


def phrase(term: Term, inside: Binding = Binding.SUM, depth: int = 0) -> str:
    """The term; brackets where it binds looser than what stands around it."""
    if depth > DEEPEST:
        return "\\dots"
    match term:
        case Number(value=value):
            if value.denominator != 1:
                sign = "-" if value < 0 else ""
                return f"{sign}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
            return str(value) if value >= 0 or inside <= Binding.SUM else f"({value})"
        case Dimension(size=size):
            single = len(size.terms) == 1 or inside <= Binding.SUM
            return str(size) if single else f"({size})"
        case Symbol(name=name):
            return name
    notation = operators()[term.operator].notation
    text = _sum(term, depth) if term.operator == "sum" else _filled(term, notation, depth)
    return text if notation.binding >= inside else f"({text})"


def _filled(term: Apply, notation: Notation, depth: int) -> str:
    """The template with every place filled at once, so that nothing in an argument is taken for a
    place."""
    around = Binding.PRODUCT if term.operator in ("gradient", "jacobian", "hessian") else None
    parts = [phrase(arg, around or notation.inside, depth + 1) for arg in term.args]

    def fill(place: re.Match[str]) -> str:
        match place[1]:
            case "*":
                return notation.joiner.join(parts)
            case "f":
                record = scalar_functions().get(str(term.data[0]))
                return record.latex if record else str(term.data[0])
        number = int(place[1])
        return parts[number] if number < len(parts) else place[0]  # the {1} of \mathbf{1}

    return PLACE.sub(fill, notation.template)


def _sum(term: Apply, depth: int) -> str:
    text = ""
    for arg in term.args:
        negative = isinstance(arg, Apply) and arg.operator == "negative"
        if isinstance(arg, Apply) and negative:
            part, sign = phrase(arg.args[0], Binding.ENTRYWISE, depth + 1), "-"
        else:
            part, sign = phrase(arg, Binding.SUM, depth + 1), "+"
            if part.startswith("-"):
                part, sign = part[1:], "-"
        if text:
            text += f" {sign} {part}"
        else:
            text = part if sign == "+" else f"-{part}"
    return text
