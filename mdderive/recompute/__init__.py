"""The second judge: recomputes an equation exactly on explicit small matrices, sharing no rule with
the kernel.

Arithmetic is SymPy's (`rationals.py`): rational numbers are elements of QQ, their matrices are
inverted and solved as a DomainMatrix. python-flint makes both faster where SymPy finds it; its
polynomials carry the field of generators (`field.py`) and its balls show differences (`balls.py`).

Shared with the kernel: the term, and the tables of operators and scalar functions, from which this
judge takes only what they mean on numbers (`Operator.evaluate`, `ScalarFunction.value`). Not
shared: any law, normal form or rule of differentiation. No module here imports the kernel, nor the
kernel one of these; a wrong reading of the note, or a wrong `evaluate`, is what both could miss.
"""

from mdderive.recompute.expressions import as_sympy
from mdderive.recompute.judge import judge

__all__ = ["as_sympy", "judge"]
