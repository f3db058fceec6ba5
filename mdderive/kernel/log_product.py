"""The log of a product over an index is the sum of the logs: log prod_i f_i = sum_i log f_i.

True wherever every factor is positive, which `assumptions.py` lists. Factors beside the product
over an index, a quotient and a power with a number in the exponent are taken apart with it.
"""

from collections.abc import Iterator

from mdderive.operators import apply
from mdderive.term import Apply, Number, Term


def log_of_product(argument: Term) -> Term | None:
    """The log of a scalar as a term in which no product over an index stands under the log; None
    if none does so at the top."""
    if not isinstance(argument, Apply) or not any(_products(argument)):
        return None
    match argument.operator:
        case "product_over":
            body, *range_of_index = argument.args
            return apply("sum_over", _log(body), *range_of_index)
        case "quotient":
            above, below = argument.args
            return apply("sum", _log(above), apply("negative", _log(below)))
        case "power":
            base, exponent = argument.args
            return apply("product", exponent, _log(base))
    return apply("sum", *(_log(factor) for factor in argument.args))


def _log(term: Term) -> Term:
    return log_of_product(term) or apply("map", term, data=("log", 0))


def _products(term: Term) -> Iterator[bool]:
    """Whether each multiplicative part of a scalar is a product over an index."""
    match term:
        case Apply("product_over"):
            yield True
        case Apply("quotient" | "product", args) if all(arg.shape.is_scalar for arg in args):
            for arg in args:
                yield from _products(arg)
        case Apply("power", (base, Number())):
            yield from _products(base)


def factors_under_log(argument: Term) -> Iterator[Term]:
    """The parts whose logs are taken once the product has been taken apart."""
    if not isinstance(argument, Apply) or not any(_products(argument)):
        return
    match argument.operator:
        case "product_over":
            yield argument.args[0]
            yield from factors_under_log(argument.args[0])
        case "power":
            yield from factors_under_log(argument.args[0])
        case _:
            for arg in argument.args:
                inner = list(factors_under_log(arg))
                yield from inner or [arg]
