r"""Derivatives as LaTeX: `\frac{\partial f}{\partial X}` and its kin."""

import re


def has_script(name: str) -> bool:
    """Whether the name itself ends in a superscript or prime: another script must not follow."""
    depth = 0
    for character in name:
        depth += (character == "{") - (character == "}")
        if depth == 0 and character in "^'":
            return True
    return False


def transposed(bottom: str, sign: str, plain: bool) -> str:
    """The variable with the sign of the transpose, in brackets if it has a script."""
    if not plain:
        return f"({bottom})^{sign}"
    single = re.fullmatch(r"\\[A-Za-z]+|[A-Za-z]", sign)
    return f"{bottom}^{sign}" if single else f"{bottom}^{{{sign}}}"


def derivative_text(operator: str, top: str, bottom: str, turned: str) -> str:
    """The fraction; a Jacobian is by the transposed variable."""
    if operator == "hessian":
        return rf"\frac{{\partial^2 {top}}}{{\partial {bottom}\, \partial {turned}}}"
    below = turned if operator == "jacobian" else bottom
    return rf"\frac{{\partial {top}}}{{\partial {below}}}"
