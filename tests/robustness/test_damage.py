"""Damaged notes are answered: no fault, no hang, no more memory than allowed.

MDDERIVE_DAMAGED=20000 tries as many; each can be made again by its number.
"""

import os

from mdderive.answer import Wanted
from mdderive.config import Budget, Config
from mdderive.pipeline import examined
from mdderive.report import formats
from mdderive.running.workers import parallel
from mdderive.source import Source
from tests.robustness.damage import damaged, pieces

COUNT = int(os.environ.get("MDDERIVE_DAMAGED", "100"))
CONFIG = Config(budget=Budget(seconds=0.3, derivation_seconds=60, megabytes=2_000))
BROKEN_OFF = ("the derivation takes longer", "the process that worked", "it needs more memory")


def test_a_damaged_note_is_answered_and_reported() -> None:
    notes = pieces()
    sources = (Source(f"{number}.md", damaged(number, notes)) for number in range(COUNT))
    wanted = Wanted(expanded=True, reading=True)
    for built in examined(sources, CONFIG, wanted, parallel(2)):
        path = built.checked.source.path
        for said in built.checked.diagnostics:
            assert not said.code.startswith("D9"), (path, said)
            assert not said.message.startswith(BROKEN_OFF), (path, said)
        for form in formats().values():
            form.render([built.checked], True).encode()
