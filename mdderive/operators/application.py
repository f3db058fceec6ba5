r"""Application of a function that is declared but not defined: \ell(z), g(x, y). `data` is (name,).

All that is known of it is that it is smooth; its declaration gives the shapes of its arguments and
of its value. Its derivatives are written with the binders: the gradient at z is gradient(\ell(u),
u, z), where u stands in for the argument.
"""

from dataclasses import replace

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title
from mdderive.term import Apply, Symbol, Term
from mdderive.term import replace as put

OPERATOR = Operator(
    name="application",
    title=Title("application of an undefined function", "未定义函数的作用"),
    shape=None,  # that of the function's declaration
    index_form=Primitive("an atom keyed by its arguments, with slots for each derivative"),
    evaluate=None,  # the judge draws the value and all derivatives at each argument
    differential=None,  # `differential` below: the rule needs the function's name
    notation=Notation("{f}({*})", Binding.ATOM, joiner=", "),
    samples=(),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 5, sec. 11",
)


def stand_in(term: Apply, place: int) -> Symbol:
    """The variable that a derivative by this argument binds: the argument itself if it is a name
    and the only argument, else one that stands for nothing else."""
    point = term.args[place]
    if isinstance(point, Symbol) and len(term.args) == 1:
        return point
    return Symbol(f"{{{term.data[0]}, {place + 1}}}", point.shape, point.span)


def with_stand_in(term: Apply, place: int) -> Apply:
    """The function of this argument alone, the others held."""
    args = (*term.args[:place], stand_in(term, place), *term.args[place + 1 :])
    return replace(term, args=args)


def partial_differential(term: Apply, place: int, change: Term) -> Term | None:
    """What the function changes by where one argument changes: tr(G^T du) with its gradient G, J du
    with its Jacobian J of columns; None where the derivative is no matrix."""
    variable, point = stand_in(term, place), term.args[place]
    body = with_stand_in(term, place)
    if term.shape.is_scalar:
        turned = apply(
            "transpose", _at(apply("gradient", body, variable, variable), variable, point)
        )
        product = apply("product", turned, change)
        return product if product.shape.is_scalar else apply("trace", product)
    if not (term.shape.is_column and point.shape.is_column):
        return None
    jacobian = _at(apply("jacobian", body, variable, variable), variable, point)
    return apply("product", jacobian, change)


def _at(derivative: Term, variable: Symbol, point: Term) -> Term:
    """The derivative at the point: its variable is bound in its body."""
    return put(derivative, {variable.name: point})
