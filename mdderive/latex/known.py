r"""What holds of each name at a block, after all that the prose has said of it before.

The last remark on a shape holds; with it all is forgotten that was said before, unless it repeats
the shape in the same paragraph, or in the same section without a "let". A remark on properties adds
to them, a denial takes them away. Positions are listed with the verdicts: `A symmetric (line 12)`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from mdderive.derivation import Remark, Taken
from mdderive.latex.ranges import Family
from mdderive.latex.said import Said
from mdderive.latex.vocabulary import plain
from mdderive.source import Span
from mdderive.term import SCALAR, Declaration, Property, Shape

_SQUARE = frozenset(Property) - {Property.POSITIVE, Property.CONSTANT}


@dataclass(frozen=True)
class Known:
    """One name: its spelling, its shape with the remark that told it, and each property with the
    remark that told it. `clash`: another shape that the same section has told. `doubted`: something
    is said of it that was not understood; `function`: where it is said to depend on another."""

    name: str
    declaration: Declaration | None = None
    family: Family | None = None
    told: Remark | None = None
    properties: Mapping[Property, Remark] = field(default_factory=lambda: MappingProxyType({}))
    clash: "Known | None" = None
    doubted: bool = False
    function: Remark | None = None

    @property
    def declared(self) -> Declaration | None:
        """The declaration with those properties that its shape allows."""
        if self.declaration is None:
            return None
        return replace(self.declaration, properties=frozenset(self._possible()))

    @property
    def taken(self) -> tuple[Taken, ...]:
        """What was taken from where."""
        if self.declaration is None or self.told is None:
            return ()
        shape = _taken(f"{self.name} in {space(self.declaration.shape)}", self.told)
        own = ((one, self.properties[one]) for one in self._possible())
        return (shape, *(_taken(f"{self.name} {one.value}", at) for one, at in own))

    def _possible(self) -> Iterator[Property]:
        shape = self.declaration.shape if self.declaration else SCALAR
        for one in self.properties:
            if one not in _SQUARE or (shape.is_square and not shape.is_scalar):
                yield one


def _taken(what: str, remark: Remark) -> Taken:
    return Taken(what, remark.line, remark.column)


def space(shape: Shape) -> str:
    """The space of a shape, as a declaration spells it."""
    if shape.is_scalar:
        return "R"
    return f"R^{{{shape.rows}}}" if shape.is_column else f"R^{{{shape.rows} x {shape.cols}}}"


def known_before(said: Sequence[Said], end: Span) -> Mapping[str, Known]:
    """What is known of each name, by its spelling without fonts, at a place of the note."""
    known: dict[str, Known] = {}
    for one in said:
        if one.remark.place >= end:
            break
        if one.formula is not None:
            continue
        if one.remark.denies:
            for key in [plain(one.name)] if one.name else list(known):
                if key in known:
                    known[key] = _denied(known[key], one)
        else:
            key = plain(one.name)
            known[key] = _after(known.get(key, Known(one.name)), one)
    return known


def _denied(known: Known, said: Said) -> Known:
    if said.remark.vague == "function":
        return replace(known, function=said.remark)
    if said.remark.vague:
        return replace(
            known, properties=MappingProxyType({}), doubted=known.doubted or bool(known.properties)
        )
    gone = said.properties or frozenset(known.properties)
    if gone & {Property.SYMMETRIC, Property.POSITIVE_SEMIDEFINITE}:
        gone |= {Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE, Property.DIAGONAL}
    if Property.INVERTIBLE in gone:
        gone |= {Property.POSITIVE_DEFINITE, Property.ORTHOGONAL}
    kept = {one: at for one, at in known.properties.items() if one not in gone}
    return replace(known, properties=MappingProxyType(kept))


def _after(known: Known, said: Said) -> Known:
    remark = said.remark
    new = dict.fromkeys(said.properties, remark)
    shape = said.declared.declaration.shape if said.declared else None
    if said.guess and known.declaration is not None and not known.declaration.shape.is_scalar:
        return known
    if said.guess and known.declaration is None:
        if re.search("[A-Z]", said.name):
            return known
        return Known(said.name, Declaration(said.name, SCALAR), None, remark, MappingProxyType(new))
    last = _last(known)
    beside = last is not None and last.section == remark.section
    same = shape is None or (known.declaration is not None and known.declaration.shape == shape)
    here = last is not None and last.paragraph == remark.paragraph
    keeps = same and beside and (here or not remark.introduces)
    if shape is None and not remark.introduces:
        keeps = True
    properties = MappingProxyType({**known.properties, **new} if keeps else new)
    if said.declared is None:
        return replace(known, properties=properties)
    told = known.told is not None and known.told.section == remark.section
    clash = known if told and not same else None
    declared = said.declared
    return Known(said.name, declared.declaration, declared.family, remark, properties, clash)


def _last(known: Known) -> Remark | None:
    remarks = [*known.properties.values(), *([known.told] if known.told else [])]
    return max(remarks, key=lambda remark: remark.place, default=None)
