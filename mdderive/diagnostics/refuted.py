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
)
