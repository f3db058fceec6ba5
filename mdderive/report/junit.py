"""JUnit XML for build servers: a note is a suite, a step a case; what is said of no step is a case
of its own. A case that has a problem fails; a fault of mdderive is an error.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mdderive.checked import Checked, CheckedStep
from mdderive.diagnostics import Diagnostic, Severity
from mdderive.report.format import Format
from mdderive.report.terminal import harmless
from mdderive.source import Source, Span

_COUNTS = {
    "tests": ".//testcase",
    "failures": ".//failure",
    "errors": ".//error",
    "skipped": ".//skipped",
}


def _line(source: Source, span: Span | None) -> int:
    return source.position(span.start)[0] if span else 1


def _case(suite: Element, source: Source, span: Span | None, title: str) -> Element:
    path = harmless(source.path)
    name = f"line {_line(source, span)}: {harmless(title)}"
    return SubElement(suite, "testcase", classname=harmless(source.name), name=name, file=path)


def _fail(case: Element, diagnostic: Diagnostic) -> None:
    message = harmless(f"{diagnostic.code} {diagnostic.message}")
    kind = "error" if diagnostic.code.startswith("D9") else "failure"
    failure = SubElement(case, kind, message=message, type=diagnostic.code)
    failure.text = harmless(diagnostic.help)


def _step(suite: Element, note: Checked, checked: CheckedStep) -> None:
    step, diagnostic = checked.step, checked.verdict.diagnostic
    title = f"{step.left.text} {step.relation} {step.right.text}"
    case = _case(suite, note.source, step.span, title)
    if diagnostic is not None and diagnostic.severity is Severity.ERROR:
        _fail(case, diagnostic)


def _suite(root: Element, note: Checked) -> None:
    suite = SubElement(root, "testsuite", name=harmless(note.source.name))
    for checked in note.steps:
        _step(suite, note, checked)
    of_steps = {checked.verdict.diagnostic for checked in note.steps}
    for diagnostic in note.diagnostics:
        if diagnostic not in of_steps and diagnostic.severity is Severity.ERROR:
            _fail(_case(suite, note.source, diagnostic.span, diagnostic.code), diagnostic)
    _count(suite)


def _count(suites: Element) -> None:
    """The numbers of cases, which some readers want on every level."""
    for name, path in _COUNTS.items():
        suites.set(name, str(len(suites.findall(path))))


def render(notes: Sequence[Checked], color: bool) -> str:
    root = Element("testsuites", name="mdderive")
    for note in notes:
        _suite(root, note)
    _count(root)
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


FORMAT = Format("junit", render)
