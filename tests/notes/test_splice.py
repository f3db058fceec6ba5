"""Edits change their spans and not one character more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdderive.notes import Edit, splice
from mdderive.source import Source, Span


@st.composite
def notes_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(st.sampled_from("ab\n\r\t\ufeff\u200b$ 汉")) | st.text())
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, [Edit(Span(start, end), draw(st.text(max_size=5))) for start, end in pairs]


@given(notes_with_edits())
def test_text_outside_the_edits_stays(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    expected, at = "", 0
    for edit in edits:
        expected += text[at : edit.span.start] + edit.text
        at = edit.span.end
    assert splice(Source("n.md", text), edits) == expected + text[at:]
    assert splice(Source("n.md", text), edits[:0]) == text


def test_insertions_at_one_place_keep_their_order() -> None:
    edits = [Edit(Span(1, 1), "x"), Edit(Span(1, 1), "y"), Edit(Span(1, 2), "B")]
    assert splice(Source("n.md", "abc"), edits) == "axyBc"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 2), ""), Edit(Span(1, 3), "")],
        [Edit(Span(0, 3), ""), Edit(Span(1, 1), "x")],
        [Edit(Span(2, 1), "")],
        [Edit(Span(2, 9), "")],
        [Edit(Span(-1, 1), "")],
    ],
)
def test_overlaps_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        splice(Source("n.md", "abcd"), edits)
