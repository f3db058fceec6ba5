r"""Prose that sets a derivative to 0: "setting the gradient to zero", "令其等于零".

Only a sentence that does it outright counts: one with a condition, a doubt or a denial does not.
"""

import re
from collections.abc import Iterable

from mdderive.derivation import Zeroed
from mdderive.notes.prose.remarks import Paragraph

_ZERO = r"\$?\s*(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*)?0(?![\d.])"
_DERIVATIVE = r"(?:\\nabla|\\partial|derivatives?|gradients?|partials?)"
_OBJECT = rf"(?:this|it|that|these|them|both|all|expression|equation|above|result|{_DERIVATIVE})"
_GAP = r"[^.。]{0,100}?"
_SETS = re.compile(
    rf"\b(?:set(?:ting)?|equat(?:e|es|ing)|put(?:ting)?)\b{_GAP}"
    rf"(?:{_OBJECT}{_GAP}\b(?:to|equals?)\s+(?:be\s+)?(?:zero\b|{_ZERO})|{_DERIVATIVE}{_GAP}=\s*{_ZERO})"
    rf"|令(?:其|它们?|上[面述]?式?|该式|{_GAP}(?:导数?|梯度|\\partial|\\nabla)){_GAP}"
    rf"(?:等于|为|=)\s*(?:零|{_ZERO})",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"n[’']t\b|\b(?:not|no|never|cannot|if|unless|would|could|might|may|wrong|instead|before|without"
    r"|initial\w*|else|otherwise)\b|不|未|若|如果|假如|初始|否则",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:these|both|all|them|derivatives|gradients|partials)\b|它们|均|都|分别|各", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?](?=\s|$)|[。！？]")


def zeroed(paragraphs: Iterable[Paragraph]) -> Zeroed:
    """What the paragraphs set to 0."""
    found = Zeroed.NONE
    for paragraph in paragraphs:
        for sentence in _SENTENCE.split(paragraph.text.text):
            if _SETS.search(sentence) and not _DOUBT.search(sentence):
                found = Zeroed.ALL if _SEVERAL.search(sentence) else Zeroed.ONE
    return found
