"""D9xx: faults of mdderive itself."""

from mdderive.diagnostics.record import Code, Severity

CODES = (
    Code(
        "D901",
        Severity.ERROR,
        "a fault of mdderive",
        "mdderive contradicts itself or failed on this block; the step has no verdict.",
        "Please send the block that the message shows.",
        "none is known",
    ),
)
