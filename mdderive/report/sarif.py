"""SARIF 2.1.0 for code-scanning services (OASIS standard, sections 3.14 to 3.30).

Every result has a location, and a fingerprint of the line it is about and of how many like it came
before, so that an alert survives lines added above it and two equal problems stay two.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from mdderive import __version__
from mdderive.checked import Checked
from mdderive.diagnostics import CODES, Diagnostic, Severity
from mdderive.report.encoding import encoded
from mdderive.report.format import Format
from mdderive.source import Source

KEY = "mdderiveLine/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def _rule(code: str) -> dict[str, Any]:
    entry = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.cause},
        "help": {"text": entry.fix},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
    }


def _region(source: Source, diagnostic: Diagnostic) -> dict[str, int]:
    """Lines of the file; in a notebook columns are those of no line in it."""
    span = diagnostic.span
    if span is None:
        return {"startLine": 1}
    line, end_line = source.line_in_file(span.start), source.line_in_file(span.end)
    if source.cell is not None:
        return {"startLine": line, "endLine": end_line}
    column, end_column = source.position(span.start)[1], source.position(span.end)[1]
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _uri(path: str) -> str:
    """A relative reference of RFC 3986, whatever bytes the name of the file is made of."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _result(source: Source, diagnostic: Diagnostic) -> dict[str, Any]:
    region = _region(source, diagnostic)
    said = (diagnostic.message, diagnostic.cause, diagnostic.help)
    place = {"artifactLocation": {"uri": _uri(source.path)}, "region": region}
    return {
        "ruleId": diagnostic.code,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(line for line in said if line)},
        "locations": [{"physicalLocation": place}],
    }


def _results(notes: Sequence[Checked]) -> Iterator[dict[str, Any]]:
    alike: Counter[tuple[str, str]] = Counter()
    for source, diagnostic in ((note.source, said) for note in notes for said in note.diagnostics):
        line = source.position(diagnostic.span.start)[0] if diagnostic.span else 1
        about = f"{diagnostic.code}:{source.line(line).strip()}"
        alike[source.path, about] += 1
        digest = sha256(about.encode("utf-8", "surrogatepass")).hexdigest()
        fingerprint = {KEY: f"{digest}:{alike[source.path, about]}"}
        yield _result(source, diagnostic) | {"partialFingerprints": fingerprint}


def render(notes: Sequence[Checked], color: bool) -> str:
    results = [*_results(notes)]
    driver = {
        "name": "mdderive",
        "version": __version__,
        "rules": [_rule(code) for code in sorted({result["ruleId"] for result in results})],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return encoded(log)


FORMAT = Format("sarif", render)
