"""Reading a note and writing one: UTF-8, line ends and byte order mark as they are, and an output
file that is either the old one or the new one, whole, whatever happens."""

import os
import stat
import sys
import tempfile
from pathlib import Path

from mdderive.checked import Checked
from mdderive.diagnostics import Diagnostic
from mdderive.hosts.inputs import STANDARD_INPUT, fault
from mdderive.notes import PACKAGE_FILE, loads_package, package_file
from mdderive.source import Source

MARK = "\ufeff"
LATEX = frozenset({".tex", ".ltx"})


def _bytes(path: str, limit: int) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(limit + 1)
    if not stat.S_ISREG(os.stat(path).st_mode):  # opening a pipe would wait for its writer
        raise OSError("it is not a regular file")
    with open(path, "rb") as file:
        return file.read(limit + 1)


def read_note(path: str, limit: int) -> Source | Checked:
    """The note, or what is wrong with it: unreadable, too long for the budget, not UTF-8."""
    try:
        data = _bytes(path, limit)
    except OSError as error:
        return fault(path, "D101", f"the file cannot be read: {error.strerror or error}")
    if len(data) > limit:
        return fault(path, "D104", f"the note is longer than {limit} bytes")
    try:
        return Source(path, data.decode("utf-8").removeprefix(MARK))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return fault(path, "D102", f"line {line}: byte 0x{data[error.start]:02x} is not UTF-8")


def _permissions(path: str) -> int:
    mask = os.umask(0)
    os.umask(mask)
    mode = 0o666 if path == STANDARD_INPUT else stat.S_IMODE(os.stat(path).st_mode)
    return mode & ~mask


def _replace(target: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _is_below(target: Path, output: Path) -> bool:
    return Path(os.path.realpath(target.parent)).is_relative_to(os.path.realpath(output))


def write_note(
    source: Source, text: str, target: Path, output: Path | None = None
) -> Diagnostic | None:
    """Write the text to the target, atomically; what is wrong with the target, if anything. Where
    an output directory is given, no link in it leads out of it."""
    try:
        if output is not None and not _is_below(target, output):
            raise OSError("a link leads out of the output directory")
        with open(source.path, "rb") as file:
            marked = file.read(3) == MARK.encode()
        return _write(target, (MARK if marked else "") + text, _permissions(source.path))
    except OSError as error:
        return _unwritten(target, error)


def write_package(note: Path, text: str) -> Diagnostic | None:
    """Write mdderive.sty beside a LaTeX note that loads it; what is wrong, if anything."""
    if note.suffix.lower() not in LATEX or not loads_package(text):
        return None
    return _write(note.parent / PACKAGE_FILE, package_file(), _permissions(STANDARD_INPUT))


def _write(target: Path, text: str, mode: int) -> Diagnostic | None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, text.encode(), mode)
    except OSError as error:
        return _unwritten(target, error)
    return None


def _unwritten(target: Path, error: OSError) -> Diagnostic:
    return Diagnostic("D103", f"{target} cannot be written: {error.strerror or error}", None)
