"""Why a formula cannot be written out entry by entry."""


class SizeError(ValueError):
    """A size letter of the formula has no value, or none that a matrix can have."""


class NoExplicitForm(ValueError):
    """What the formula says has no closed form in its entries: the exponential of a matrix, a
    matrix to a power that is not whole, a derivative by an expression; or it has no value: an
    entry outside of a matrix."""
