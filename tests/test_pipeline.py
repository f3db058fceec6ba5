"""Where all parts meet: what is said of a note as a whole, whatever happens inside one block."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mdderive.answer import VERDICTS, Answers, Question, Wanted
from mdderive.answering import JUDGES, answer
from mdderive.checked import Checked
from mdderive.config import Budget, Config, Lang
from mdderive.derivation import Outcome
from mdderive.evidence import Judgement, JudgementOutcome, Judges, Proof, ProofOutcome
from mdderive.hosts.exit_status import PROBLEMS, WRONG_USE, exit_status
from mdderive.pipeline import build, check, examined
from mdderive.source import Source
from mdderive.term import Problem, symbols

GOOD = """<!-- derive: a, x: R^n; wrt: x -->

$$
\\begin{aligned}
f &= a^\\top x \\\\
\\mathrm{d}f &= a^\\top \\mathrm{d}x
\\end{aligned}
$$
"""
BOMB = GOOD.replace("a^", "BOMB^").replace("a,", "BOMB,")
WRONG = GOOD.replace("&= a^\\top \\mathrm{d}x", "&= 2 a^\\top \\mathrm{d}x")
CONTINUED = """<!-- derive -->

$$
\\frac{\\partial f}{\\partial x} = a
$$
"""


def checked(*blocks: str, judges: Judges = JUDGES, config: Config | None = None) -> Checked:
    def solve(questions: Iterable[Question]) -> Answers:
        yield from (answer(question, judges) for question in questions)

    return check(Source("n.md", "\n".join(blocks)), config or Config(), solve=solve)


def outcomes(note: Checked) -> list[list[str]]:
    return [[s.verdict.outcome.value for s in d.steps] for d in note.derivations]


def codes(note: Checked) -> list[str]:
    return [diagnostic.code for diagnostic in note.diagnostics]


def failing(problem: Problem, budget: Budget) -> Proof:
    """A kernel with a bug that one name sets off."""
    if "BOMB" in symbols(problem.left) | symbols(problem.right):
        raise ZeroDivisionError("a bug")
    return JUDGES.prove(problem, budget)


def undecided(problem: Problem, budget: Budget) -> Proof:
    return Proof(ProofOutcome.UNDECIDED)


def proving(problem: Problem, budget: Budget) -> Proof:
    return Proof(ProofOutcome.PROVED)


def agreeing(
    problem: Problem, budget: Budget, least: Mapping[str, int], alone: bool = False
) -> Judgement:
    return Judgement(JudgementOutcome.AGREE)


def interrupted(problem: Problem, budget: Budget) -> Proof:
    raise KeyboardInterrupt


def test_a_bug_in_one_block_is_a_fault_of_its_own_and_hides_no_other() -> None:
    note = checked(GOOD, BOMB, WRONG, judges=Judges(failing, JUDGES.judge))
    assert outcomes(note) == [["given", "proved"], [], ["given", "refuted"]]
    assert codes(note) == ["D901", "D401"]
    fault = note.diagnostics[0]
    assert "ZeroDivisionError: a bug" in fault.message and BOMB.strip() in fault.fix
    assert exit_status([note]) == WRONG_USE


def test_an_interrupt_is_no_fault() -> None:
    with pytest.raises(KeyboardInterrupt):
        checked(GOOD, judges=Judges(interrupted, JUDGES.judge))


def test_judges_that_contradict_each_other_are_a_fault_never_a_verdict() -> None:
    note = checked(WRONG, judges=Judges(proving, JUDGES.judge))
    assert outcomes(note) == [["given", "unreadable"]]
    assert codes(note) == ["D901"] and exit_status([note]) == WRONG_USE
    assert WRONG.strip() in note.diagnostics[0].fix


def test_a_tested_step_is_a_problem_only_if_strict() -> None:
    judges = Judges(undecided, agreeing)
    relaxed = checked(GOOD, judges=judges)
    assert outcomes(relaxed) == [["given", "tested"]] and not relaxed.has_problem
    strict = checked(GOOD, judges=judges, config=Config(strict=True))
    assert codes(strict) == ["D505"] and exit_status([strict]) == PROBLEMS


def test_blocks_of_one_derivation_are_one_with_all_its_displays() -> None:
    note = checked(GOOD, "words\n", CONTINUED, GOOD)
    assert outcomes(note) == [["given", "proved", "proved"], ["given", "proved"]]
    span = note.derivations[0].span
    assert note.source.position(span.start)[0] == 3
    assert note.source.text[span.start : span.end].endswith("= a\n$$")


def test_diagnostics_stand_in_order_of_place() -> None:
    note = checked(WRONG, "<!-- derive: x R -->\n\nno display\n", WRONG, "<!-- derive\n")
    starts = [d.span.start for d in note.diagnostics if d.span]
    assert starts == sorted(starts) and len(starts) == len(note.diagnostics) >= 4


def test_a_note_without_blocks_asks_no_judge() -> None:
    judges = Judges(interrupted, agreeing)
    assert checked("# Title\n\n$$ x = y $$\n", judges=judges).derivations == ()


def test_progress_is_told_once_for_each_derivation() -> None:
    told: list[tuple[str, int, int]] = []
    notes = [Source("n.md", GOOD + WRONG), Source("empty.md", "words"), Source("m.md", GOOD)]
    found = examined(notes, Config(), VERDICTS, watch=lambda *done: told.append(done))
    assert [built.checked.source for built in found] == notes
    assert told == [("n.md", 1, 2), ("n.md", 2, 2), ("m.md", 1, 1)]


def test_a_note_in_chinese_is_answered_in_chinese() -> None:
    front = "---\nderive:\n  lang: zh\n---\n\n"
    note = checked(front + WRONG)
    assert note.lang is Lang.ZH and note.diagnostics[0].message.startswith("此步不成立")
    text = build(Source("n.md", front + GOOD), Config()).text
    assert "\\text{" in text and "常数" in text


def test_reading_and_rows_are_there_only_if_wanted() -> None:
    source = Source("n.md", GOOD)
    plain = check(source, Config()).derivations[0]
    assert plain.reading is None and all(step.written is None for step in plain.steps)
    more = check(source, Config(), Wanted(expanded=True, reading=True)).derivations[0]
    assert more.reading and "a: n x 1" in more.reading
    assert all(step.written is not None for step in more.steps)
    assert more.steps[1].chain[-1].latex == "a^\\top \\mathrm{d}x"
    assert more.steps[1].verdict.rules


def test_a_refuted_step_is_mended_in_the_help() -> None:
    note = checked(WRONG)
    step = note.derivations[0].steps[1]
    assert step.verdict.outcome is Outcome.REFUTED and step.verdict.mistake is not None
    assert step.verdict.suggestion and step.verdict.suggestion in note.diagnostics[0].fix
    assert note.diagnostics[0].span == step.verdict.mistake.span
    mended = WRONG.replace("2 a^\\top \\mathrm{d}x", step.verdict.suggestion)
    assert outcomes(checked(mended)) == [["given", "proved"]]


@pytest.mark.parametrize("detail", ["low", "normal", "high"])
def test_what_build_writes_passes_check_and_is_final(detail: str) -> None:
    text = GOOD.replace("wrt: x", f"wrt: x; detail: {detail}") + "\n" + CONTINUED
    once = build(Source("n.md", text), Config())
    assert not once.checked.has_problem and once.text != text
    twice = build(Source("n.md", once.text), Config())
    assert not twice.checked.has_problem and twice.text == once.text


prose = st.text(st.characters(exclude_characters="<$\\`~%{", exclude_categories=("Cs", "Cc")))


@settings(max_examples=25, deadline=None)
@given(prose, prose)
def test_text_outside_the_blocks_stays_as_it_is(before: str, after: str) -> None:
    text = f"para {before}\n\n{GOOD}\n\npara {after}\n"
    built = build(Source("n.md", text), Config()).text
    head, tail = text.split(GOOD)
    assert built.startswith(head) and built.endswith(tail)
