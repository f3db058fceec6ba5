r"""Undefined functions and their derivatives as LaTeX: `\ell(z)`, `\nabla \ell(W x)`, `g'(W x)`.

A derivative by an argument that is no name is bound by a variable that stands for it; it is written
with the function's own sign, which the reader takes the same way: `\nabla` of a scalar function of
one argument, a prime in the layout of the note else, and the fraction of the bare function where
there are several arguments. A defined function has the same signs where it is differentiated at
another point than its variable: `\nabla f(A x)`, `\mathrm{D}F(A x)`.
"""

from collections.abc import Callable

from mdderive.config import Layout
from mdderive.term import Apply, Symbol, Term

Write = Callable[[Term], str]
Spelled = Callable[[str, str], str]
"""How the author spells a name, or what is the default."""


def application_text(term: Apply, spelled: Spelled, write: Write, primes: str = "") -> str:
    name = str(term.data[0])
    return f"{spelled(name, name)}{primes}({', '.join(write(arg) for arg in term.args)})"


def is_of_argument(term: Apply) -> bool:
    """Whether a derivative is that of an undefined function by a stand-in for an argument, of a
    scalar one by the name it is taken of, or of a name with a value at another point."""
    body, variable, at = term.args
    if isinstance(body, Symbol):
        return variable != at
    if not (isinstance(body, Apply) and body.operator == "application"):
        return False
    stands_in = isinstance(variable, Symbol) and variable.name.startswith("{")
    return stands_in or (body.args == (variable,) and term.operator != "jacobian")


def of_argument_text(term: Apply, spelled: Spelled, layout: Layout, write: Write) -> str:
    """The derivative that `is_of_argument` says it is; whole, so that scripts may follow."""
    body, _, at = term.args
    nabla = r"\nabla^2 " if term.operator == "hessian" else r"\nabla "
    if isinstance(body, Symbol):
        sign = r"\mathrm{D}" if term.operator == "jacobian" else nabla
        return f"{sign}{spelled(body.name, body.name)}({write(at)})"
    assert isinstance(body, Apply)
    if len(body.args) > 1:
        name = str(body.data[0])
        return rf"\frac{{\partial {spelled(name, name)}}}{{\partial {write(at)}}}"
    put = Apply("application", (at,), body.shape, body.data)
    if term.operator == "jacobian":
        text = application_text(put, spelled, write, "'")
        turn = spelled("transpose", r"\top")
        return text if layout is not Layout.DENOMINATOR else f"({text})^{{{turn}}}"
    return nabla + application_text(put, spelled, write)
