"""What mdderive says about a note: the record, and the table of codes, one family a file.

D1xx notes and annotations, D2xx notation, D3xx shapes, D4xx refuted steps, D5xx no verdict,
D6xx warnings, D9xx faults of mdderive itself. Every code has a cause, a fix and a sample that
shows it; `mdderive explain CODE` prints its page.
"""

from mdderive.diagnostics.diagnostic import Diagnostic
from mdderive.diagnostics.record import Code, Severity
from mdderive.diagnostics.table import CODES

__all__ = ["CODES", "Code", "Diagnostic", "Severity"]
