r"""p-norms of columns: `\|x\|_3`, `\|x\|_p` with a declared number p, and `\|x\|_p^p`.

`\|x\|_p^p` is the sum of |x_i|^p, `\|x\|_p` its power 1/p. The subscript of bars is a spelling;
here are those that say a number. `\|x\|_\infty` is no sum and has no reading.
"""

import re
from dataclasses import replace
from fractions import Fraction

from mdderive.latex.candidates import Candidate, Read, Several, build, fitting, together
from mdderive.latex.context import Context
from mdderive.latex.formula import Bars, Name, Node, Num, Power
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply, number
from mdderive.term import Number, Term, Unifier

_NUMBER = re.compile(r"\d+(/\d+|\.\d+)?")
_LETTERS = frozenset({"p", "q"})
_ELSEWHERE = frozenset({Fraction(1), Fraction(2)})
"""Norms that have a reading of their own."""


def order_of(node: Node, context: Context, exponent: Node | None = None) -> Node | None:
    r"""The p of `\|x\|_p`, if that is a number or the name of one; another letter than p or q has
    to stand above as well, since it may be meant as a weight."""
    if not (isinstance(node, Bars) and node.double):
        return None
    text = node.subscript.removeprefix("{").removesuffix("}")
    if text == r"\infty":
        message = r"the maximum norm `\|x\|_\infty` is not read"
        fix = r"Norms with the subscripts 1, 2, F, a number or a declared number p are read."
        raise Unreadable("D204", message, node.span, fix=fix)
    if _NUMBER.fullmatch(text):
        value = Fraction(text)
        if value == 0:
            raise Unreadable("D204", r"`\|x\|_0` counts entries; it is not read", node.span)
        return None if value in _ELSEWHERE else Num(value, node.span)
    known = context.vocabulary.known(text) if text else None
    scalar = known is not None and context.vocabulary.is_number(known)
    above = isinstance(exponent, Name) and exponent.name == known
    named = known is not None and scalar and (known in _LETTERS or above)
    return Name(known or "", node.span) if named else None


def read_p_norm(
    read: Read, node: Bars | Power, sizes: Unifier, context: Context
) -> list[Candidate]:
    r"""`\|x\|_p`, or a power of it."""
    bars = node.base if isinstance(node, Power) else node
    assert isinstance(bars, Bars)
    order = order_of(bars, context, node.exponent if isinstance(node, Power) else None)
    assert order is not None
    exponent = node.exponent if isinstance(node, Power) else Num(Fraction(1), bars.span)
    ways = together(read, (bars.body, order, exponent), sizes, context)

    def one(way: Several) -> Candidate:
        (x, p, power), solved, assumes, picks = way
        solved = solved.copy()
        term: Term = build("power_sum", (x, p), solved, context, node.span)
        if power != p:
            term = build("power", (term, _over(power, p)), solved, context, node.span)
        return Candidate(replace(term, span=node.span), solved, assumes, picks)

    return fitting(ways, one)


def _over(power: Term, p: Term) -> Term:
    if isinstance(power, Number) and isinstance(p, Number):
        return number(power.value / p.value)
    return apply("quotient", power, p)
