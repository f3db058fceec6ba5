"""D3xx: shapes that do not fit."""

from mdderive.diagnostics.record import Code, Severity

CODES = (
    Code(
        "D301",
        Severity.ERROR,
        "shapes that don't fit",
        "The operation needs other shapes than its operands have.",
        "Check the factors at the place marked: a transpose or the order may be wrong.",
        "A B with A: R^{m x n} and B: R^{m x n}",
    ),
    Code(
        "D302",
        Severity.ERROR,
        "a scalar beside a square matrix",
        "A sum of a scalar and a square matrix may mean the scalar times I, or times ones.",
        "Write one of the two forms the message offers.",
        "A + 1",
    ),
    Code(
        "D303",
        Severity.ERROR,
        "a size that does not follow",
        "Nothing in the row says how large this is.",
        "Give its size as a subscript.",
        r"f = \operatorname{tr}(I)",
    ),
    Code(
        "D304",
        Severity.ERROR,
        "the two sides have different shapes",
        "The left side and the right side of the relation cannot be equal.",
        "Check the sides: a transpose or a factor may be missing.",
        "x = A with a column x and a matrix A",
    ),
)
