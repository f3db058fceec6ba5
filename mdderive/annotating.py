r"""Proposes annotations: which displays to check, and which names to declare for them.

Displays belong together until one defines again what another has defined, or until a section that
uses nothing that they define. What the
prose says or the rows themselves determine needs no declaration. For the names that are left,
shapes are tried (capitals first as matrices, other letters as columns, Greek ones as scalars) and
those kept under which most rows can be read; only whether a row can be read decides, never whether
it is true. A formula in the prose that defines a name is proposed as a fact where a row needs it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from itertools import permutations, product

from mdderive.config import Config
from mdderive.derivation import Block, Document, Remark
from mdderive.diagnostics import Diagnostic, Severity
from mdderive.latex import ReadDerivation, read, undeclared
from mdderive.notes import (
    Candidate,
    Earlier,
    Place,
    annotated,
    candidates,
    defined_names,
    find,
    read_lines,
    remarks_for,
    stands_in,
)
from mdderive.source import Fragment, Source
from mdderive.term import Declaration

_MOST_NAMES = 12
_FUNCTIONS = frozenset({"f", "g", "h", r"\phi", r"\varphi", r"\psi", r"\sigma", r"\ell"})
_LEFT = re.compile(
    r"(?:\\begin\{[a-z]+\*?\}|\s|&)*(?P<left>\\?[A-Za-z]+(?:_\w)?)\s*(?:\([^()]*\))?\s*&?\s*:?="
)
_INLINE = re.compile(r"(?<!\$)\$([^$\n]+)\$(?!\$)")
_NABLA = re.compile(r"\\nabla(?!\s*[_A-Za-z])|\\nabla\s+(?!_)")
_FONT = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|vec|hat|bar|tilde|mathcal|mathrm)(?![A-Za-z])|[{}\s]"
)
_MATRICES = re.compile(r"[A-Z]|\\(?:Sigma|Lambda|Phi|Theta|Gamma|Psi|Omega|Delta)(?![A-Za-z])")
_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec)(?![A-Za-z])")


@dataclass(frozen=True)
class Proposal:
    """A note with annotations proposed before so many `displays`; `missing`: what cannot be read
    under them, with places in the new note."""

    note: Source
    displays: int
    missing: tuple[Diagnostic, ...]


def propose(source: Source, config: Config) -> Proposal:
    """The note with an annotation before each display that looks like a derivation."""
    found = candidates(source, config)
    chosen: dict[Place, tuple[str, ...]] = {one.place: () for one in found.candidates}
    for group in _groups(found.candidates):
        trial = _Trial(tuple(one.block for one in group), found.document, found.source, config)
        chosen[group[0].place] = trial.best()
    note = Source(source.path, annotated(source, chosen))
    return Proposal(note, len(chosen), tuple(_missing(note, config)) if chosen else ())


def _missing(note: Source, config: Config) -> Iterator[Diagnostic]:
    document = find(note, config)
    earlier = Earlier(note, document)
    for number, blocks in enumerate(earlier.derivations):
        before = earlier.before(number)
        remarks = remarks_for([b for one in (*before, blocks) for b in one], document.remarks)
        found = read(blocks, config, document.defaults, remarks, before)
        yield from found.diagnostics
        yield from (step.problem for step in found.steps if step.problem is not None)


def _groups(found: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    group: list[Candidate] = []
    defined: set[str] = set()
    for one in found:
        latex = one.block.display.latex.text
        match = _LEFT.match(latex)
        left = match.group("left") if match else ""
        other = bool(group) and one.block.section != group[-1].block.section
        used = any(stands_in(name, latex) for name in defined)
        if group and (left in defined or (other and not used)):
            yield tuple(group)
            group, defined = [], set()
        group.append(one)
        defined |= defined_names(latex)
    if group:
        yield tuple(group)


@dataclass(frozen=True)
class _Trial:
    """Annotations tried on the first of the blocks of a derivation."""

    blocks: tuple[Block, ...]
    document: Document
    source: Source
    config: Config

    def best(self) -> tuple[str, ...]:
        """The facts, declarations and options under which most rows can be read."""
        facts = tuple(self._facts(self._open(())))
        names = [name for name in self._open(facts) if not self._is_function(name)]
        options = {name: tuple(self._options(name)) for name in names[:_MOST_NAMES]}
        shapes = {name: tried[0] for name, tried in options.items()}
        least = self._unread((*_lines(shapes), *facts))
        for name in (*options, *options):
            for option in options[name] if least else ():
                unread = self._unread((*_lines({**shapes, name: option}), *facts))
                if unread < least:
                    shapes, least = {**shapes, name: option}, unread
        shapes = self._widened(shapes, options, facts, least)
        for name in options:
            fewer = {other: space for other, space in shapes.items() if other != name}
            if self._unread((*_lines(fewer), *facts)) <= least:
                shapes = fewer
        facts = self._readable(shapes, facts)
        lines = (*_lines(shapes), *facts)
        variable = tuple(self._variable(lines, self._unread(lines)))
        lines = (*_lines(self._certain(shapes, (*facts, *variable))), *facts, *variable)
        return lines if self.blocks[0].starts or shapes else (*self._declared(), *lines)

    def _widened(
        self,
        shapes: Mapping[str, str],
        options: Mapping[str, Sequence[str]],
        facts: Sequence[str],
        least: int,
    ) -> dict[str, str]:
        """The shapes with matrices not square that need not be, another name following suit."""
        best = dict(shapes)
        for name, other in permutations(best, 2):
            wide = options[name][0]
            if best[name] == wide or not _MATRICES.match(_FONT.sub("", name)):
                continue
            for space in options[other]:
                tried = {**best, name: wide, other: space}
                if self._unread((*_lines(tried), *facts)) <= least:
                    best = tried
                    break
        return best

    def _certain(self, shapes: Mapping[str, str], facts: Sequence[str]) -> dict[str, str]:
        """The shapes without those of names that stand in a row which cannot be read with them:
        they may be wrong, so they are left to the author."""
        steps = self._read((*_lines(shapes), *facts)).steps
        rows = [f"{one.left.text} = {one.right.text}" for one in steps if one.problem is not None]
        return {name: space for name, space in shapes.items() if not _stands_in(name, rows)}

    def _is_function(self, name: str) -> bool:
        """Whether a name looks like that of a function, whose kind nobody can guess."""
        text = " ".join(block.display.latex.text for block in self.blocks)
        own = re.escape(name)
        applied = name in _FUNCTIONS and re.search(rf"{own}\s*(?:\\left)?\(", text)
        return bool(applied) or re.search(rf"{own}(?:'|\^\{{?\\prime)", text) is not None

    def _readable(self, shapes: Mapping[str, str], facts: Sequence[str]) -> tuple[str, ...]:
        """The facts without which fewer rows can be read."""
        kept = tuple(facts)
        for fact in facts:
            fewer = tuple(one for one in kept if one != fact)
            if self._unread((*_lines(shapes), *fewer)) <= self._unread((*_lines(shapes), *kept)):
                kept = fewer
        return kept

    def _open(self, lines: Sequence[str]) -> tuple[str, ...]:
        """The names that need a declaration or a value."""
        remarks = self._remarks()
        return undeclared(self._with(lines), self.config, self.document.defaults, remarks)

    def _variable(self, lines: Sequence[str], least: int) -> Iterator[str]:
        """What a gradient without subscript differentiates by, if only one name fits best."""
        if not any(_NABLA.search(block.display.latex.text) for block in self.blocks):
            return
        scope = self._read(lines).scope
        told = self._read(()).scope.said.keys() | {line.partition(":")[0] for line in lines}
        plain = [n for n, d in scope.declarations.items() if d.function is None]
        tried = {
            name: (
                *(() if name in told else (f"{name}: {_space(scope.declarations[name])}",)),
                f"wrt: {name}",
            )
            for name in plain
            if name not in scope.values
        }
        unread = {name: self._unread((*lines, *more)) for name, more in tried.items()}
        best = [name for name in tried if unread[name] == min(unread.values()) < least]
        if len(best) == 1:
            yield from tried[best[0]]

    def _remarks(self) -> tuple[Remark, ...]:
        return remarks_for(self.blocks, self.document.remarks)

    def _with(self, lines: Sequence[str]) -> tuple[Block, ...]:
        start = self.blocks[0].annotation_span.start
        own, _ = read_lines(Fragment.at(line, start) for line in lines)
        return (changed(self.blocks[0], annotation=own), *self.blocks[1:])

    def _read(self, lines: Sequence[str]) -> ReadDerivation:
        remarks = self._remarks()
        return read(self._with(lines), self.config, self.document.defaults, remarks)

    def _unread(self, lines: Sequence[str]) -> int:
        """How many rows and lines cannot be read."""
        found = self._read(lines)
        wrong = [said for said in found.diagnostics if said.severity is Severity.ERROR]
        return len(wrong) + sum(step.problem is not None for step in found.steps)

    def _declared(self) -> tuple[str, ...]:
        """A declaration that the prose implies: it makes the block begin a derivation."""
        scope = self._read(()).scope
        plain = [one for one in scope.declarations.values() if one.function is None]
        return tuple(f"{one.name}: {_space(one)}" for one in plain)[:1]

    def _options(self, name: str) -> Iterator[str]:
        """The spaces a name may be in, the likeliest first."""
        letters = self._sizes()
        square = [f"R^{{{a} x {b}}}" for a, b in product(letters, letters) if a == b]
        wide = [f"R^{{{a} x {b}}}" for a, b in product(letters, letters) if a != b]
        columns = [f"R^{letter}" for letter in reversed(letters[:2])]
        base = _FONT.sub("", name)
        if _MATRICES.match(base):
            yield from (*wide[:1], *square[:2], *wide[1:], *columns, "R")
        elif base.startswith("\\") and not _BOLD.search(name):
            yield from ("R", *columns, *square[:2])
        else:
            yield from (*columns, "R", *square[:1])

    def _sizes(self) -> tuple[str, ...]:
        """Letters for sizes: those of the prose, then letters that no formula uses."""
        scope = self._read(()).scope
        used = " ".join(block.display.latex.text for block in self.blocks)
        own = sorted(
            {letter for one in scope.declarations.values() for letter in one.shape.letters()}
        )
        free = [c for c in "mnpqkr" if not re.search(rf"(?<![A-Za-z\\]){c}(?![A-Za-z])", used)]
        return tuple(dict.fromkeys([*own, *free]))[:3] or ("n",)

    def _facts(self, names: Sequence[str]) -> Iterator[str]:
        """The last formulas of the prose before the derivation that give these names a value."""
        before = self.source.text[: self.blocks[0].annotation_span.start]
        found: dict[str, str] = {}
        for inline in _INLINE.finditer(before):
            left = _LEFT.match(inline.group(1))
            if left and left.group("left") in names and inline.group(1).count("=") == 1:
                found[left.group("left")] = inline.group(1).strip()
        yield from found.values()


def _stands_in(name: str, rows: Sequence[str]) -> bool:
    bare = re.escape(_FONT.sub("", name))
    inside = re.compile(rf"(?<![A-Za-z\\]){bare}(?![A-Za-z])")
    return any(inside.search(_FONT.sub("", row)) for row in rows)


def _lines(shapes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{name}: {space}" for name, space in shapes.items())


def _space(declaration: Declaration) -> str:
    shape = declaration.shape
    power = str(shape.rows) if shape.is_column else f"{shape.rows} x {shape.cols}"
    space = "R" if shape.is_scalar else f"R^{{{power}}}"
    return " ".join([space, *sorted(one.value for one in declaration.properties)])
