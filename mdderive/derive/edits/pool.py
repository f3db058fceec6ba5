"""The pieces that a false formula may lack: what the definition and the true side are made of.

Subterms and neighbouring factors, their transposes, reciprocals and inverses where the definition
has a reason for one, f'(u) for every f(u), and identities. Small pieces come first.
"""

from collections.abc import Iterable, Iterator

from mdderive.derive.edits.build import built, inverted, product, total, transposed
from mdderive.derive.edits.derivative import slope
from mdderive.derive.edits.record import Pool
from mdderive.derive.edits.runs import runs
from mdderive.derive.edits.size import nodes
from mdderive.operators.apply import number
from mdderive.term import Apply, Dimension, Number, Shape, Symbol, Term, subterms
from mdderive.term.walk import BINDERS

LARGEST = 14
MOST = 120
COLUMNS = 8
SMALL = 3


def pool(sources: Iterable[Term], shape: Shape, summands: Iterable[Term]) -> Pool:
    """The pieces of the sources; `shape` is that of the right side, `summands` come before all
    other terms that may be missing."""
    pieces = [piece for source in sources for piece in _pieces(source)]
    factors = _ranked(extra for piece in pieces for extra in _with_kin(piece))
    own = list(dict.fromkeys(summands))
    small = [*factors, *_square_pieces(shape, factors)]
    return Pool(factors, tuple(dict.fromkeys([*own, *small]))[: 2 * MOST])


def _ranked(terms: Iterable[Term | None]) -> tuple[Term, ...]:
    distinct = dict.fromkeys(term for term in terms if term is not None)
    fitting = [term for term in distinct if nodes(term) <= LARGEST]
    return tuple(sorted(fitting, key=nodes)[:MOST])


def _pieces(source: Term) -> Iterator[Term]:
    for term in subterms(source):
        if isinstance(term, (Number, Dimension)) or _is_plain(term):
            continue
        if not (isinstance(term, Apply) and term.operator in BINDERS):
            yield term
        if isinstance(term, Apply) and term.operator == "product":
            for _, run, _ in runs(term):
                inner = None if isinstance(run[0], (Number, Dimension)) else product(*run)
                if inner is not None:
                    yield inner


def _is_plain(term: Term) -> bool:
    """What is a piece of nothing: zero, and a scalar that stands for a matrix."""
    return isinstance(term, Apply) and term.operator in ("zero", "fill")


def _with_kin(piece: Term) -> Iterator[Term | None]:
    """The piece with what a derivative makes of it."""
    yield piece
    if piece.shape.is_scalar:
        yield built("quotient", (number(1), piece))
    else:
        yield transposed(piece)
    match piece:
        case Apply("determinant" | "inverse", (inner,)):
            inverse = inverted(inner)
            if inverse is not None:
                yield inverse
                yield transposed(inverse)
        case Apply("map"):
            yield from _slopes(piece)
    if isinstance(piece, Symbol) and piece.shape.is_square and not piece.shape.is_scalar:
        yield built("trace", (piece,))
        yield built("determinant", (piece,))
        yield total(piece, transposed(piece))
    if piece.shape.is_column and not piece.shape.is_scalar:
        yield built("diag", (piece,))


def _slopes(piece: Apply) -> Iterator[Term | None]:
    """f'(u), its parts, and the diagonal matrix of it."""
    if str(piece.data[0]) == "log" and piece.shape.is_scalar:
        yield built("quotient", (number(1), piece.args[0]))
        return
    steep = slope(piece)
    yield from _pieces(steep)
    if not steep.shape.is_scalar:
        column = steep if steep.shape.is_column else built("vec", (steep,))
        yield None if column is None else built("diag", (column,))


def _square_pieces(shape: Shape, factors: Iterable[Term]) -> Iterator[Term]:
    """1 in a scalar; s A, I and s I for the scalars s, and x y^T for the columns, as far as they
    fit."""
    if shape.is_scalar:
        yield number(1)
        return
    scalars = [factor for factor in factors if factor.shape.is_scalar]
    fitting = [factor for factor in factors if factor.shape == shape]
    for scalar in scalars[:COLUMNS]:
        yield from (Apply("product", (scalar, piece), shape) for piece in fitting[:COLUMNS])
    columns = [f for f in factors if f.shape.is_column and not f.shape.is_scalar]
    columns += _stacked(shape, factors)
    lefts = [column for column in columns if column.shape.rows == shape.rows][:COLUMNS]
    rights = [column for column in columns if column.shape.rows == shape.cols][:COLUMNS]
    for left in lefts:
        yield from (Apply("product", (left, transposed(right)), shape) for right in rights)
    if shape.is_square:
        identity = Apply("identity", (), shape)
        yield identity
        yield from (Apply("product", (scalar, identity), shape) for scalar in scalars)


def _stacked(shape: Shape, factors: Iterable[Term]) -> Iterator[Term]:
    """vec of the small matrices and of the identities, where a side of the right side has that
    many entries: Jacobians by vec(X)."""
    matrices = [f for f in factors if not f.shape.is_column and nodes(f) <= SMALL]
    squares = {matrix.shape for matrix in matrices if matrix.shape.is_square}
    identities = [Apply("identity", (), square) for square in sorted(squares, key=str)]
    for matrix in (*identities, *matrices):
        column = built("vec", (matrix,))
        if column is not None and column.shape.rows in (shape.rows, shape.cols):
            yield column
