"""What the server that workers are forked from holds before the first of them.

The judges, and the tables that are otherwise gathered when they are first asked for. All of it
lasts as long as the worker does, so the collector of cyclic garbage never walks through it again
(which for SymPy alone takes twice as long as a derivation); and as what a derivation leaves behind
is mostly trees, without cycles, it looks less often for them.
"""

import gc

import mdderive.answering
import mdderive.kernel
import mdderive.recompute  # noqa: F401
from mdderive.operators import operators, scalar_functions
from mdderive.rules import rules

NEW_OBJECTS = 20_000  # between two looks for garbage; the interpreter's own habit is 700

operators()
scalar_functions()
rules()
gc.collect()
gc.freeze()
gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
