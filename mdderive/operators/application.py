r"""Application of a function that is declared but not defined: \ell(z), g(x, y). `data` is (name,).

All that is known of it is that it is smooth; its declaration gives the shapes of its arguments and
of its value. Its derivatives are written with the binders: the gradient at z is gradient(\ell(u),
u, z).
"""

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title

OPERATOR = Operator(
    name="application",
    title=Title("application of an undefined function", "未定义函数的作用"),
    shape=None,  # that of the function's declaration
    index_form=Primitive("an atom keyed by its arguments, with slots for each derivative"),
    evaluate=None,  # the judge draws the value and all derivatives at each argument
    differential=None,  # sum_k tr((d\ell/du_k)^T du_k): the rule needs a name for each argument
    notation=Notation("{f}({*})", Binding.ATOM, joiner=", "),
    samples=(),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 5, sec. 11",
)
