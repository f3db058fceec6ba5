"""Short ways to write terms in the tests of this room."""

from types import MappingProxyType

from mdderive.derivation import Scope
from mdderive.operators.apply import apply, number
from mdderive.term import Declaration, Property, Shape, Size, Symbol, Term


def symbol(name: str, rows: str = "n", cols: str = "n") -> Symbol:
    return Symbol(name, Shape(_size(rows), _size(cols)))


def column(name: str, rows: str = "n") -> Symbol:
    return symbol(name, rows, "1")


def _size(text: str) -> Size:
    return Size.of(int(text)) if text.isdigit() else Size.letter(text)


def times(*factors: Term) -> Term:
    return apply("product", *factors)


def plus(*terms: Term) -> Term:
    return apply("sum", *terms)


def minus(term: Term) -> Term:
    return apply("negative", term)


def t(term: Term) -> Term:
    return apply("transpose", term)


def inv(term: Term) -> Term:
    return apply("inverse", term)


def tr(term: Term) -> Term:
    return apply("trace", term)


def d(term: Term) -> Term:
    return apply("differential", term)


def grad(f: Term, x: Symbol) -> Term:
    return apply("gradient", f, x, x)


def scope(*names: Symbol, varying: str, **properties: str) -> Scope:
    """The names declared; `A="symmetric, positive"` gives properties."""

    def declaration(name: Symbol) -> Declaration:
        listed = properties.get(name.name, "")
        kept = frozenset(Property(word) for word in listed.split(", ") if word)
        return Declaration(name.name, name.shape, kept)

    declared = {name.name: declaration(name) for name in names}
    return Scope(MappingProxyType(declared), varying=frozenset(varying.split()))


two = number(2)
