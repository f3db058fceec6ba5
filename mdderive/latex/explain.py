"""How a derivation was read, as text: every symbol with its shape and where that comes from, every
row as canonical LaTeX. Printed by `--explain-reading`, and what a reader checks first if a verdict
surprises."""

from collections.abc import Iterator
from dataclasses import replace

from mdderive.derivation import Reading, Scope, Step
from mdderive.latex.printer import to_latex
from mdderive.latex.reader import ReadDerivation
from mdderive.term import Declaration


def explain_reading(derivation: ReadDerivation) -> str:
    """The symbols, then the steps, one line each; a step with several readings has a line for
    each."""
    scope = _without_primes(derivation.scope)
    lines = [*_symbols(scope), *_facts(scope), *_options(scope)]
    for step in derivation.steps:
        lines.extend(_step(step, scope))
    return "\n".join(lines)


def _without_primes(scope: Scope) -> Scope:
    """A prime may be read as a derivative: here it says which it was read as."""
    kept = {key: sign for key, sign in scope.spelling.items() if sign != "'"}
    return replace(scope, spelling=kept)


def _symbols(scope: Scope) -> Iterator[str]:
    for name, declaration in scope.declarations.items():
        if name not in scope.values:
            yield f"{name}: {_kind(declaration)}{_motion(name, scope)}{_source(name, scope)}"
    for name, value in scope.values.items():
        yield f"{name}: {value.shape}, defined as {to_latex(value, scope)}{_source(name, scope)}"


def _kind(declaration: Declaration) -> str:
    if declaration.arguments:
        domain = " x ".join(map(str, declaration.arguments))
        return f"smooth function, {domain} -> {declaration.shape}"
    if declaration.function is not None:
        return f"function, {declaration.function}"
    properties = sorted(one.value for one in declaration.properties)
    return ", ".join([str(declaration.shape), *properties])


def _motion(name: str, scope: Scope) -> str:
    return ", varies" if name in scope.varying else ""


def _source(name: str, scope: Scope) -> str:
    """What the prose says of the name, with line and column; the line it is kept from."""
    if kept := scope.kept.get(name, ()):
        return f", kept from line {kept[0].line}"
    said = [f"{one.what} ({one.line}:{one.column})" for one in scope.said.get(name, ())]
    return f", from the prose: {', '.join(said)}" if said else ""


def _facts(scope: Scope) -> Iterator[str]:
    for fact in scope.facts:
        left, right = to_latex(fact.left, scope), to_latex(fact.right, scope)
        yield f"given: {left} {fact.relation} {right}"


def _options(scope: Scope) -> Iterator[str]:
    yield f"layout: {scope.layout.value}; structured variables: {scope.structured.value}"


def _step(step: Step, scope: Scope) -> Iterator[str]:
    place = f"display {step.display + 1}, row {step.row + 1}, {step.kind.value}"
    if step.problem is not None:
        yield f"{place}: not read ({step.problem.code}: {step.problem.message})"
        return
    for reading in step.readings:
        yield f"{place}{_which(reading)}: {_equation(reading, scope)}"
        for line in reading.assumes:
            yield f"    where {line}"


def _which(reading: Reading) -> str:
    if reading.fallback:
        return f", if it were {reading.label}"
    return f", as {reading.label}" if reading.label else ""


def _equation(reading: Reading, scope: Scope) -> str:
    return f"{to_latex(reading.left, scope)} = {to_latex(reading.right, scope)}"
