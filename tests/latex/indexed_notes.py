"""A note of one display, read and judged."""

from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.derive.judging import judge_steps
from mdderive.evidence import Judges
from mdderive.kernel import prove
from mdderive.latex import read
from mdderive.latex.reader import ReadDerivation
from mdderive.notes import find
from mdderive.recompute import judge
from mdderive.source import Source


def reading_of(annotation: str, formula: str) -> ReadDerivation:
    """The derivation of one annotation and one display."""
    note = f"<!-- derive\n{annotation}\n-->\n\n$$\n{formula}\n$$\n"
    document = find(Source("note.md", note), Config())
    return read(document.blocks, Config(), document.defaults)


def outcomes(annotation: str, formula: str) -> list[Outcome]:
    """The outcome of each of its steps."""
    found = reading_of(annotation, formula)
    assert not found.diagnostics, found.diagnostics
    judges = Judges(prove, judge)
    return [v.outcome for v in judge_steps(found.scope, found.steps, judges, Budget(seconds=20))]
