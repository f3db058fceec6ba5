"""What a site builder's log says of a page: one line for each diagnostic, as a linter would."""

from collections.abc import Iterator

from mdderive.checked import Checked
from mdderive.diagnostics import Diagnostic, Severity
from mdderive.report.terminal import shown


def messages(checked: Checked, severity: Severity) -> Iterator[str]:
    """`page.md:12:34: D401 message; fix` for all diagnostics of the severity."""
    for diagnostic in checked.diagnostics:
        if diagnostic.severity is severity:
            yield _message(checked, diagnostic)


def said_in_one_line(checked: Checked, diagnostic: Diagnostic) -> str:
    """`D401 message; fix`; a message that offers all ways out needs no fix behind it."""
    said = f"{diagnostic.code} {shown(diagnostic.message)}"
    return said if _offers_all(checked, diagnostic) else f"{said}; {shown(diagnostic.help)}"


def _offers_all(checked: Checked, diagnostic: Diagnostic) -> bool:
    verdicts = (step.verdict for step in checked.steps)
    return any(
        v.diagnostic == diagnostic and v.suggestion and v.mistake and v.mistake.way
        for v in verdicts
    )


def _message(checked: Checked, diagnostic: Diagnostic) -> str:
    line, column = checked.source.position(diagnostic.span.start) if diagnostic.span else (1, 1)
    place = f"{shown(checked.source.path)}:{line}:{column}"
    return f"{place}: {said_in_one_line(checked, diagnostic)}"
