"""Building edited terms: every constructor gives None where shapes don't fit, and keeps terms in
the form an author writes (no product inside a product, no double transpose, no factor 1)."""

from collections.abc import Hashable, Sequence
from fractions import Fraction

from mdderive.operators.apply import number
from mdderive.operators.table import operators
from mdderive.term import SCALAR, Apply, Clash, Number, Term, Unifier


def built(operator: str, args: Sequence[Term], data: tuple[Hashable, ...] = ()) -> Term | None:
    """The operator applied, its shape found by its own rule."""
    rule = operators()[operator].shape
    if rule is None:
        return None
    found = rule(Unifier(), [arg.shape for arg in args])
    return None if isinstance(found, Clash) else Apply(operator, tuple(args), found, data)


def product(*factors: Term | None) -> Term | None:
    """Factors in order; a matrix product among them is spliced, numbers are gathered in front."""
    flat: list[Term] = []
    scale = Fraction(1)
    for factor in factors:
        if factor is None:
            return None
        if isinstance(factor, Apply) and factor.operator == "negative" and len(factors) > 1:
            scale, factor = -scale, factor.args[0]
        for part in _parts(factor):
            if isinstance(part, Number):
                scale *= part.value
            else:
                flat.append(part)
    if scale < 0:
        return negative(_joined("product", _scaled(-scale, flat)))
    return _joined("product", _scaled(scale, flat))


def _parts(factor: Term) -> tuple[Term, ...]:
    if isinstance(factor, Apply) and factor.operator == "product" and not factor.shape.is_scalar:
        return factor.args
    return (factor,)


def _scaled(scale: Fraction, factors: list[Term]) -> list[Term]:
    return factors if scale == 1 and factors else [number(scale), *factors]


def _joined(operator: str, args: Sequence[Term]) -> Term | None:
    return args[0] if len(args) == 1 else built(operator, args)


def scaled(scale: Term, term: Term) -> Term | None:
    """The term times a number or size; numbers are multiplied out, a sign is drawn in front."""
    match scale, term:
        case Apply("negative", (size,)), _:
            return negative(scaled(size, term))
        case Number(value), Apply("negative", (inner,)):
            return scaled(number(-value), inner)
        case Number(value), _ if value < 0:
            return negative(scaled(number(-value), term))
        case Number(value), Number(other):
            return number(value * other)
        case Number(value), Apply("product", (Number(other), *rest)):
            front = value * other
            return _joined("product", rest if front == 1 else [number(front), *rest])
        case Number(value), Apply("product", (Apply("quotient", (top, Number(below))), *rest)):
            return product(_fraction(value / below, top), *rest)
        case Number(value), Apply("product", args) if value != 1:
            return built("product", (scale, *args))
        case Number(value), Apply("quotient", (Number() as top, bottom)):
            return built("quotient", (number(value * top.value), bottom))
        case Number(value), Apply("quotient", (top, Number(below))):
            return _fraction(value / below, top)
        case Number(value), _ if value == 1:
            return term
    return product(scale, term)


def _fraction(value: Fraction, top: Term) -> Term | None:
    """The top times a number, a denominator drawn below all of it."""
    above = top if value.numerator == 1 else product(number(value.numerator), top)
    if above is None or value.denominator == 1:
        return above
    return built("quotient", (above, number(value.denominator)))


def total(*summands: Term | None) -> Term | None:
    """The sum; zeros are dropped where something is left."""
    flat: list[Term] = []
    for summand in summands:
        if summand is None:
            return None
        if isinstance(summand, Apply) and summand.operator == "zero":
            continue
        nested = isinstance(summand, Apply) and summand.operator == "sum"
        flat.extend(summand.args if nested and isinstance(summand, Apply) else (summand,))
    return _joined("sum", flat) if flat else summands[0]


def hadamard(*factors: Term | None) -> Term | None:
    """The entrywise product; ones are dropped where something is left."""
    flat: list[Term] = []
    for factor in factors:
        if factor is None:
            return None
        nested = isinstance(factor, Apply) and factor.operator == "hadamard"
        flat.extend(factor.args if nested and isinstance(factor, Apply) else (factor,))
    kept = [factor for factor in flat if not _is_ones(factor)]
    return _joined("hadamard", kept or flat)


def _is_ones(term: Term) -> bool:
    return isinstance(term, Apply) and term.operator == "ones"


def negative(term: Term | None) -> Term | None:
    """The negative; two signs cancel."""
    match term:
        case None:
            return None
        case Apply("negative", (inner,)):
            return inner
        case Number(value):
            return number(-value)
    return built("negative", (term,))


def _is_own_transpose(term: Term) -> bool:
    diagonal = isinstance(term, Apply) and term.operator in ("diag", "identity")
    return diagonal or term.shape == SCALAR


def transposed(term: Term) -> Term:
    """The transpose, drawn inside products and in front of inverses."""
    if _is_own_transpose(term):
        return term
    match term:
        case Apply("transpose", (inner,)):
            return inner
        case Apply("negative", (inner,)):
            return Apply("negative", (transposed(inner),), term.shape.transposed)
        case Apply("quotient", (top, bottom)):
            return Apply("quotient", (transposed(top), bottom), term.shape.transposed)
        case Apply("sum", args) if {transposed(arg) for arg in args} == set(args):
            return term
        case Apply("product", args):
            scalars = [arg for arg in args if arg.shape.is_scalar]
            others = [transposed(arg) for arg in reversed(args) if not arg.shape.is_scalar]
            turned = built("product", (*scalars, *others))
            if turned is not None and turned.shape == term.shape.transposed:
                return turned
    return Apply("transpose", (term,), term.shape.transposed)


def inverted(term: Term) -> Term | None:
    """The inverse of a square matrix, the reciprocal of a scalar."""
    match term:
        case Number(value):
            return number(1 / value) if value else None
        case Apply("inverse", (inner,)):
            return inner
        case Apply("transpose", (inner,)):
            below = inverted(inner)
            return None if below is None else transposed(below)
        case Apply("power", (base, Number(value))) if value == -1:
            return base
        case Apply("power", (base, Number(value))):
            return raised(base, -value)
        case Apply("quotient", (top, bottom)) if top.shape.is_scalar:
            return bottom if top == number(1) else built("quotient", (bottom, top))
    if term.shape.is_scalar:
        return built("quotient", (number(1), term))
    return built("inverse", (term,))


def raised(base: Term, exponent: Fraction) -> Term | None:
    """A power of a scalar or a square matrix; the powers 1 and -1 are written without one."""
    if exponent == 1:
        return base
    if exponent == -1 and not base.shape.is_scalar:
        return built("inverse", (base,))
    return built("power", (base, number(exponent)))


def over(top: Term, bottom: Term) -> Term | None:
    """top / bottom; what is a fraction already gets a longer denominator."""
    if isinstance(top, Apply) and top.operator == "quotient":
        longer = product(top.args[1], bottom)
        return None if longer is None else built("quotient", (top.args[0], longer))
    if isinstance(top, Apply) and top.operator == "negative":
        return negative(over(top.args[0], bottom))
    return built("quotient", (top, bottom))


def remade(node: Apply, args: tuple[Term, ...]) -> Term | None:
    """The node over other arguments, which may have other shapes."""
    if node.operator == "product":
        return product(*args)
    if node.operator == "sum":
        return total(*args)
    if node.operator == "hadamard":
        return hadamard(*args)
    if node.operator == "negative":
        return negative(args[0])
    if node.operator == "transpose" and _is_own_transpose(args[0]):
        return args[0]
    if node.operator == "entry" and isinstance(args[0], Apply) and args[0].operator == "transpose":
        return Apply("entry", (args[0].args[0], args[2], args[1]), node.shape, node.data)
    if node.operator == "inverse" and args[0].shape == node.shape:
        return inverted(args[0])
    if all(new.shape == old.shape for new, old in zip(args, node.args, strict=True)):
        return Apply(node.operator, args, node.shape, node.data, node.span)
    return built(node.operator, args, node.data)
