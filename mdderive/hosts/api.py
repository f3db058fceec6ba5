r"""The Python interface: `mdderive.check`, `mdderive.build`, `mdderive.equations`.

    >>> import mdderive
    >>> text = r'''
    ... <!-- derive: A: R^{n x n}; x: R^n; wrt: x -->
    ...
    ... $$
    ... \begin{aligned}
    ... f &= x^\top A x \\
    ... \mathrm{d}f &= x^\top (A + A^\top)\, \mathrm{d}x \\
    ... \frac{\partial f}{\partial x} &= 2 A x
    ... \end{aligned}
    ... $$
    ... '''
    >>> note = mdderive.check(text)
    >>> [step.verdict.outcome.value for step in note.steps]
    ['given', 'proved', 'refuted']
    >>> for diagnostic in note.diagnostics:
    ...     print(note.source.position(diagnostic.span.start), diagnostic.message)
    (8, 36) the step is false: true if A is symmetric

What a formula means can be taken to SymPy, at sizes of one's choice:

    >>> definition, differential, gradient = mdderive.equations(note)
    >>> gradient.right.latex, str(gradient.right.shape)
    ('2 A x', 'n x 1')
    >>> gradient.right.to_sympy({"n": 2})
    Matrix([
    [2*A[0, 0]*x[0, 0] + 2*A[0, 1]*x[1, 0]],
    [2*A[1, 0]*x[0, 0] + 2*A[1, 1]*x[1, 0]]])
    >>> (gradient.left.to_sympy({"n": 2}) - gradient.right.to_sympy({"n": 2})).applyfunc(expand)
    Matrix([
    [-A[0, 1]*x[1, 0] + A[1, 0]*x[1, 0]],
    [ A[0, 1]*x[0, 0] - A[1, 0]*x[0, 0]]])

A text is read by itself: `\input` in it is not followed. `mdderive.check_file(path)` reads what the
command reads: a paper with the files it inputs, a notebook with its cells.

All records are frozen; what goes wrong in a note is a `Diagnostic` in the result, never an
exception.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from mdderive import pipeline
from mdderive.answer import VERDICTS, Wanted
from mdderive.answering import read_excerpt
from mdderive.checked import Built, Checked, CheckedDerivation, CheckedStep
from mdderive.config import Config, Layout
from mdderive.derivation import Outcome, Scope
from mdderive.derive.judging import problem_of
from mdderive.diagnostics import Diagnostic
from mdderive.explicit import NoExplicitForm, SizeError
from mdderive.hosts.inputs import Input
from mdderive.hosts.manuscripts import read_notes
from mdderive.hosts.project import project_config
from mdderive.latex import ReadDerivation
from mdderive.running.many import on
from mdderive.source import Source
from mdderive.term import Problem, Shape, Term

__all__ = [
    "Built",
    "Checked",
    "CheckedFile",
    "Config",
    "Diagnostic",
    "Equation",
    "Formula",
    "Layout",
    "NoExplicitForm",
    "Outcome",
    "SizeError",
    "build",
    "check",
    "check_file",
    "check_many",
    "equations",
]

NAME = "note.md"
DEFAULTS = Config()


def check(
    text: str, *, name: str = NAME, config: Config = DEFAULTS, expand: bool = False
) -> Checked:
    r"""The note with a verdict on every step. The suffix of `name` says how the text is read:
    as Markdown, or as LaTeX where it is `.tex`. With `expand` each step also has the rows that
    lead to it, in `step.chain`.

    >>> import mdderive
    >>> note = mdderive.check("% derive: A, B: R^{n x n}\n\\[ A B = B A \\]\n", name="paper.tex")
    >>> note.has_problem
    True
    >>> [witness] = [step.verdict.witness for step in note.steps]
    >>> sorted(witness.values)
    ['A', 'B']
    """
    return pipeline.check(Source(name, text), config, Wanted(expanded=expand))


def build(text: str, *, name: str = NAME, config: Config = DEFAULTS) -> Built:
    r"""The note checked (`.checked`), and its text with the missing steps written in (`.text`).
    Rows that fail are marked in the text: see `.checked.has_problem` before using it.

    >>> import mdderive
    >>> row = r"\mathrm{d}(x^\top A x) = x^\top (A + A^\top)\, \mathrm{d}x"
    >>> block = f"<!-- derive: A: R^{{n x n}}; x: R^n; wrt: x -->\n\n$$\n{row}\n$$\n"
    >>> built = mdderive.build(block)
    >>> built.checked.has_problem
    False
    >>> len(built.text) > len(block)
    True
    """
    return pipeline.build(Source(name, text), config)


@dataclass(frozen=True)
class CheckedFile:
    """A file that was checked. `parts` are the files of a paper, the cells of a notebook or the one
    note, each with its own lines; `whole` is all of it as one text, as `equations` takes it."""

    whole: Checked
    parts: tuple[Checked, ...]

    @property
    def has_problem(self) -> bool:
        return any(part.has_problem for part in self.parts)


def check_file(
    path: str | PathLike[str], *, config: Config | None = None, expand: bool = False
) -> CheckedFile:
    r"""The file with a verdict on every step, as `mdderive check` gives it: `\input` is followed
    inside the project, a notebook's Markdown cells are read as one note. Without a `config` the
    settings of the project that the file lies in hold. A file that can't be read is a
    `Diagnostic`, too.

    >>> import mdderive
    >>> paper = mdderive.check_file("samples/paper.tex")
    >>> paper.has_problem, sorted({step.verdict.outcome.value for step in paper.whole.steps})
    (False, ['given', 'proved'])
    >>> [d.message for part in mdderive.check_file("no.md").parts for d in part.diagnostics]
    ['the file cannot be read: No such file or directory']
    """
    name = fspath(path)
    settings = project_config(Path(name).absolute().parent) if config is None else config
    if isinstance(settings, Checked):
        return CheckedFile(settings, (settings,))
    [note] = read_notes([Input(name, Path(name))], settings.budget.source_bytes)
    if isinstance(note, Checked):
        return CheckedFile(note, (note,))
    source = note.manuscript.source
    [built] = pipeline.examined([source], settings, Wanted(expanded=expand))
    parts = note.manuscript.apart(built)
    return CheckedFile(built.checked, tuple(part.checked for part in parts))


def check_many(
    texts: Iterable[str],
    *,
    executor: Executor | None = None,
    name: str = NAME,
    config: Config = DEFAULTS,
) -> Iterator[Checked]:
    r"""The notes with their verdicts, in order, each as soon as it is done. The work goes to any
    `concurrent.futures.Executor`, such as that of a Dask cluster: see the README. The texts are
    taken from the iterable as they are needed, so there may be millions of them.

    >>> import mdderive
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> block = "<!-- derive: a, x: R^n; wrt: x -->\n\n$$\n\\nabla_x (a^\\top x) = a\n$$\n"
    >>> wrong = block.replace("= a", "= 2 a")
    >>> with ThreadPoolExecutor() as pool:
    ...     for note in mdderive.check_many([block, wrong], executor=pool):
    ...         print([step.verdict.outcome.value for step in note.steps])
    ['proved']
    ['refuted']
    """
    sources = (Source(name, text) for text in texts)
    solve = pipeline.here if executor is None else on(executor)
    return (built.checked for built in pipeline.examined(sources, config, VERDICTS, solve))


@dataclass(frozen=True)
class Formula:
    """One side of a step: its LaTeX as written, and the term it was read as."""

    latex: str
    term: Term
    scope: Scope

    @property
    def shape(self) -> Shape:
        return self.term.shape

    def to_sympy(self, sizes: Mapping[str, int] | None = None) -> Any:
        r"""What the formula says, with all definitions unfolded, as SymPy's: an expression if it
        is a scalar, else an explicit `ImmutableMatrix` at the given sizes. A matrix X has the
        entries X[i, j] of a `MatrixSymbol`, its differential those of dX; equal entries of a
        symmetric matrix are one. Differentials and derivatives are carried out.

        An undefined function is SymPy's. At a kink the value of one side is taken.

        Raises SizeError where a size letter has no value, NoExplicitForm where SymPy could not
        write the entries down; both are ValueErrors.

        >>> import mdderive
        >>> note = "<!-- derive: X: R^{n x n} -->\n\n$$\nf = \\operatorname{tr}(X^2)\n$$\n"
        >>> [trace] = mdderive.equations(mdderive.check(note))
        >>> trace.right.to_sympy({"n": 1})
        X[0, 0]**2
        >>> trace.right.to_sympy()
        Traceback (most recent call last):
        ...
        mdderive.explicit.SizeError: no value is given for the size n
        """
        from mdderive.recompute import as_sympy  # noqa: PLC0415

        asked: Problem = problem_of(self.term, self.term, self.scope)
        return as_sympy(asked, sizes or {})


@dataclass(frozen=True)
class Equation:
    """A step that could be read, as two formulas (under its first reading)."""

    step: CheckedStep
    left: Formula
    right: Formula


def equations(note: Checked) -> tuple[Equation, ...]:
    """The steps of a checked note that could be read, in order."""
    asked = pipeline.opened(note.source, note.config, VERDICTS).questions
    return tuple(
        equation
        for derivation, question in zip(note.derivations, asked, strict=True)
        if derivation.steps  # none: mdderive failed on it
        for equation in _equations(derivation, read_excerpt(question))
    )


def _equations(derivation: CheckedDerivation, reading: ReadDerivation) -> Iterator[Equation]:
    for checked, step in zip(derivation.steps, reading.steps, strict=True):
        if step.readings:
            left = Formula(step.left.text, step.readings[0].left, reading.scope)
            right = Formula(step.right.text, step.readings[0].right, reading.scope)
            yield Equation(checked, left, right)
