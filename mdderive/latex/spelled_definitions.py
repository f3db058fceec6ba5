r"""Rows that give a formula a meaning: `p(x_i \mid \mu) = ...`, `h_\theta(x^{(i)}) = ...`.

The left side is a function that nothing else is known of, with arguments that are no plain names;
from the row on it stands for the right side (see `formula_spelling.py`).
"""

from dataclasses import replace

from mdderive.derivation import Kind, Reading, Step
from mdderive.latex.building import Building
from mdderive.latex.context import Context
from mdderive.latex.define import names_in
from mdderive.latex.facts import formula_spelling
from mdderive.latex.formula import Call, Name, Node
from mdderive.latex.formula_spelling import is_opaque
from mdderive.latex.named_derivatives import OPERATORS
from mdderive.latex.sums import for_all, with_indices
from mdderive.latex.vocabulary import plain
from mdderive.latex.words import is_word


def is_new_function(left: Node, context: Context, building: Building) -> bool:
    """Whether a left side is a function that nothing is known of, with its arguments."""
    known = context.vocabulary
    if not isinstance(left, Call) or is_word(left.function) or left.function == r"\sigma":
        return False
    if all(isinstance(argument, Name) for argument in left.arguments):
        return False
    if plain(left.function) in OPERATORS:  # D(x^T x) = 2x claims a derivative
        return False
    if any(left.function in names_in(spelling.pattern) for spelling in building.spellings):
        return False
    return is_opaque(left, known.names | known.functions.keys())


def spelled_definition(
    step: Step, left: Node, right: Node, context: Context, building: Building
) -> Step:
    """The row as a definition; its left side has a meaning from here on."""
    found = formula_spelling(left, right, context)
    building.spellings.append(found)
    value = for_all(found.value, with_indices(context, dict(found.indices)))
    name = left.function if isinstance(left, Call) else ""
    return replace(step, kind=Kind.DEFINITION, readings=(Reading(value, value),), defines=name)
