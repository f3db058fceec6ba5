"""D4xx: steps that are false."""

from mdderive.diagnostics.record import Code, Severity

CODES = (
    Code(
        "D401",
        Severity.ERROR,
        "the step is false",
        "The two sides differ: the witness gives matrices for which they do.",
        "Correct the right side, or declare the property that makes it true.",
        r"\frac{\partial}{\partial x} (x^\top A x) = 2 A x",
    ),
    Code(
        "D402",
        Severity.ERROR,
        "a declared property that the value does not have",
        "A property declared of a name that has a value is a claim about the value: it is false.",
        "Drop the property, or declare it of the names that the value is made of.",
        "S: R^{n x n} symmetric, then S = A",
    ),
)
