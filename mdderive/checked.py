"""What is known of a note once it has been checked: what every report is made from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mdderive.config import Config, Detail, Lang, Present
from mdderive.derivation import Display, Outcome, Relation, Verdict
from mdderive.diagnostics import Diagnostic, Severity
from mdderive.notes import Edit
from mdderive.source import Source, Span


@dataclass(frozen=True)
class Row:
    """One written-out row, the rule that leads to it, and its left side if it has one."""

    latex: str
    rule: str
    left: str | None = None


@dataclass(frozen=True)
class Written:
    """What fills a step in: rows in front of the author's, rows between its two sides, and the
    rule that leads to the author's right side (None: there is none to name)."""

    lead: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()
    rule: str | None = None


@dataclass(frozen=True)
class CheckedStep:
    """A step, its verdict, and what fills it in (None: nobody asked)."""

    step: Relation
    verdict: Verdict
    written: Written | None = None

    @property
    def chain(self) -> tuple[Row, ...]:
        """All rows up to and with the author's right side, each with its rule."""
        written = self.written or Written()
        last = [] if written.rule is None else [Row(self.step.right.text, written.rule)]
        return (*written.lead, *written.rows, *last)


@dataclass(frozen=True)
class CheckedDerivation:
    """A derivation with its displays; `lang`, `detail` and `present` say how it is written out,
    `reading` how its symbols and rows were read, if that was asked for."""

    displays: tuple[Display, ...]
    steps: tuple[CheckedStep, ...]
    lang: Lang = Lang.EN
    detail: Detail = Detail.NORMAL
    present: Present = Present.INLINE
    reading: str | None = None

    @property
    def span(self) -> Span:
        """From the first to the last display."""
        return self.displays[0].span.to(self.displays[-1].span)


@dataclass(frozen=True)
class Checked:
    """A note with its derivations, everything there is to say about it in order of place, and the
    settings it was checked under."""

    source: Source
    derivations: tuple[CheckedDerivation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    lang: Lang = Lang.EN
    config: Config = field(default_factory=Config)

    @property
    def steps(self) -> Iterator[CheckedStep]:
        return (step for derivation in self.derivations for step in derivation.steps)

    @property
    def has_problem(self) -> bool:
        """Whether anything is an error; every refuted or unreadable step carries one."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


@dataclass(frozen=True)
class Built:
    """A checked note, its text with the steps written out, and the edits that make it so."""

    checked: Checked
    text: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Summary:
    """How many files, derivations, and steps by verdict."""

    files: int
    derivations: int
    steps: dict[str, int]


def summarise(notes: Iterable[Checked]) -> Summary:
    """Count over all notes; every verdict is listed, also those that did not occur."""
    files, derivations = set[str](), 0
    outcomes: Counter[Outcome] = Counter()
    for note in notes:
        files.add(note.source.path)
        derivations += len(note.derivations)
        outcomes.update(step.verdict.outcome for step in note.steps)
    return Summary(
        len(files), derivations, {outcome.value: outcomes[outcome] for outcome in Outcome}
    )
