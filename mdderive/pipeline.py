"""Where all parts meet: from the text of notes to what is known of them, and to their longer text.

    Source -> find -> blocks -> excerpts -> questions -> solve -> answers -> put back, splice

Each derivation is a question of its own, so they may be answered anywhere and in any number at a
time. A derivation never hides another: whatever goes wrong in one is a diagnostic about it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from dataclasses import replace as changed

from mdderive.answer import VERDICTS, Answer, Answers, Question, Solve, Wanted
from mdderive.checked import Built, Checked
from mdderive.config import Config, Lang
from mdderive.derivation import Block, Document
from mdderive.diagnostics import Diagnostic
from mdderive.excerpt import Excerpt, Origin, excerpt
from mdderive.notes import (
    Earlier,
    find,
    language_of,
    remarks_for,
    splice,
    without_repeats,
)
from mdderive.source import Source, Span


def here(questions: Iterable[Question]) -> Answers:
    """Answers in this process, one by one; the door that keeps the judges out of start-up."""
    for question in questions:
        from mdderive.answering import answer  # noqa: PLC0415

        yield answer(question)


Blocks = tuple[Block, ...]
Watch = Callable[[str, int, int], None]
"""Called with the path of a note, and how many of its derivations are done and there are."""


def unwatched(path: str, done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Opened:
    """A note whose derivations have been found: what to ask about each, and where it stands."""

    source: Source
    document: Document
    questions: tuple[Question, ...]
    origins: tuple[Origin, ...]
    lang: Lang
    config: Config

    def closed(self, answers: Sequence[Answer]) -> Built:
        """The note with the answers to its questions."""
        placed = [o.put_back(answer) for o, answer in zip(self.origins, answers, strict=True)]
        said = [diagnostic for answer in placed for diagnostic in answer.diagnostics]
        checked = Checked(
            self.source,
            tuple(answer.derivation for answer in placed),
            _by_place([*(d.said_in(self.lang) for d in self.document.diagnostics), *said]),
            self.lang,
            self.config,
        )
        found = (edit for answer in placed for edit in answer.edits)
        edits = tuple(without_repeats(self.source, found))
        return Built(checked, splice(self.source, edits), edits)


def opened(source: Source, config: Config, wanted: Wanted) -> Opened:
    """The note taken apart into questions."""
    document = find(source, config)
    earlier = Earlier(source, document)
    taken = [
        _taken(source, document, earlier.before(number), blocks)
        for number, blocks in enumerate(earlier.derivations)
    ]
    lang = _language(source, document, config)
    spoken = changed(config, lang=lang)
    questions = tuple(Question(text, spoken, wanted) for text, _ in taken)
    origins = tuple(origin for _, origin in taken)
    return Opened(source, document, questions, origins, lang, config)


def _taken(
    source: Source, document: Document, before: Sequence[Blocks], blocks: Blocks
) -> tuple[Excerpt, Origin]:
    """The excerpt of one derivation, with what the note says of its names before."""
    together = [block for one in (*before, blocks) for block in one]
    remarks = remarks_for(together, document.remarks)
    return excerpt(source, blocks, document.defaults, remarks, tuple(before))


def check(
    source: Source, config: Config, wanted: Wanted = VERDICTS, solve: Solve = here
) -> Checked:
    """Every derivation of the note with a verdict on each step, and all diagnostics by place."""
    return next(examined([source], config, wanted, solve)).checked


def build(source: Source, config: Config, solve: Solve = here) -> Built:
    """The note checked, and its text with the steps written out and the failing rows marked."""
    return next(examined([source], config, Wanted(expanded=True), solve))


def examined(
    sources: Iterable[Source],
    config: Config,
    wanted: Wanted,
    solve: Solve = here,
    watch: Watch = unwatched,
) -> Iterator[Built]:
    """The notes, one after the other, each as soon as its derivations are answered. No more
    notes are opened than `solve` asks questions ahead."""
    line: deque[Opened] = deque()

    def questions() -> Iterator[Question]:
        for source in sources:
            line.append(opened(source, config, wanted))
            yield from line[-1].questions

    answers: list[Answer] = []
    with closing(solve(questions())) as solved:
        for answer in solved:
            answers.append(answer)
            while not line[0].questions:
                yield line.popleft().closed(())
            watch(line[0].source.path, len(answers), len(line[0].questions))
            yield from _closed(line, answers)
    yield from _closed(line, answers)


def _closed(line: deque[Opened], answers: list[Answer]) -> Iterator[Built]:
    """The notes at the head of the line that have all their answers; both become shorter."""
    while line and len(line[0].questions) <= len(answers):
        note = line.popleft()
        own = len(note.questions)
        yield note.closed(answers[:own])
        del answers[:own]


def _by_place(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order of place, each once."""
    first = Span(0, 0)
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span or first, d.code)))


def _language(source: Source, document: Document, config: Config) -> Lang:
    """What the front matter says, else the project, else the prose."""
    for line in document.defaults:
        if line.key == "lang" and line.value is not None and line.value.text in set(Lang):
            return Lang(line.value.text)
    return config.lang or language_of(source.text)
