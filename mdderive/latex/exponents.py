"""Which exponents a power may have: numbers that the judges can evaluate, and of a matrix otherwise
whole numbers made of sizes (k, k - 1, 2 k)."""

from fractions import Fraction

from mdderive.latex.leaves import LARGEST_POWER
from mdderive.latex.readings import Form
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span
from mdderive.term import Apply, Dimension, Number, Term

LARGEST_SCALAR_POWER = 1000


def check_exponent(value: Fraction | None, kind: Form, exponent: Term, span: Span) -> None:
    """Raises Unreadable for an exponent whose power no judge could evaluate; `value` is that of the
    exponent, if it is a number."""
    largest = LARGEST_SCALAR_POWER if kind is Form.SCALAR else LARGEST_POWER
    if value is not None and (abs(value) > largest or value.denominator > largest):
        raise Unreadable("D203", f"a power with exponent {value}", span)
    if kind is Form.SQUARE and value is None and not _of_sizes(exponent):
        message = "a power of a matrix needs a number or a size as its exponent"
        raise Unreadable("D205", message, span)


def _of_sizes(exponent: Term) -> bool:
    """Whether an exponent is a whole number made of sizes."""
    match exponent:
        case Dimension():
            return True
        case Number(value=value):
            return value.denominator == 1
        case Apply("sum" | "negative" | "product", args):
            return all(map(_of_sizes, args))
    return False
