"""What is found out about a note, in the words of the Language Server Protocol 3.17."""

from collections.abc import Iterator

from lsprotocol import types

from mdderive.checked import Checked, CheckedStep
from mdderive.config import Lang
from mdderive.diagnostics import Diagnostic, Severity
from mdderive.hosts.editor.found import Found
from mdderive.hosts.editor.places import Places
from mdderive.notes import Edit
from mdderive.report.matrix import witness_lines
from mdderive.report.words import SIGNS, WORDS
from mdderive.source import Span

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_INSERT = {Lang.EN: "insert the steps", Lang.ZH: "插入中间步骤"}
_REPLACE = {Lang.EN: "replace by the right formula: {}", Lang.ZH: "改为正确的公式：{}"}


def diagnostics(checked: Checked, places: Places) -> list[types.Diagnostic]:
    """Everything there is to say, a false step with the matrices for which it fails."""
    steps = {step.verdict.diagnostic: step for step in checked.steps}
    return [_diagnostic(said, steps.get(said), checked, places) for said in checked.diagnostics]


def _diagnostic(
    said: Diagnostic, step: CheckedStep | None, checked: Checked, places: Places
) -> types.Diagnostic:
    words = WORDS[checked.lang]
    lines = [said.message]
    if step is not None and step.verdict.witness is not None:
        lines += [words.witness, *witness_lines(step.verdict.witness, words)]
    lines.append(f"{words.help}{words.colon}{said.help}")
    return types.Diagnostic(
        range=places.range(said.span),
        severity=_SEVERITIES[said.severity],
        code=said.code,
        source="mdderive",
        message="\n".join(lines),
    )


def hints(found: Found, places: Places, span: Span) -> list[types.InlayHint]:
    """A sign for its verdict after each step."""
    return [_hint(step, found.checked.lang, places) for step in found.steps_at(span)]


def _hint(checked: CheckedStep, lang: Lang, places: Places) -> types.InlayHint:
    words, outcome = WORDS[lang], checked.verdict.outcome
    meaning = words.meanings[outcome.value]
    assumed = words.comma.join(checked.verdict.assumes)
    tooltip = f"{meaning}\n{words.assumes}{words.colon}{assumed}" if assumed else meaning
    return types.InlayHint(
        position=places.position(checked.step.span.end),
        label=SIGNS[outcome],
        tooltip=tooltip,
        padding_left=True,
    )


def actions(
    found: Found, places: Places, span: Span, uri: str, version: int | None
) -> list[types.CodeAction]:
    """What can be put right or filled in where the span is."""
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return [
        types.CodeAction(
            title=title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(said, None, found.checked, places)] if said else None,
            is_preferred=said is not None,
            edit=types.WorkspaceEdit(
                document_changes=[types.TextDocumentEdit(document, _text_edits(edits, places))]
            ),
        )
        for title, said, edits in _offers(found, span)
    ]


def _offers(found: Found, span: Span) -> Iterator[tuple[str, Diagnostic | None, tuple[Edit, ...]]]:
    lang = found.checked.lang
    for checked in found.steps_at(span):
        right = checked.verdict.suggestion
        if right is not None:
            edit = Edit(checked.step.right.span(), right)
            yield _REPLACE[lang].format(right), checked.verdict.diagnostic, (edit,)
    for derivation, edits in found.insertions_at(span):
        yield _INSERT[derivation.lang], None, edits


def _text_edits(
    edits: tuple[Edit, ...], places: Places
) -> list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]:
    return [types.TextEdit(places.range(edit.span), edit.text) for edit in edits]
