"""What another process does: a question comes in, the JSON of its answer goes out.

The judges are loaded where the work is done, not where it is handed out.
"""

from mdderive.answer import Answer, Question, to_json
from mdderive.checked import CheckedDerivation
from mdderive.diagnostics import Diagnostic


def answered(question: Question) -> bytes:
    """The answer."""
    from mdderive.answering import answer  # noqa: PLC0415

    return to_json(answer(question))


def unjudged(question: Question, reason: str) -> bytes:
    """The derivation as it is read, each step without a verdict for this reason."""
    from mdderive.answering import without_verdicts  # noqa: PLC0415

    return to_json(without_verdicts(question, reason))


def unread(question: Question, reason: str) -> Answer:
    """A derivation of which nothing is known."""
    derivation = CheckedDerivation(tuple(block.display for block in question.excerpt.blocks), ())
    return Answer(derivation, (Diagnostic("D502", reason, derivation.span),))
