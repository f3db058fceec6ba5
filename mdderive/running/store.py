"""What was found out, kept on disk by the whole content of what was asked.

    key = sha256(fingerprint of the program, JSON of what was asked)

so an entry can only ever answer the question it was made for. A seal over key and value shows
damage; whatever is damaged, foreign or unreadable counts as not remembered, and a file that is no
database of ours is replaced. Several processes may use one folder: SQLite keeps them apart, and an
entry is written once and never changed. A folder that cannot be written is a store that forgets.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from mdderive.running.fingerprint import fingerprint

FOLDER = ".mdderive_cache"
TAG = """Signature: 8a477f597d28d172789f06886806bc55
# This folder holds verdicts that mdderive remembers; it may be deleted at any time.
"""
OURS = 0x6D64_6472  # the application id in the head of the file
MOST = 100_000
PATIENCE = 5.0  # seconds to wait for another process


class Store:
    """The entries of one database; `None`: there is no place to remember anything."""

    def __init__(self, database: sqlite3.Connection | None) -> None:
        self.database = database

    def get(self, asked: bytes) -> bytes | None:
        """What is remembered for what was asked, undamaged."""
        if self.database is None:
            return None
        key = _key(asked)
        with suppress(sqlite3.Error):
            query = "SELECT seal, answer FROM answers WHERE key = ?"
            row = self.database.execute(query, (key,)).fetchone()
            if row is not None and row[0] == _seal(key, row[1]):
                return bytes(row[1])
        return None

    def put(self, asked: bytes, value: bytes) -> None:
        """Remember this for what was asked."""
        if self.database is None:
            return
        key = _key(asked)
        with suppress(sqlite3.Error):
            row = (key, _seal(key, value), value)
            self.database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)


def _key(asked: bytes) -> bytes:
    return sha256(fingerprint() + asked).digest()


def _seal(key: bytes, value: bytes) -> bytes:
    return sha256(key + value).digest()


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The store in the folder, while it is used."""
    database = _connected(folder)
    if database is None:
        yield Store(None)
        return
    with closing(database):
        yield Store(database)
        if database.total_changes == 0:
            return
        with suppress(sqlite3.Error):
            newest = "DELETE FROM answers WHERE rowid <= (SELECT max(rowid) FROM answers) - ?"
            database.execute(newest, (MOST,))


def _connected(folder: Path) -> sqlite3.Connection | None:
    path = folder / f"answers-{fingerprint().hex()[:16]}.sqlite"
    with suppress(OSError, sqlite3.Error):
        _prepare(folder, path)
        for _ in range(2):
            database = _database(path)
            if database is not None:
                return database
            _remove(path)
    return None


def _database(path: Path) -> sqlite3.Connection | None:
    """The database at the path, made if there is none; None if it holds something else."""
    database = sqlite3.connect(path, PATIENCE, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if _is_empty(database):
            _create(database)
        if database.execute("PRAGMA application_id").fetchone() == (OURS,):
            database.execute("SELECT key, seal, answer FROM answers LIMIT 1")
            return database
    except sqlite3.OperationalError as error:
        database.close()
        if "no such" not in str(error):  # locked, or a disk that is full: not ours to repair
            raise
        return None
    except sqlite3.DatabaseError:
        pass
    database.close()
    return None


def _is_empty(database: sqlite3.Connection) -> bool:
    return bool(database.execute("SELECT count(*) = 0 FROM sqlite_master").fetchone()[0])


def _create(database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    if _is_empty(database):  # no other process was faster
        database.execute(f"PRAGMA application_id = {OURS}")
        database.execute("CREATE TABLE answers (key BLOB UNIQUE, seal BLOB, answer BLOB)")
    database.execute("COMMIT")


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _prepare(folder: Path, path: Path) -> None:
    """Makes the folder, which tells version control and backups to leave it alone, as one that is
    there and empty is made to; removes what other versions of mdderive remembered."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        (folder / "CACHEDIR.TAG").write_text(TAG, encoding="utf-8")
    if not path.exists():
        for old in folder.glob("answers-*.sqlite"):
            _remove(old)
