"""Places as editors count them: there and back, for every unit and every line break."""

import pytest
from lsprotocol.types import Position
from pygls.workspace import PositionCodec

from mdderive.hosts.editor.places import Places
from mdderive.source import Span

TEXT = "a导𝔐\r\n\n\u2028b\x0cc\rd𝔐e\n导"
ENCODINGS = ("utf-8", "utf-16", "utf-32")


def places(encoding: str = "utf-16") -> Places:
    return Places(TEXT, PositionCodec(encoding).client_num_units)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_offset_comes_back(encoding: str) -> None:
    there = places(encoding)
    for offset in range(len(TEXT) + 1):
        if not TEXT[:offset].endswith("\r") or TEXT[offset : offset + 1] != "\n":
            assert there.offset(there.position(offset)) == offset


@pytest.mark.parametrize(
    ("part", "line", "character"),
    [("a", 0, 0), ("𝔐", 0, 2), ("\r\n", 0, 4), ("b", 2, 1), ("c", 2, 3), ("d", 3, 0), ("e", 3, 3)],
)
def test_lines_end_where_the_protocol_says(part: str, line: int, character: int) -> None:
    assert places().position(TEXT.index(part)) == Position(line, character)


def test_a_place_beyond_the_text_is_its_end() -> None:
    assert places().offset(Position(9, 9)) == len(TEXT)
    assert places().offset(Position(0, 99)) == TEXT.index("\r")
    assert places().offset(Position(0, 3)) == TEXT.index("𝔐")  # half of a pair


def test_no_span_is_the_first_line() -> None:
    assert places().range(None).end == Position(0, 4)
    assert places().span(places().range(Span(1, 3))) == Span(1, 3)
