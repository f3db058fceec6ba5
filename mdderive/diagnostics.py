"""What mdderive says about a note: the record, and the table of codes.

D1xx notes and annotations, D2xx notation, D3xx shapes, D4xx refuted steps, D5xx no verdict,
D6xx warnings, D9xx faults of mdderive itself. Every code has a cause, a fix and a sample that
shows it; `mdderive explain CODE` prints its page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from mdderive.source import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Code:
    """One kind of message: what it is called, why it arises, what to do about it."""

    id: str
    severity: Severity
    title: str
    cause: str
    fix: str
    sample: str


@dataclass(frozen=True)
class Diagnostic:
    """A message about a place. `cause` and `fix` are this instance's; empty means the code's own.
    `span` is None for a file that could not be read at all."""

    code: str
    message: str
    span: Span | None
    cause: str = ""
    fix: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity


def _table(*codes: Code) -> Mapping[str, Code]:
    table = {code.id: code for code in codes}
    if len(table) != len(codes):
        raise ValueError("two diagnostics share a code")
    return MappingProxyType(table)


CODES = _table(
    Code(
        "D101",
        Severity.ERROR,
        "the file cannot be read",
        "The file is missing, is a special file, or may not be opened.",
        "Check the path and its permissions.",
        "mdderive check missing.md",
    ),
    Code(
        "D102",
        Severity.ERROR,
        "the file is not UTF-8",
        "mdderive reads notes as UTF-8; some bytes of this file are not.",
        "Convert it, for instance with `iconv -f gb18030 -t utf-8`.",
        "a note saved as GB 18030",
    ),
    Code(
        "D103",
        Severity.ERROR,
        "the output cannot be written",
        "The output folder or file may not be written.",
        "Choose another folder with `-o DIR`, or mend its permissions.",
        "mdderive build notes.md -o /proc",
    ),
    Code(
        "D104",
        Severity.ERROR,
        "the note is too long",
        "The file is longer than the budget `source_bytes` allows.",
        "Split the note, or raise `source_bytes` under `[tool.mdderive.budget]`.",
        "a log file of 300 MB named notes.md",
    ),
    Code(
        "D105",
        Severity.ERROR,
        "two notes for one output",
        "Two of the notes would be written to the same file below the output folder.",
        "Build them into two folders, with `-o DIR` each.",
        "mdderive build /a/notes.md /b/notes.md",
    ),
    Code(
        "D106",
        Severity.ERROR,
        "a folder without notes",
        "The folder holds no Markdown or LaTeX file, or only where the walk does not go.",
        "Name the files themselves; dot-folders, `node_modules` and the output are skipped.",
        "mdderive check empty/",
    ),
    Code(
        "D107",
        Severity.ERROR,
        "the output would replace a note",
        "The output folder leads back to the notes, which are never touched.",
        "Choose another folder with `-o DIR`.",
        "mdderive build notes.md -o .",
    ),
    Code(
        "D108",
        Severity.ERROR,
        "wrong settings",
        "The project's settings have an unknown key or a value that is not allowed.",
        "Mend the entry in `mdderive.toml` or `[tool.mdderive]`; the message names it.",
        "[tool.mdderive] with layuot = 'numerator'",
    ),
    Code(
        "D401",
        Severity.ERROR,
        "the step is false",
        "The two sides differ: the witness gives matrices for which they do.",
        "Correct the right side, or declare the property that makes it true.",
        r"\frac{\partial}{\partial x} (x^\top A x) = 2 A x",
    ),
    Code(
        "D501",
        Severity.ERROR,
        "the formula can be read in several ways",
        "Several readings fit the shapes, and the step is not true, or not false, under all.",
        "Add brackets so that one reading is left.",
        r"A \odot B C with square A, B, C",
    ),
    Code(
        "D502",
        Severity.ERROR,
        "the step needs more than its budget",
        "The step is too large to be judged in the time and size allowed; nothing is guessed.",
        "Split the step, or raise `budget` in the configuration.",
        r"\operatorname{tr}((A + B + C + D)^{20}) = 0",
    ),
    Code(
        "D503",
        Severity.ERROR,
        "there is no point at which the step can be tried",
        "Nowhere are both sides defined and all facts true: contradictory facts prove nothing.",
        "Check the facts and the domains: inverses, logarithms, denominators.",
        r"(A - A)^{-1} = I",
    ),
    Code(
        "D504",
        Severity.ERROR,
        "a derivative by a name that isn't there",
        "The definition does not mention the name it is differentiated by.",
        "Define it in terms of that name, or differentiate by a name it mentions.",
        r"f = a^\top x and \frac{\partial f}{\partial z} = 0",
    ),
    Code(
        "D505",
        Severity.ERROR,
        "the step is only tested",
        "Both sides agree wherever they were recomputed, but `--strict` asks for a proof.",
        "Split the step, or declare what it rests on; without `--strict` it passes.",
        r"\log\det(A B A^\top) = \log\det(A A^\top) + \log\det B under --strict",
    ),
    Code(
        "D901",
        Severity.ERROR,
        "a fault of mdderive",
        "mdderive contradicts itself or failed on this block; the step has no verdict.",
        "Please send the block that the message shows.",
        "none is known",
    ),
)
