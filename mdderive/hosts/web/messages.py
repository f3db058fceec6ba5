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


def said_in_one_line(diagnostic: Diagnostic) -> str:
    """`D401 message; fix`."""
    return f"{diagnostic.code} {shown(diagnostic.message)}; {shown(diagnostic.help)}"


def _message(checked: Checked, diagnostic: Diagnostic) -> str:
    line, column = checked.source.position(diagnostic.span.start) if diagnostic.span else (1, 1)
    place = f"{shown(checked.source.path)}:{line}:{column}"
    return f"{place}: {said_in_one_line(diagnostic)}"
