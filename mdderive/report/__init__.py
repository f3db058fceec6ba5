"""Reports, one format a file. `formats` maps a name to its format."""

from mdderive.report.format import Format, formats

__all__ = ["Format", "formats"]
