"""The pages of `mdderive explain` and the list of `mdderive rules`, made from the tables."""

from collections.abc import Iterator

from mdderive.diagnostics import CODES, Code
from mdderive.operators import Operator, operators, scalar_functions
from mdderive.operators.functions.record import ScalarFunction
from mdderive.rules import Rule, rules


def _code_page(code: Code) -> str:
    return (
        f"{code.id} ({code.severity}): {code.title}\n\n"
        f"Cause: {code.cause}\n\nFix: {code.fix}\n\nSample:\n\n    "
        + code.sample.replace("\n", "\n    ")
        + "\n"
    )


def _operator_page(operator: Operator) -> str:
    idea = operator_idea(operator)
    lines = [f"{operator.name}: {operator.title.en} ({operator.title.zh})", "", idea]
    if operator.notation.spellings:
        lines += ["", "Written as: " + ", ".join(operator.notation.spellings)]
    if operator.samples:
        lines += ["", "For example: " + ", ".join(operator.samples)]
    return "\n".join([*lines, "", f"Source: {operator.source}", ""])
