"""Small edits of a formula, one file per kind of mistake."""

from mdderive.derive.edits.record import UNKNOWN, Change, Edit, Ground, Pool, Site
from mdderive.derive.edits.sites import put, sites
from mdderive.derive.edits.table import EDITS, KINDS

__all__ = ["EDITS", "KINDS", "UNKNOWN", "Change", "Edit", "Ground", "Pool", "Site", "put", "sites"]
