"""Answers, and whole notes, given from what is remembered; the rest is worked out.

A derivation is remembered by its question: the lines of the note that its verdicts rest on, and
the settings. A whole note is remembered too, by its text and the settings, so that one in which
nothing has changed is not even taken apart.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from mdderive.answer import Answer, Answers, Question, Solve, Wanted, answer_of, to_json
from mdderive.checked import Built, Checked, CheckedDerivation
from mdderive.config import Config, Lang
from mdderive.derivation import Outcome
from mdderive.diagnostics import Diagnostic
from mdderive.notes import Edit, splice
from mdderive.pipeline import Watch, examined
from mdderive.running.store import Store, opened
from mdderive.source import Source

Asked = TypeVar("Asked")
Found = TypeVar("Found")


@dataclass(frozen=True)
class NoteAsked:
    """All that what is found out about a note depends on."""

    path: str
    text: str
    config: Config
    wanted: Wanted


@dataclass(frozen=True)
class NoteFound:
    """What is found out about a note."""

    derivations: tuple[CheckedDerivation, ...]
    diagnostics: tuple[Diagnostic, ...]
    lang: Lang
    edits: tuple[Edit, ...]


_NOTE = msgspec.json.Decoder(NoteFound)


def remembering(folder: Path, solve: Solve) -> Solve:
    """Answers from the folder what was answered before, and the rest by `solve`."""

    def through(questions: Iterable[Question]) -> Answers:
        line: deque[tuple[bytes | None, Answer | None]] = deque()

        def unknown(store: Store) -> Iterator[Question]:
            for question in questions:
                asked = _json(question)
                answer = _answer(store, asked)
                line.append((asked, answer))
                if answer is None:
                    yield question

        with opened(folder) as store, closing(solve(unknown(store))) as solved:
            for answer in solved:
                yield from _known(line)
                asked, _ = line.popleft()
                if asked is not None and lasting(answer):
                    store.put(asked, to_json(answer))
                yield answer
            yield from _known(line)

    return through


def recalled(
    folder: Path,
    sources: Iterable[Source],
    config: Config,
    wanted: Wanted,
    solve: Solve,
    watch: Watch,
) -> Iterator[Built]:
    """The notes as `examined` gives them, from the folder where nothing in them has changed."""
    line: deque[tuple[bytes | None, Built | None]] = deque()

    def unknown(store: Store) -> Iterator[Source]:
        for source in sources:
            asked = _json(NoteAsked(source.path, source.text, config, wanted))
            built = _note(store, asked, source, config)
            line.append((asked, built))
            if built is None:
                yield source

    with opened(folder) as store:
        for built in examined(unknown(store), config, wanted, solve, watch):
            yield from _known(line)
            asked, _ = line.popleft()
            checked = built.checked
            if asked is not None and lasting(checked):
                found = NoteFound(
                    checked.derivations, checked.diagnostics, checked.lang, built.edits
                )
                store.put(asked, to_json(found))
            yield built
        yield from _known(line)


def _known(line: deque[tuple[Asked, Found | None]]) -> Iterator[Found]:
    """What is known at the head of the line, and waits for nobody."""
    while line and line[0][1] is not None:
        yield line[0][1]
        line.popleft()


def lasting(found: Answer | Checked) -> bool:
    """Whether the same would be found out at any time: nothing failed or was broken off, as the
    search for the right side of a refuted step may be."""
    if any(said.code == "D502" or said.code.startswith("D9") for said in found.diagnostics):
        return False
    derivations = (found.derivation,) if isinstance(found, Answer) else found.derivations
    verdicts = (step.verdict for derivation in derivations for step in derivation.steps)
    return all(v.outcome is not Outcome.REFUTED or v.suggestion is not None for v in verdicts)


def _answer(store: Store, asked: bytes | None) -> Answer | None:
    value = None if asked is None else store.get(asked)
    if value is None:
        return None
    with suppress(msgspec.DecodeError):
        return answer_of(value)
    return None


def _note(store: Store, asked: bytes | None, source: Source, config: Config) -> Built | None:
    value = None if asked is None else store.get(asked)
    if value is None:
        return None
    with suppress(msgspec.DecodeError):
        found = _NOTE.decode(value)
        checked = Checked(source, found.derivations, found.diagnostics, found.lang, config)
        return Built(checked, splice(source, found.edits), found.edits)
    return None


def _json(asked: Question | NoteAsked) -> bytes | None:
    """None for text that is no Unicode, such as half of a surrogate pair."""
    try:
        return to_json(asked)
    except UnicodeEncodeError:
        return None
