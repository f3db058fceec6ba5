r"""Matrices that are written out: `\begin{bmatrix} a & b \\ c & d \end{bmatrix}`, by entries or
blocks.

Bars of `vmatrix` are a determinant, those of `Vmatrix` a norm. An empty place is 0; a 0 beside
blocks is a block.
"""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.latex.candidates import Candidate, Read, Several, build, fitting, together
from mdderive.latex.context import Context
from mdderive.latex.formula import Constant, Matrix, Node, Num
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.term import Term, Unifier

ENVIRONMENTS = frozenset(
    {"matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "vmatrix", "Vmatrix"}
)
BARS = frozenset({"vmatrix", "Vmatrix"})


def cells(tokens: Sequence[Token]) -> list[list[list[Token]]]:
    r"""The entries between `&` and `\\`, outside inner environments; a last empty row is none."""
    rows: list[list[list[Token]]] = [[[]]]
    depth = 0
    for token in tokens:
        depth += (token.mark is Mark.BEGIN) - (token.mark is Mark.END)
        if depth == 0 and token.mark is Mark.BREAK:
            rows.append([[]])
        elif depth == 0 and token.mark is Mark.CELL:
            rows[-1].append([])
        elif token.mark is not Mark.SPACE or depth:
            rows[-1][-1].append(token)
    return rows[:-1] if len(rows) > 1 and rows[-1] == [[]] else rows


def read_matrix(read: Read, node: Matrix, sizes: Unifier, context: Context) -> list[Candidate]:
    """Rows of entries, stacked; with zeros as blocks where scalars don't fit."""
    try:
        return _read(read, node, node.rows, sizes, context)
    except Unreadable as caught:
        rows = tuple(tuple(_block(cell) for cell in row) for row in node.rows)
        if rows == node.rows:
            raise
        try:
            return _read(read, node, rows, sizes, context)
        except Unreadable:
            raise caught from None


def _block(cell: Node) -> Node:
    zero = isinstance(cell, Num) and cell.value == Fraction(0)
    return Constant("zero", (), cell.span) if zero else cell


def _read(
    read: Read,
    node: Matrix,
    rows: tuple[tuple[Node, ...], ...],
    sizes: Unifier,
    context: Context,
) -> list[Candidate]:
    ways = together(read, [cell for row in rows for cell in row], sizes, context)

    def one(way: Several) -> Candidate:
        terms, solved, assumes, picks = way
        solved = solved.copy()
        _align(terms, len(rows[0]), solved)
        left = list(terms)
        built: list[Term] = []
        for row in rows:
            parts, left = left[: len(row)], left[len(row) :]
            whole = build("beside", parts, solved, context, node.span) if len(row) > 1 else parts[0]
            built.append(whole)
        found = build("stacked", built, solved, context, node.span) if len(rows) > 1 else built[0]
        return Candidate(found, solved, assumes, picks)

    return fitting(ways, one)


def _align(terms: Sequence[Term], width: int, sizes: Unifier) -> None:
    """Blocks stand in rows and columns: a zero block has the height and width of its neighbours."""
    for place, term in enumerate(terms):
        before, above = place - place % width, place % width
        sizes.same(terms[before].shape.rows, term.shape.rows)
        sizes.same(terms[above].shape.cols, term.shape.cols)
