r"""What the look of a letter says of it, where the author chose `conventions: yes`.

Capitals are matrices, bold lower-case letters columns, lower-case Greek letters scalars; capital
Greek letters such as \Sigma, \Lambda, \Phi are matrices. Plain lower-case Latin letters may be
anything. A convention only narrows what an undeclared name is tried as: the row still has to fit.
"""

import re

from mdderive.latex.readings import Form
from mdderive.latex.vocabulary import plain

_MATRICES = (Form.SQUARE, Form.MATRIX)
_ACCENT = re.compile(r"\\(?:hat|widehat|bar|tilde|widetilde|overline|mathcal|mathrm|mathsf)\{")
_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|pmb|symbf|vec)\{")
_CAPITAL = re.compile(r"\\[A-Z][a-z]+|[A-Z](?![A-Za-z])")
_GREEK = re.compile(r"\\[a-z]+")


def forms_by_convention(name: str) -> tuple[Form, ...] | None:
    """What a name may be by its look; None where no convention says it."""
    bare = _ACCENT.sub("", name)
    bold = _BOLD.match(bare) is not None
    letter = plain(bare).removeprefix(r"\vec{")
    if _CAPITAL.match(letter):
        return _MATRICES
    if bold:
        return (Form.COLUMN,)
    return (Form.SCALAR,) if _GREEK.match(letter) else None
