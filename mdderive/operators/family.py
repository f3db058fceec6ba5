"""All members of a family side by side: family(F, i, N) = (F_1 F_2 ... F_N), i bound in F.

It is what a name with an index is defined as (z_i = w^T x_i), and what a step with a free index
compares: the step holds for every value of the index.
"""

from mdderive.operators.record import Binding, Notation, Operator, Primitive, Title

OPERATOR = Operator(
    name="family",
    title=Title("family", "族"),
    shape=None,  # N times as many columns as the body has
    index_form=Primitive("its index is the slower part of the columns' index"),
    evaluate=None,  # the judge evaluates the body at each value of the index
    differential=None,  # the family of the differentials
    notation=Notation("{0}", Binding.SUM),
    samples=(),
    source="a convention of notes",
)
