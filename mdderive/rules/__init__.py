"""Named steps of a derivation, as data: one module per family."""

from mdderive.rules.record import GROUND, Rule
from mdderive.rules.table import rules

__all__ = ["GROUND", "Rule", "rules"]
