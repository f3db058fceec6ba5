"""D5xx: steps without a verdict."""

from mdderive.diagnostics.record import Code, Severity

CODES = (
    Code(
        "D501",
        Severity.ERROR,
        "the formula can be read in several ways",
        "Several readings fit the shapes, and the step is not true, or not false, under all.",
        "Add brackets so that one reading is left.",
        r"A \odot B C with square A, B, C",
    ),
    Code(
        "D502",
        Severity.ERROR,
        "the step needs more than its budget",
        "The step is too large to be judged in the time and size allowed; nothing is guessed.",
        "Split the step; or raise the key that is named, under `[tool.mdderive.budget]`.",
        r"\operatorname{tr}((A + B + C + D)^{20}) = 0",
    ),
    Code(
        "D503",
        Severity.ERROR,
        "there is no point at which the step can be tried",
        "Nowhere are both sides defined and all facts true: contradictory facts prove nothing.",
        "Check the facts and the domains: inverses, logarithms, denominators.",
        r"(A - A)^{-1} = I",
    ),
    Code(
        "D504",
        Severity.ERROR,
        "a derivative by a name that isn't there",
        "The definition does not mention the name it is differentiated by.",
        "Define it in terms of that name, or differentiate by a name it mentions.",
        r"f = a^\top x and \frac{\partial f}{\partial z} = 0",
    ),
    Code(
        "D505",
        Severity.ERROR,
        "the step is only tested",
        "Both sides agree wherever they were recomputed, but `--strict` asks for a proof.",
        "Split the step, or declare what it rests on; without `--strict` it passes.",
        r"\log\det(A B A^\top) = \log\det(A A^\top) + \log\det B under --strict",
    ),
)
