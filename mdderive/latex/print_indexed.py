r"""Sums, entries, members and deltas as LaTeX.

Indices count from 1 in a term; a family is printed with the author's own first index. Members of a
family stand as the author declared them, `x_j` or `x^{(j)}`; columns of a matrix as `A_{:,j}`.
"""

from dataclasses import replace

from mdderive.derivation import Scope
from mdderive.latex.print_size import size_latex
from mdderive.latex.ranges import renamed
from mdderive.term import Apply, Dimension, Number, Size, Symbol, Term


def is_series(term: Term) -> bool:
    """Whether it is a sum or product over an index, which takes all factors that follow."""
    return isinstance(term, Apply) and term.operator in ("sum_over", "product_over")


def index_text(index: Term, lower: int = 1) -> str:
    """An index as the author counts."""
    if isinstance(index, Number):
        return str(int(index.value) - 1 + lower)
    return index.name if isinstance(index, Symbol) else "?"


def sign_of(term: Apply, sign: str, bounds: bool = True) -> str:
    r"""`\\sum_{i=1}^N`, or `\\sum_i`."""
    if not bounds:
        index = index_text(term.args[1])
        return f"{sign}_{index}" if len(index) == 1 else f"{sign}_{{{index}}}"
    lower = int(str(term.data[0])) if term.data else 1
    size = term.args[2]
    count = size.size if isinstance(size, Dimension) else Size.of(int(getattr(size, "value", 0)))
    upper = size_latex(count + Size.of(lower - 1))
    script = upper if len(upper) == 1 else f"{{{upper}}}"
    return f"{sign}_{{{index_text(term.args[1])}={lower}}}^{script}"


def subscript_of(term: Apply) -> str:
    """The subscript of an entry: one index for a vector."""
    shape = term.args[0].shape
    row, col = (index_text(index) for index in term.args[1:])
    if shape.is_column:
        return row if len(row) == 1 else f"{{{row}}}"
    if shape.rows.is_one:
        return col if len(col) == 1 else f"{{{col}}}"
    plain = len(row) == len(col) == 1
    return f"{{{row}{col}}}" if plain else f"{{{row},{col}}}"


def member_name(term: Term, scope: Scope) -> str | None:
    """A member of a declared family by its name; None if it is of no such family."""
    family, indices = _family_of(term)
    if family is None or family.name not in scope.declarations:
        return None
    declared = scope.declarations[family.name]
    if len(declared.family) != len(indices):
        return None
    texts = {
        letter: index_text(index, lower)
        for (letter, lower, _), index in zip(declared.family, indices, strict=True)
    }
    return renamed(family.name, texts)


def _family_of(term: Term) -> tuple[Symbol | None, tuple[Term, ...]]:
    """The family that a member is of, and its indices, the outer one first."""
    indices: list[Term] = []
    while isinstance(term, Apply) and term.operator == "member":
        indices.insert(0, term.args[1])
        term = term.args[0]
    return (term if isinstance(term, Symbol) else None), tuple(indices)


def member_of_gradient(term: Apply, scope: Scope) -> str | None:
    """The member that a gradient's member is by."""
    inner: Term = term
    chain: list[Apply] = []
    while isinstance(inner, Apply) and inner.operator == "member":
        chain.insert(0, inner)
        inner = inner.args[0]
    if not isinstance(inner, Apply) or inner.operator != "gradient":
        return None
    by = inner.args[1]
    for one in chain:
        by = replace(one, args=(by, one.args[1]))
    return member_name(by, scope)


def gradient_in(term: Apply) -> Apply | None:
    """The gradient that a term is a member of."""
    inner: Term = term
    while isinstance(inner, Apply) and inner.operator == "member":
        inner = inner.args[0]
    return inner if isinstance(inner, Apply) and inner.operator == "gradient" else None


def subscripted(base: str, script: str) -> str:
    """The base with a subscript, in brackets if it has one already."""
    plain = "_" not in base or base.endswith(")")
    return f"{base}_{script}" if plain else rf"\left({base}\right)_{script}"


def delta_text(term: Apply) -> str:
    """Kronecker's delta."""
    one, other = (index_text(index) for index in term.args[:2])
    plain = len(one) == len(other) == 1
    return rf"\delta_{{{one}{other}}}" if plain else rf"\delta_{{{one},{other}}}"
