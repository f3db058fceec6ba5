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
        "D111",
        Severity.ERROR,
        "a declaration that cannot be read",
        "A declaration is names, a colon, and a space such as `R^{m x n}` or a function's kind.",
        "Write it as `X, Y: R^{m x n} symmetric`.",
        "X: m by n",
    ),
    Code(
        "D112",
        Severity.ERROR,
        "a fact that cannot be read",
        "A fact is an equation or inequality between declared names.",
        r"Write it as `name = term`, `name \ne 0` or `name > 0`.",
        "X is nice",
    ),
    Code(
        "D113",
        Severity.ERROR,
        "an option's value that names something unknown",
        "The option speaks of a name that the derivation does not have.",
        "Declare the name, or correct its spelling.",
        "wrt: Q",
    ),
    Code(
        "D114",
        Severity.ERROR,
        "a declaration that comes twice or contradicts itself",
        "A name has one shape, and its properties must be possible for that shape.",
        "Keep one declaration, or correct the shape.",
        "X: R^{m x n} symmetric",
    ),
    Code(
        "D115",
        Severity.ERROR,
        "a macro that cannot be used",
        "A macro has at most nine parameters, does not use itself, and stays small.",
        r"Write it as `\newcommand{\name}[1]{text}` or `macro: \name = text`.",
        r"macro: \a = \a",
    ),
    Code(
        "D120",
        Severity.ERROR,
        "an annotation without a display",
        "An annotation belongs to the next display; only blank lines may stand between.",
        "Move the annotation directly before its display, or take it out.",
        "<!-- derive: x: R --> and then prose",
    ),
    Code(
        "D121",
        Severity.ERROR,
        "a comment that is never closed",
        "The comment runs to the end of the note, or of the HTML around it.",
        "Write `-->` after the last line of the annotation.",
        "<!-- derive",
    ),
    Code(
        "D122",
        Severity.ERROR,
        "a display that is never closed",
        "The closing sign is missing before the container, the next comment or the note ends.",
        "Write the closing sign on a line of its own after the last row.",
        "$$ without a second $$",
    ),
    Code(
        "D123",
        Severity.ERROR,
        "an option with a value that is not allowed",
        "The word is an option, or nearly one, but the option has no such value.",
        "Use one of the option's values.",
        "layout: sideways",
    ),
    Code(
        "D124",
        Severity.ERROR,
        "an empty display",
        "The display that the annotation belongs to holds no formula.",
        "Write the derivation into it, or take the annotation out.",
        "$$ $$",
    ),
    Code(
        "D125",
        Severity.ERROR,
        "an unknown directive",
        "A comment that starts with `mdderive:` can only say `ignore`.",
        "Write `<!-- mdderive: ignore -->`.",
        "<!-- mdderive: ingore -->",
    ),
    Code(
        "D126",
        Severity.ERROR,
        "front matter that cannot be read",
        "The front matter speaks of `derive` but isn't YAML, or `derive:` isn't a mapping.",
        "Indent the settings below `derive:`; put quotes round text that YAML takes for syntax.",
        "derive: [layout",
    ),
    Code(
        "D127",
        Severity.ERROR,
        "an unknown key in the front matter",
        "`derive:` has the keys layout, structured, lang, detail, wrt, macros, declare.",
        "Correct the spelling of the key, or take it out.",
        "derive: {layuot: numerator}",
    ),
    Code(
        "D128",
        Severity.ERROR,
        "a front matter value of the wrong kind",
        "Options are single words; `declare` and `macros` are lists, texts or mappings.",
        "Write the value as a single word, or as a list under `declare` or `macros`.",
        "derive: {layout: [numerator]}",
    ),
    Code(
        "D201",
        Severity.ERROR,
        "a formula that cannot be parsed",
        "Brackets don't pair up, or something is missing on one side of a sign.",
        "Complete the formula at the place marked.",
        "(A + B = C",
    ),
    Code(
        "D202",
        Severity.ERROR,
        "a command that is not known",
        "The command is neither LaTeX that mdderive reads nor a macro it has seen.",
        "Define it with `macro:`, or write it out.",
        r"\foo A",
    ),
    Code(
        "D203",
        Severity.ERROR,
        "a formula that is too large",
        "It is nested deeper, is longer, or holds a higher power than mdderive reads.",
        "Split the step, or name parts of it.",
        "X^{1000000000} = X",
    ),
    Code(
        "D204",
        Severity.ERROR,
        "notation that is not read",
        "The notation is known but has no reading here.",
        "Write it with the notation the message offers.",
        r"\int f = 0",
    ),
    Code(
        "D205",
        Severity.ERROR,
        "notation that has to be chosen",
        "The spelling means different things to different authors, or nothing for these shapes.",
        "Write one of the forms the message offers.",
        r"\frac{A}{B} of two matrices",
    ),
    Code(
        "D206",
        Severity.ERROR,
        "a name that is not declared",
        "The name has no declaration and no definition, and several shapes would fit.",
        "Declare it in the annotation.",
        r"f = a^\top q with an undeclared a and q",
    ),
    Code(
        "D207",
        Severity.ERROR,
        "a sign that claims no equality",
        "Approximations, bounds and proportionality are not equations: nothing to recompute.",
        "Write the step as an equation, or leave the row out of the annotated display.",
        r"f \approx x",
    ),
    Code(
        "D208",
        Severity.ERROR,
        "an implication",
        "Implications between equations are not judged.",
        "Write both sides of the implication as rows of their own.",
        r"A x = b \implies x = A^{-1} b",
    ),
    Code(
        "D209",
        Severity.ERROR,
        "a derivative of something without a value",
        "Nothing in the derivation says what is differentiated.",
        "Define it in an earlier row, or give it in the annotation.",
        r"\mathrm{d}f = a^\top \mathrm{d}x without f",
    ),
    Code(
        "D210",
        Severity.ERROR,
        "an update, not an equation",
        "The name on the left stands on the right as well.",
        "Index the iterates: `w_1 = w_0 - g`.",
        "w = w - g",
    ),
    Code(
        "D211",
        Severity.ERROR,
        "a row without a relation",
        "The row holds no `=`, so it claims nothing.",
        "Write an equation, or join it to the row before.",
        "A + B",
    ),
    Code(
        "D301",
        Severity.ERROR,
        "shapes that don't fit",
        "The operation needs other shapes than its operands have.",
        "Check the factors at the place marked: a transpose or the order may be wrong.",
        "A B with A: R^{m x n} and B: R^{m x n}",
    ),
    Code(
        "D302",
        Severity.ERROR,
        "a scalar beside a square matrix",
        "A sum of a scalar and a square matrix may mean the scalar times I, or times ones.",
        "Write one of the two forms the message offers.",
        "A + 1",
    ),
    Code(
        "D303",
        Severity.ERROR,
        "a size that does not follow",
        "Nothing in the row says how large this is.",
        "Give its size as a subscript.",
        r"f = \operatorname{tr}(I)",
    ),
    Code(
        "D304",
        Severity.ERROR,
        "the two sides have different shapes",
        "The left side and the right side of the relation cannot be equal.",
        "Check the sides: a transpose or a factor may be missing.",
        "x = A with a column x and a matrix A",
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
        "D610",
        Severity.WARNING,
        "no blank line between annotation and display",
        "Inside lists, quotes and admonitions Python-Markdown (MkDocs) then shows no formula.",
        "Leave a blank line after the comment.",
        "<!-- derive --> directly above $$",
    ),
    Code(
        "D611",
        Severity.WARNING,
        "text after the closing sign of a display",
        "Many renderers then show no display, or swallow the note up to the next one.",
        "Move punctuation inside the display, and text to a line of its own.",
        "$$ a = b $$, where",
    ),
    Code(
        "D612",
        Severity.WARNING,
        "an annotation inside a code block",
        "It is indented by four or more columns, so Markdown shows it as code; it isn't checked.",
        "Indent it like the text around it; in a list, like the text of the item.",
        "    <!-- derive -->",
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
