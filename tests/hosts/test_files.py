"""Reading and writing notes as they are, byte for byte, whole or not at all."""

import os
from pathlib import Path

import pytest

from mdderive.checked import Checked
from mdderive.hosts import files
from mdderive.hosts.files import read_note, write_note
from mdderive.source import Source

LIMIT = 1_000


def text_of(path: Path) -> str:
    source = read_note(str(path), LIMIT)
    assert isinstance(source, Source)
    return source.text


@pytest.mark.parametrize(
    "data", [b"", b"plain\n", b"crlf\r\nmixed\rend", "\ufeff标题\n".encode(), b"no end", b"\0\x1b"]
)
def test_what_is_read_and_written_is_the_same_bytes(tmp_path: Path, data: bytes) -> None:
    note = tmp_path / "n.md"
    note.write_bytes(data)
    source = read_note(str(note), LIMIT)
    assert isinstance(source, Source) and not source.text.startswith("\ufeff")
    assert write_note(source, source.text, tmp_path / "out" / "n.md") is None
    assert (tmp_path / "out" / "n.md").read_bytes() == data == note.read_bytes()


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        ("笔记\n向量".encode("gb18030"), "D102", "line 1: byte 0x"),
        (b"fine\nfine\n\xff", "D102", "line 3: byte 0xff"),
        (b"x" * (LIMIT + 1), "D104", "1000 bytes"),
    ],
)
def test_what_cannot_be_a_note_is_said(tmp_path: Path, data: bytes, code: str, words: str) -> None:
    note = tmp_path / "n.md"
    note.write_bytes(data)
    found = read_note(str(note), LIMIT)
    assert isinstance(found, Checked)
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == code and words in diagnostic.message


def test_pipes_folders_and_missing_files_are_said_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("pipe.md", ".", "gone.md"):
        found = read_note(str(tmp_path / name), LIMIT)
        assert isinstance(found, Checked) and found.diagnostics[0].code == "D101"


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text("note")
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "file" / "n.md", tmp_path / "folder"):
        fault = write_note(Source(str(note), "note"), "new", target)
        assert fault is not None and fault.code == "D103"
    assert (tmp_path / "file").read_text() == "in the way"


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, target = tmp_path / "n.md", tmp_path / "out" / "n.md"
    note.write_text("note")
    target.parent.mkdir()
    target.write_text("earlier")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_note(Source(str(note), "note"), "new", target)
    assert target.read_text() == "earlier" and os.listdir(target.parent) == ["n.md"]


def test_a_link_at_the_output_is_replaced_not_followed(tmp_path: Path) -> None:
    note, target = tmp_path / "n.md", tmp_path / "out" / "n.md"
    note.write_text("note")
    target.parent.mkdir()
    target.symlink_to(note)
    assert write_note(Source(str(note), "note"), "new", target) is None
    assert note.read_text() == "note" and target.read_text() == "new" and not target.is_symlink()


def test_the_output_may_be_read_by_whom_the_note_may(tmp_path: Path) -> None:
    note, target = tmp_path / "n.md", tmp_path / "out.md"
    note.write_text("note")
    note.chmod(0o644)
    write_note(Source(str(note), "note"), "new", target)
    assert target.stat().st_mode & 0o777 == 0o644
