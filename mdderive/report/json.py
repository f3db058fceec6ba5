"""The stable contract for programs: JSON, schema 1.

Lines and columns are 1-based, columns count code points, ends are exclusive. Keys are never taken
away or given another meaning within a schema number; new ones may come.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from mdderive.checked import Checked, CheckedDerivation, CheckedStep, Row, summarise
from mdderive.derivation import Mistake, Witness
from mdderive.diagnostics import Diagnostic
from mdderive.report.encoding import encoded
from mdderive.report.format import Format
from mdderive.source import Source, Span

SCHEMA = 1
Values = Mapping[str, tuple[tuple[str, ...], ...]]


def _place(source: Source, span: Span | None) -> dict[str, int]:
    line, column = source.position(span.start) if span else (1, 1)
    end_line, end_column = source.position(span.end) if span else (1, 1)
    place = {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
    return {**_cell(source), **place}


def _cell(source: Source) -> dict[str, int]:
    """In a notebook, lines are those of the cell with this number."""
    return {"cell": source.cell.number} if source.cell else {}


def _diagnostic(source: Source, diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        **_place(source, diagnostic.span),
        "message": diagnostic.message,
        "cause": diagnostic.why,
        "fix": diagnostic.help,
    }


def _witness(witness: Witness) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "values": dict(witness.values),
        "left": witness.left,
        "right": witness.right,
    }
    return shown | ({"decimal": dict(witness.decimals)} if witness.decimals else {})


def _mistake(mistake: Mistake) -> dict[str, str]:
    return {"kind": mistake.kind, "message": mistake.message}


def _row(row: Row) -> dict[str, str]:
    latex = row.latex if row.left is None else f"{row.left} = {row.latex}"
    return {"latex": latex, "rule": row.rule}


def _step(source: Source, checked: CheckedStep) -> dict[str, Any]:
    step, verdict = checked.step, checked.verdict
    return {
        **_place(source, step.span),
        "kind": step.kind.value,
        "latex": f"{step.left.text} {step.relation} {step.right.text}",
        "verdict": verdict.outcome.value,
        "scope": verdict.scope,
        "rules": verdict.rules,
        "expanded": None if checked.written is None else [_row(row) for row in checked.chain],
        "assumes": verdict.assumes,
        "sizes": [dict(sizes) for sizes in verdict.sizes],
        "witness": _witness(verdict.witness) if verdict.witness else None,
        "mistake": _mistake(verdict.mistake) if verdict.mistake else None,
        "suggestion": verdict.suggestion,
    }


def _derivation(source: Source, derivation: CheckedDerivation) -> dict[str, Any]:
    last = max(derivation.span.start, derivation.span.end - 1)
    reading = {} if derivation.reading is None else {"reading": derivation.reading}
    return {
        **_cell(source),
        "line": source.position(derivation.span.start)[0],
        "end_line": source.position(last)[0],
        "steps": [_step(source, step) for step in derivation.steps],
        **reading,
    }


def _files(notes: Sequence[Checked]) -> Iterator[tuple[str, list[Checked]]]:
    """The notes by file: the cells of a notebook are of one."""
    for path, parts in groupby(notes, key=lambda note: note.source.path):
        yield path, list(parts)


def render(notes: Sequence[Checked], color: bool) -> str:
    report = {
        "schema": SCHEMA,
        "summary": summarise(notes),
        "files": [
            {
                "path": path,
                "derivations": [_derivation(n.source, d) for n in parts for d in n.derivations],
                "diagnostics": [_diagnostic(n.source, d) for n in parts for d in n.diagnostics],
            }
            for path, parts in _files(notes)
        ],
    }
    return encoded(report)


FORMAT = Format("json", render)
