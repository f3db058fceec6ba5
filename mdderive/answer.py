"""What is asked about one derivation and what is answered, and both as JSON.

The JSON of a question is all that its answer depends on; the JSON of an answer is what crosses to
and from other processes and what is remembered.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import msgspec

from mdderive.checked import CheckedDerivation
from mdderive.config import Config
from mdderive.diagnostics import Diagnostic
from mdderive.excerpt import Excerpt
from mdderive.notes import Edit


@dataclass(frozen=True)
class Wanted:
    """What is asked for beside the verdicts: the rows between, and how everything was read."""

    expanded: bool = False
    reading: bool = False


VERDICTS = Wanted()


@dataclass(frozen=True)
class Question:
    """A derivation to be checked, under the settings of its project."""

    excerpt: Excerpt
    config: Config = field(default_factory=Config)
    wanted: Wanted = field(default_factory=Wanted)


@dataclass(frozen=True)
class Answer:
    """One derivation with its verdicts, what there is to say about it, and the edits that write
    it out. Places are in the excerpt that was asked about."""

    derivation: CheckedDerivation
    diagnostics: tuple[Diagnostic, ...]
    edits: tuple[Edit, ...] = ()


Answers = Generator[Answer, None, None]
Solve = Callable[[Iterable[Question]], Answers]
"""Answers questions, in their order."""


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no part of a question or an answer")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_DECODER = msgspec.json.Decoder(Answer)


def to_json(record: object) -> bytes:
    """Names keep their order: a witness is shown in the order of its values."""
    return _ENCODER.encode(record)


def answer_of(data: bytes) -> Answer:
    """The answer with this JSON; raises msgspec.DecodeError for anything else."""
    return _DECODER.decode(data)
