"""Answers remembered on disk, by the whole content of their questions.

    key = sha256(fingerprint of the program, JSON of the question)

so an entry can only ever answer the question it was made for. A seal over key and value shows
damage; whatever is damaged, foreign or unreadable counts as not remembered, and a file that is no
database of ours is replaced. Several processes may use one folder: SQLite keeps them apart, and an
entry is written once and never changed. A folder that cannot be written is a store that forgets.
"""

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from mdderive.answer import Answer, Answers, Question, Solve, answer_of, to_json
from mdderive.derivation import Outcome
from mdderive.running.fingerprint import fingerprint

FOLDER = ".mdderive_cache"
TAG = """Signature: 8a477f597d28d172789f06886806bc55
# This folder holds verdicts that mdderive remembers; it may be deleted at any time.
"""
OURS = 0x6D64_6472  # the application id in the head of the file
MOST = 100_000
PATIENCE = 5.0  # seconds to wait for another process


def remembering(folder: Path, solve: Solve) -> Solve:
    """Answers from the folder what was answered before, and the rest by `solve`."""

    def through(questions: Iterable[Question]) -> Answers:
        line: deque[tuple[Question, Answer | None]] = deque()

        def unknown(store: Store) -> Iterator[Question]:
            for question in questions:
                answer = store.get(question)
                line.append((question, answer))
                if answer is None:
                    yield question

        with _opened(folder) as store, closing(solve(unknown(store))) as solved:
            for answer in solved:
                yield from _known(line)
                store.put(line.popleft()[0], answer)
                yield answer
            yield from _known(line)

    return through


def _known(line: deque[tuple[Question, Answer | None]]) -> Iterator[Answer]:
    """The answers at the head of the line that wait for nobody."""
    while line and line[0][1] is not None:
        yield line[0][1]
        line.popleft()


def lasting(answer: Answer) -> bool:
    """Whether the same question would be answered alike at any time: nothing failed or was broken
    off, as the search for the right side of a refuted step may be."""
    if any(said.code == "D502" or said.code.startswith("D9") for said in answer.diagnostics):
        return False
    verdicts = (step.verdict for step in answer.derivation.steps)
    return all(v.outcome is not Outcome.REFUTED or v.suggestion is not None for v in verdicts)


class Store:
    """The remembered answers in one database; `None`: there is no place to remember anything."""

    def __init__(self, database: sqlite3.Connection | None) -> None:
        self.database = database

    def get(self, question: Question) -> Answer | None:
        key = _key(question)
        if key is None or self.database is None:
            return None
        with suppress(sqlite3.Error, msgspec.DecodeError):
            query = "SELECT seal, answer FROM answers WHERE key = ?"
            row = self.database.execute(query, (key,)).fetchone()
            if row is not None and row[0] == _seal(key, row[1]):
                return answer_of(row[1])
        return None

    def put(self, question: Question, answer: Answer) -> None:
        key = _key(question)
        if key is None or self.database is None or not lasting(answer):
            return
        value = to_json(answer)
        with suppress(sqlite3.Error):
            row = (key, _seal(key, value), value)
            self.database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)


def _key(question: Question) -> bytes | None:
    """None for text that is no Unicode, such as half of a surrogate pair."""
    try:
        return sha256(fingerprint() + to_json(question)).digest()
    except UnicodeEncodeError:
        return None


def _seal(key: bytes, value: bytes) -> bytes:
    return sha256(key + value).digest()


@contextmanager
def _opened(folder: Path) -> Iterator[Store]:
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
    """Makes the folder, which tells version control and backups to leave it alone; removes what
    other versions of mdderive remembered."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        (folder / "CACHEDIR.TAG").write_text(TAG, encoding="utf-8")
    if not path.exists():
        for old in folder.glob("answers-*.sqlite"):
            _remove(old)
