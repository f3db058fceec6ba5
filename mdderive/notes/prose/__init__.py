"""What the prose of a note says of the names in its formulas."""

from mdderive.notes.prose.remarks import Paragraph as Paragraph
from mdderive.notes.prose.remarks import remarks as remarks
from mdderive.notes.prose.zero import zeroed as zeroed
