"""What is known of a note once it has been checked: what every report is made from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mdderive.config import Lang
from mdderive.derivation import Display, Outcome, Step, Verdict
from mdderive.diagnostics import Diagnostic, Severity
from mdderive.source import Source, Span


@dataclass(frozen=True)
class Row:
    """One written-out row between the two sides of a step, and the rule that leads to it."""

    latex: str
    rule: str


@dataclass(frozen=True)
class CheckedStep:
    """A step, its verdict, and the rows that fill it in (None: nobody asked for them)."""

    step: Step
    verdict: Verdict
    expanded: tuple[Row, ...] | None = None


@dataclass(frozen=True)
class CheckedDerivation:
    """A derivation with its displays; `lang` is the language of its reasons, `reading` says how
    its symbols and rows were read, if that was asked for."""

    displays: tuple[Display, ...]
    steps: tuple[CheckedStep, ...]
    lang: Lang = Lang.EN
    reading: str | None = None

    @property
    def span(self) -> Span:
        """From the first to the last display."""
        return self.displays[0].span.to(self.displays[-1].span)


@dataclass(frozen=True)
class Checked:
    """A note with its derivations, and everything there is to say about it in order of place."""

    source: Source
    derivations: tuple[CheckedDerivation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    lang: Lang = Lang.EN

    @property
    def steps(self) -> Iterator[CheckedStep]:
        return (step for derivation in self.derivations for step in derivation.steps)

    @property
    def has_problem(self) -> bool:
        """Whether anything is an error; every refuted or unreadable step carries one."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


@dataclass(frozen=True)
class Built:
    """A checked note and its text with the steps written out."""

    checked: Checked
    text: str


@dataclass(frozen=True)
class Summary:
    """How many files, derivations, and steps by verdict."""

    files: int
    derivations: int
    steps: dict[str, int]


def summarise(notes: Iterable[Checked]) -> Summary:
    """Count over all notes; every verdict is listed, also those that did not occur."""
    files = derivations = 0
    outcomes: Counter[Outcome] = Counter()
    for note in notes:
        files += 1
        derivations += len(note.derivations)
        outcomes.update(step.verdict.outcome for step in note.steps)
    return Summary(files, derivations, {outcome.value: outcomes[outcome] for outcome in Outcome})
