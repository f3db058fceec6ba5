"""A derivation taken out of its note and put back: nothing of it says where it stood."""

from collections.abc import Callable

import pytest

from mdderive.answer import Question, Wanted, answer_of, to_json
from mdderive.answering import answer
from mdderive.config import Config
from mdderive.pipeline import opened
from mdderive.source import Source
from tests.test_pipeline import CONTINUED, GOOD, WRONG

FRONT = "---\ntitle: x\nderive:\n  declare:\n    - 'B: R^{n x n}'\n---\n"
QUOTED = "".join(f"> {line}\n" for line in WRONG.splitlines())
LISTED = "- item\n\n" + "".join(f"  {line}\n" for line in GOOD.splitlines())

NOTES = [GOOD, WRONG, GOOD + "\n" + CONTINUED, QUOTED, LISTED, FRONT + GOOD]
Change = Callable[[str], str]


def questions(text: str, path: str = "n.md") -> tuple[Question, ...]:
    return opened(Source(path, text), Config(), Wanted(expanded=True)).questions


@pytest.mark.parametrize("note", NOTES)
def test_a_question_does_not_say_where_its_lines_stood(note: str) -> None:
    head, body = (FRONT, note.removeprefix(FRONT)) if note.startswith(FRONT) else ("", note)
    shifted = f"{head}Words before.\n\n{body}\nwords after\n"
    assert list(map(to_json, questions(note))) == list(map(to_json, questions(shifted, "other.md")))


@pytest.mark.parametrize("note", NOTES)
def test_places_lead_back_to_what_was_taken(note: str) -> None:
    start = note if note.startswith(FRONT) else f"Words before.\n\n{note}"
    opening = opened(Source("n.md", start), Config(), Wanted())
    for question, origin in zip(opening.questions, opening.origins, strict=True):
        assert origin.put_back(question.excerpt.blocks) == opening.document.blocks
        assert origin.put_back(question.excerpt.defaults) == opening.document.defaults
        for block in question.excerpt.blocks:
            span = block.display.span
            assert question.excerpt.text[span.start : span.end].startswith("$$")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("wrt: x", "wrt: x; layout: numerator"),
        lambda text: text.replace("a^", "x^"),
        lambda text: FRONT + text,
        lambda text: text.replace("R^n", "R^3"),
    ],
)
def test_what_the_answer_rests_on_is_part_of_the_question(change: Change) -> None:
    assert to_json(questions(GOOD)[0]) != to_json(questions(change(GOOD))[0])


@pytest.mark.parametrize("note", [GOOD, WRONG, GOOD + "\n" + CONTINUED, QUOTED])
def test_an_answer_is_the_same_after_json(note: str) -> None:
    for question in questions(note):
        found = answer(question)
        again = answer_of(to_json(found))
        assert again == found
        assert to_json(again) == to_json(found)  # mappings in the same order, too
