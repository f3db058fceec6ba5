"""The report for people: what is wrong, where, why, and what to do; then one line of summary.

    error[D401]: the step is false: a transpose is missing
      --> notes.md:10:16
       |
    10 | \\mathrm{d}f &= a^\\top \\mathrm{d}X\\, b \\\\
       |                ^^^^^^^^^^^^^^^^^^^^^^
       = help: ...

Not a stable contract; programs read `--format json`.
"""

from collections.abc import Iterator, Sequence

from mdderive.checked import Checked, summarise
from mdderive.config import Lang
from mdderive.derivation import Verdict
from mdderive.diagnostics import Diagnostic
from mdderive.report.format import Format
from mdderive.report.matrix import witness_lines
from mdderive.report.snippet import snippet
from mdderive.report.terminal import cells, harmless, paint, shown
from mdderive.report.words import WORDS, summary_line
from mdderive.source import Source
from mdderive.wording import said


def _margin(source: Source, diagnostic: Diagnostic) -> str:
    line = source.position(diagnostic.span.start)[0] if diagnostic.span else 1
    return " " * len(str(line))


def _note(margin: str, label: str, text: str, color: bool) -> Iterator[str]:
    head = f"{paint('=', 'frame', color)} {paint(label, 'bold', color)}: "
    indent = " " * (4 + cells(label))
    first, *rest = harmless(text).strip().split("\n")
    yield f"{margin} {head}{first}\n"
    for line in rest:
        yield f"{margin} {indent}{line}\n"


def _evidence(margin: str, verdict: Verdict, lang: Lang, color: bool) -> Iterator[str]:
    words = WORDS[lang]
    if verdict.witness:
        yield f"{margin} {paint('=', 'frame', color)} {paint(words.witness, 'bold', color)}\n"
        for line in witness_lines(verdict.witness, words):
            yield f"{margin}       {line}\n"
    if verdict.assumes:
        phrases = (said(phrase, lang) for phrase in verdict.assumes)
        yield from _note(margin, words.assumes, words.comma.join(phrases), color)


def _message(
    source: Source, diagnostic: Diagnostic, verdict: Verdict | None, color: bool
) -> Iterator[str]:
    words = WORDS[diagnostic.lang]
    severity = diagnostic.severity.value
    head = paint(f"{severity}[{diagnostic.code}]", severity, color)
    yield f"{head}: {paint(shown(diagnostic.message), 'bold', color)}\n"
    margin, arrow = _margin(source, diagnostic), paint("-->", "frame", color)
    if diagnostic.span is None:
        yield f"{margin} {arrow} {shown(source.name)}\n"
    else:
        line, column = source.position(diagnostic.span.start)
        yield f"{margin}{arrow} {shown(source.name)}:{line}:{column}\n"
        yield from snippet(source, diagnostic.span, color)
    cause = diagnostic.cause if verdict else diagnostic.why
    if cause:
        yield from _note(margin, words.cause, cause, color)
    if verdict:
        yield from _evidence(margin, verdict, diagnostic.lang, color)
    yield from _note(margin, words.help, diagnostic.help, color)
    yield "\n"


def _note_report(note: Checked, color: bool) -> Iterator[str]:
    verdicts = {s.verdict.diagnostic: s.verdict for s in note.steps if s.verdict.diagnostic}
    for diagnostic in note.diagnostics:
        verdict = verdicts.get(diagnostic)
        yield from _message(note.source, diagnostic, verdict, color)
    for derivation in note.derivations:
        if derivation.reading is not None:
            yield harmless(derivation.reading).rstrip("\n") + "\n\n"


def render(notes: Sequence[Checked], color: bool) -> str:
    body = "".join(line for note in notes for line in _note_report(note, color))
    chinese = bool(notes) and all(note.lang is Lang.ZH for note in notes)
    return body + summary_line(summarise(notes), Lang.ZH if chinese else Lang.EN) + "\n"


FORMAT = Format("full", render)
