"""What the expansion fills in, over notes.

    python benchmarks/expansion.py [NOTE...]

Without notes, over the samples. Prints the share of gaps filled with named rules, the rows per
gap, the longest row, the rows that are no single use of their rule, the forms that a chain says
twice, and what `build` costs beside `check`. That a row is a use of its rule is found without the
search: the forms of both lines under that rule alone have to agree.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from mdderive.answer import VERDICTS
from mdderive.answering import answer, read_excerpt
from mdderive.config import Config
from mdderive.derivation import Line, Outcome, Scope, Step, Verdict
from mdderive.derive.expansion import Expanded, expand
from mdderive.derive.expansion.clean import silent
from mdderive.derive.expansion.ground import Ground, ground_of
from mdderive.derive.expansion.moves import MOVES, normal, rule_name
from mdderive.derive.expansion.reading import UNCHAINED
from mdderive.derive.expansion.starting import opened as valued
from mdderive.evidence import Judgement, JudgementOutcome, Judges, Proof, ProofOutcome
from mdderive.latex import to_latex
from mdderive.pipeline import build, check, opened
from mdderive.source import Source
from mdderive.term import Apply, Term
from mdderive.term.walk import BINDERS

SAMPLES = Path(__file__).parent.parent / "samples"
CONFIG = Config()
REPEATS = 2
"""How often the cost is measured: the least counts, as other work slows a run only."""
TRUSTING = Judges(
    lambda problem, budget: Proof(ProofOutcome.PROVED),
    lambda problem, budget, least, alone=False: Judgement(JudgementOutcome.AGREE),
)
GIVEN_BY_ROWS = ("known-derivative", "known-differential", "total-differential")
"""Rules that put in what another row found: that row stands behind them, and no form of theirs."""


def is_one_use(before: Term, line: Line, ground: Ground) -> bool:
    """Whether the line is one use of the rule it names, everywhere or at one place."""
    if line.rule.startswith("read-") or line.rule in GIVEN_BY_ROWS:
        return True
    before, after = _differentiated(before, line.right)
    moves = [move for move in MOVES if rule_name(move, before, after, ground) == line.rule]
    forms = ((normal(move, before, ground), normal(move, after, ground)) for move in moves)
    return any(here == there for here, there in forms)


def _differentiated(before: Term, after: Term) -> tuple[Term, Term]:
    """What both differentiate, if they are the same derivative."""
    match before, after:
        case Apply(operator, (one, *by)), Apply(other, (two, *also)):
            if operator == other and operator in BINDERS and by == also:
                return one, two
    return before, after


def chains(one: Expanded, step: Step, scope: Scope) -> Iterator[tuple[Term, list[Line]]]:
    """Each chain of a step: what it starts from, and its lines, the author's the last."""
    left, right = step.readings[0].left, step.readings[0].right
    rows = [*one.lines, Line(None, right, one.rule or "")]
    whole = [*one.lead, Line(left, rows[0].right, rows[0].rule), *rows[1:]]
    start, lines = None, list[Line]()
    for line in whole:
        if line.left is not None:
            if start is not None:
                yield valued(start, scope), lines
            start, lines = line.left, []
        lines.append(line)
    if start is not None:
        yield valued(start, scope), lines


def measured(source: Source) -> Counter[str]:
    """The counts of one note."""
    count: Counter[str] = Counter()
    for question in opened(source, CONFIG, VERDICTS).questions:
        derivation = read_excerpt(question)
        verdicts = [one.verdict for one in answer(question).derivation.steps]
        count += _of_derivation(derivation.scope, derivation.steps, verdicts)
    return count


def _of_derivation(
    scope: Scope, steps: Sequence[Step], verdicts: Sequence[Verdict]
) -> Counter[str]:
    count: Counter[str] = Counter()
    expanded = expand(scope, steps, verdicts, TRUSTING, CONFIG)
    for step, verdict, one in zip(steps, verdicts, expanded, strict=True):
        if verdict.outcome is Outcome.PROVED and step.readings:
            count["gaps"] += 1
            count["filled"] += one.rule not in UNCHAINED
            count["rows"] += len(one.lead) + len(one.lines)
            for start, lines in chains(one, step, scope):
                count += _of_chain(start, lines, scope)
    return count


def _of_chain(start: Term, lines: Sequence[Line], scope: Scope) -> Counter[str]:
    forms = [silent(start), *(silent(line.right) for line in lines)] if len(lines) > 1 else []
    longest = max(len(to_latex(line.right, scope)) for line in lines)
    ground = ground_of(scope)
    several = sum(not is_one_use(one.right, line, ground) for one, line in pairwise(lines))
    repeated = len(forms) - len(set(forms))
    return Counter({"several": several, "repeated": repeated, f"length {longest}": 1})


def _seconds(sources: Sequence[Source], run: object) -> float:
    begun = time.process_time()
    for source in sources:
        assert callable(run)
        run(source, CONFIG)
    return time.process_time() - begun


def main(names: Sequence[str]) -> None:
    """Prints the table."""
    paths = [Path(name) for name in names] or sorted(SAMPLES.glob("*.md"))
    sources = [Source(path.name, path.read_text(encoding="utf-8")) for path in paths]
    count: Counter[str] = sum((measured(source) for source in sources), Counter())
    longest = max(int(key.split()[1]) for key in count if key.startswith("length "))
    print(f"gaps filled        {count['filled']} of {count['gaps']}")
    print(f"rows per gap       {count['rows'] / count['gaps']:.2f}")
    print(f"longest row        {longest} characters")
    print(f"rows of more rules {count['several']}")
    print(f"forms said twice   {count['repeated']}")
    times = [[_seconds(sources, run) for run in (check, build)] for _ in range(REPEATS)]
    checking, building = map(min, zip(*times, strict=True))
    print(f"build beside check {building:.1f} s / {checking:.1f} s = {building / checking:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
