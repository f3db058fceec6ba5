"""Notes: derivations found in Markdown and LaTeX, and results spliced back."""

from mdderive.notes.annotation import read_lines as read_lines
from mdderive.notes.beginning import remarks_for as remarks_for
from mdderive.notes.derivations import derivations as derivations
from mdderive.notes.earlier import Earlier as Earlier
from mdderive.notes.filling import Filling as Filling
from mdderive.notes.filling import NewRow as NewRow
from mdderive.notes.filling import fill as fill
from mdderive.notes.find import find as find
from mdderive.notes.folding import folded as folded
from mdderive.notes.folding import without_repeats as without_repeats
from mdderive.notes.formats.record import Place as Place
from mdderive.notes.inclusions import Inclusion as Inclusion
from mdderive.notes.inclusions import inclusions as inclusions
from mdderive.notes.language import language_of as language_of
from mdderive.notes.notebook import Notebook as Notebook
from mdderive.notes.notebook import closed as closed
from mdderive.notes.notebook import notebook as notebook
from mdderive.notes.package import PACKAGE_FILE as PACKAGE_FILE
from mdderive.notes.package import loads_package as loads_package
from mdderive.notes.package import package_file as package_file
from mdderive.notes.package import style as style
from mdderive.notes.proposal import Candidate as Candidate
from mdderive.notes.proposal import annotated as annotated
from mdderive.notes.proposal import candidates as candidates
from mdderive.notes.splice import Edit as Edit
from mdderive.notes.splice import splice as splice
