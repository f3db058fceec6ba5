"""Sentences that say something else of a name, in words that are not understood.

"Now $A$ is arbitrary" and "replace $A$ by any matrix" take back what was said of A before, and
"set $z$ to ..." gives it another meaning. Nothing is read from such a sentence, but nothing said
before it is relied on either.
"""

import re
from collections.abc import Iterator

from mdderive.derivation import Remark
from mdderive.notes.prose.sentences import Sentence

_OTHER_PROPERTIES = re.compile(
    r"\b(?:arbitrary|any|anything|general\w*|generic|indefinite|negative|skew[\w-]*"
    r"|triangular|permutations?|reflections?|idempotent|merely|only|full|drop\w*|remov\w+|without"
    r"|allow\w*|needed|isn't|aren't|no more|may be|can (?:now )?be|suppose now)\b"
    "|任意|一般|任何|不必|去掉|无需|不定"
)
_OTHER_MEANING = re.compile(
    r"\b(?:set|let|redefin\w+|replac\w+|no longer|anew|another|independent|treat\w*|write|denot\w+"
    r"|define|stands? for|becomes?|is now|now (?:is|let)|next)\b|改为|换成|重新|不再|记|令|设|现在"
)
_WORK = re.compile(
    r"derivativ|gradient|differentia|minimi|maximi|optimi|\bzero|\bsolv|导数|梯度|微分|求导|极小|极大|最小|最大|零"
)
"""Words of what is done with a name, which changes nothing of it."""
_EQUATION = re.compile(r"\s*(?::|\\colon\s*)?=|\\(?:triangleq|coloneqq|equiv)(?![A-Za-z])")
_DERIVATIVE = re.compile(r"\\(?:nabla|partial|d?frac|mathrm|operatorname)(?![A-Za-z])")
_LONGEST = 40
"""Signs of a formula that is a name, perhaps with what it equals."""


def vague(sentence: Sentence) -> Iterator[Remark]:
    """A remark on each name that such a sentence speaks of: its properties may be others, or its
    "meaning" as well."""
    text = sentence.text.lower()
    if _WORK.search(text):
        return
    if _OTHER_MEANING.search(text):
        kind = "meaning"
    elif _OTHER_PROPERTIES.search(text):
        kind = "properties"
    else:
        return
    for formula in sentence.formulas.values():
        if _DERIVATIVE.search(formula.text):
            continue
        equals = _EQUATION.search(formula.text)
        name = formula.cut(0, equals.start()) if equals else formula
        if name.text.strip() and len(name.text) <= _LONGEST:
            yield Remark(name, name.span(), denies=True, vague=kind)
