"""The pages of `mdderive explain` and the list of `mdderive rules`, made from the tables."""

from collections.abc import Iterator

from rich.cells import cell_len

from mdderive.diagnostics import CODES, Code
from mdderive.operators import Operator, operators, scalar_functions
from mdderive.operators.functions.record import ScalarFunction
from mdderive.rules import GROUND, Rule, rules


def _entry(label: str, *lines: str) -> str:
    """A paragraph of a page, left out where there is nothing to say."""
    return f"\n{label}:\n" + "".join(f"    {line}\n" for line in lines) if any(lines) else ""


def _code_page(code: Code) -> str:
    return (
        f"{code.id} ({code.severity}): {code.title}\n"
        + _entry("Cause", code.cause)
        + _entry("Fix", code.fix)
        + _entry("Sample", *code.sample.splitlines())
    )


def _rule_page(rule: Rule) -> str:
    return (
        f"{rule.id}: {rule.title.en} ({rule.title.zh})\n"
        + _entry("Rule", f"{rule.left} = {rule.right}")
        + _entry("Conditions", *rule.conditions, *rule.facts)
        + _entry("Why", rule.reason.en, rule.reason.zh)
        + _entry("For example", rule.example)
        + _entry("Letters", *GROUND)
    )


def _operator_page(operator: Operator) -> str:
    return (
        f"{operator.name}: {operator.title.en} ({operator.title.zh})\n"
        + _entry("Written", ", ".join(operator.notation.spellings))
        + _entry("Printed", operator.notation.template)
        + _entry("For example", *operator.samples)
        + _entry("Source", operator.source)
    )


def _function_page(function: ScalarFunction) -> str:
    return (
        f"{function.name}: {function.title.en} ({function.title.zh})\n"
        + _entry("Written", ", ".join(function.spellings))
        + _entry("Printed", function.latex)
        + _entry("Assumed of each entry", (function.domain or "").format("u"))
        + _entry("No derivative", function.kinks or "")
        + _entry("Source", function.source)
    )


def _pages(name: str) -> Iterator[str]:
    if name.upper() in CODES:
        yield _code_page(CODES[name.upper()])
    for rule in rules().values():
        if name.casefold() in (rule.id, rule.title.en.casefold(), rule.title.zh):
            yield _rule_page(rule)
    for operator in operators().values():
        if name == operator.name or name in operator.notation.spellings:
            yield _operator_page(operator)
    for function in scalar_functions().values():
        if name == function.name or name in function.spellings:
            yield _function_page(function)


def explain_page(name: str) -> str | None:
    """Everything that goes by this name: a diagnostic; a rule, by its id or as a built note names
    it; an operator; a scalar function."""
    return "\n".join(_pages(name.strip().strip("()（）"))) or None


def rule_list() -> str:
    """Every rule on a line: id, English name, Chinese name."""
    table = rules().values()
    ids = max(len(rule.id) for rule in table)
    names = max(cell_len(rule.title.en) for rule in table)
    return "".join(
        f"{rule.id:<{ids}}  {rule.title.en:<{names}}  {rule.title.zh}\n" for rule in table
    )
