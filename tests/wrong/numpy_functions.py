"""Scalar functions with all their derivatives, entry by entry, over real or complex arrays.

`FUNCTIONS[name](k, x)` is the k-th derivative at x; what is not defined is nan in both parts.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.polynomial import Polynomial

Array = np.ndarray
EDGE = 1e-9
"""What is nearer to 0 than this is 0 but for rounding: at a kink, under a logarithm."""

UNDEFINED = complex("nan+nanj")  # in both parts, or a complex step would lose it


def log(x: Array) -> Array:
    defined = np.real(x) > EDGE
    return np.where(defined, np.log(np.where(defined, x, 1.0)), UNDEFINED)


def entry_power(base: Array, k: complex) -> Array:
    if not np.imag(k) and np.real(k) == round(np.real(k)):
        return np.asarray(base ** round(np.real(k)))
    return np.asarray(np.exp(k * log(base)))


def _tower(value: Callable[[Array], Array], step: Polynomial) -> Callable[[int, Array], Array]:
    """All derivatives of a function y with y' = p(y), by d/dx q(y) = q'(y) p(y)."""

    def at(order: int, x: Array) -> Array:
        polynomial = Polynomial([0.0, 1.0])
        for _ in range(order):
            polynomial = polynomial.deriv() * step
        return np.asarray(polynomial(value(x)))

    return at


def _sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)))


_logistic = _tower(_sigmoid, Polynomial([0.0, 1.0, -1.0]))


def _logarithm(order: int, x: Array) -> Array:
    if order == 0:
        return log(x)
    return np.asarray((-1.0) ** (order - 1) * float(np.prod(range(1, order))) * x ** (-order))


def root(order: int, x: Array) -> Array:
    coefficient = float(np.prod([0.5 - k for k in range(order)]))
    return coefficient * entry_power(x, 0.5 - order)


def _piecewise(*pieces: Callable[[Array], Array]) -> Callable[[int, Array], Array]:
    """A function with a kink at 0, by its derivatives as far as they aren't 0."""

    def at(order: int, x: Array) -> Array:
        value = pieces[order](x) if order < len(pieces) else np.zeros(x.shape)
        return np.where(abs(x.real) > EDGE, value, UNDEFINED)

    return at


FUNCTIONS: Mapping[str, Callable[[int, Array], Array]] = {
    "exp": lambda order, x: np.exp(x),
    "log": _logarithm,
    "sin": lambda order, x: np.sin(x + order * np.pi / 2),
    "cos": lambda order, x: np.cos(x + order * np.pi / 2),
    "tanh": _tower(np.tanh, Polynomial([1.0, 0.0, -1.0])),
    "sigmoid": _logistic,
    "softplus": lambda order, x: np.log(1 + np.exp(x)) if order == 0 else _logistic(order - 1, x),
    "sqrt": root,
    "relu": _piecewise(lambda x: x * (x.real > 0), lambda x: 1.0 * (x.real > 0)),
    "abs": _piecewise(lambda x: x * np.sign(x.real), lambda x: np.sign(x.real)),
    "sign": _piecewise(lambda x: np.sign(x.real)),
    "step": _piecewise(lambda x: 1.0 * (x.real > 0)),
}
