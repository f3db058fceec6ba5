r"""What the arguments of a function that a row defines are called.

Of `\ell(\mu, \sigma^2) = ...` the second is spelled as a power. It is no name, so that the function
can be taken of nothing else than `(\mu, \sigma^2)`.
"""

from mdderive.latex.formula import Name, Node, Num, Power


def argument_name(node: Node) -> str:
    r"""The name, or the spelling `\sigma^2`; "" if the argument is anything else."""
    match node:
        case Name(name):
            return name
        case Power(Name(name), Num(exponent)):
            return f"{name}^{exponent}"
    return ""


def bare_name(argument: str) -> str:
    """The name that an argument is, or is a power of."""
    base, _, exponent = argument.rpartition("^")
    return base if base and exponent.isdigit() else argument
