"""The records that flow between the rooms once a note has been read.

`Derivation` (what the note holds) -> `Step` (what a relation sign claims, as terms) ->
`Verdict` (what both judges say) -> `Line` (what the expansion adds). All frozen; spans are places
in the note's source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from dataclasses import replace as changed
from enum import StrEnum
from types import MappingProxyType

from mdderive.config import Detail, Lang, Layout, Present, Structured
from mdderive.diagnostics import Diagnostic
from mdderive.source import Fragment, Span
from mdderive.term import Declaration, Fact, Property, Term
from mdderive.wording import said


class Kind(StrEnum):
    """What a step is, as the report says it."""

    DEFINITION = "definition"
    DIFFERENTIAL = "differential"
    REWRITE = "rewrite"
    GRADIENT = "gradient"
    JACOBIAN = "jacobian"
    HESSIAN = "hessian"
    IMPLICATION = "implication"
    HYPOTHESIS = "hypothesis"


class Outcome(StrEnum):
    GIVEN = "given"
    PROVED = "proved"
    TESTED = "tested"
    REFUTED = "refuted"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class AnnotationLine:
    """One line of an annotation: an option (`key`, `value`), or a declaration or fact, both of
    which hold mathematics that another room reads."""

    kind: str  # "option", "declaration" or "fact"
    text: Fragment
    key: str = ""
    value: Fragment | None = None


@dataclass(frozen=True)
class Display:
    """One displayed formula: its LaTeX without the fence, and the span of the whole display with
    its fence. `prefix` is what stands before each of its lines in the note (`> `, indentation)."""

    latex: Fragment
    span: Span
    prefix: str = ""


class Zeroed(StrEnum):
    """How many derivatives the prose sets to 0."""

    NONE = "none"
    ONE = "one"
    ALL = "all"


@dataclass(frozen=True)
class Block:
    """An annotation with the display it annotates. `starts` says whether it begins a derivation
    (it declares something, or none came before); `section`, after which heading it stands;
    `zeroed`: the prose right before it sets a derivative to 0, or several; `line`: where it begins
    in the note, told of blocks of earlier derivations only."""

    annotation: tuple[AnnotationLine, ...]
    annotation_span: Span
    display: Display
    starts: bool
    section: int = 0
    zeroed: Zeroed = Zeroed.NONE
    line: int = 0


@dataclass(frozen=True)
class Remark:
    """Something that the prose says of the names in one of its formulas, the mathematics of which
    another room reads: `names` (None: of all names) are said to be of a `kind` ("matrix", "column",
    "row", "scalar", "": nothing said) and a `size`, in a formula or in words, and to have
    properties; or, where it `denies`, not to have them. `introduces`: the sentence declares them
    anew ("let"); `vague`: it says something else of them. Sections and paragraphs are counted."""

    names: Fragment | None
    place: Span
    kind: str = ""
    size: Fragment | None = None
    size_words: str = ""
    properties: frozenset[str] = frozenset()
    denies: bool = False
    introduces: bool = False
    vague: str = ""
    section: int = 0
    paragraph: int = 0
    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Taken:
    """Something taken from the prose or from an earlier derivation, and where it stands there."""

    what: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.what} (line {self.line})"


@dataclass(frozen=True)
class Document:
    """A note with its blocks in order, what its front matter and macros set for all of them, and
    what its prose says."""

    blocks: tuple[Block, ...]
    defaults: tuple[AnnotationLine, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Scope:
    """What holds in a derivation: declarations, facts, and the values of defined names, which are
    not unfolded. `varying` is None while `wrt` leaves it open. `spelling` maps canonical names to
    how the author writes them, for printing. `said`: what was taken from the prose of each name;
    `doubtful`: the names of which a fact is given that could not be read; `kept`: what was taken
    from earlier derivations of each name."""

    declarations: Mapping[str, Declaration] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[str, Term] = field(default_factory=lambda: MappingProxyType({}))
    facts: tuple[Fact, ...] = ()
    varying: frozenset[str] = frozenset()
    wrt: tuple[str, ...] | None = None
    layout: Layout = Layout.DENOMINATOR
    structured: Structured = Structured.FREE
    lang: Lang = Lang.EN
    detail: Detail = Detail.NORMAL
    present: Present = Present.INLINE
    expand: bool = True
    spelling: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    said: Mapping[str, tuple[Taken, ...]] = field(default_factory=lambda: MappingProxyType({}))
    doubtful: frozenset[str] = frozenset()
    kept: Mapping[str, tuple[Taken, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Reading:
    """One way to read a step. `assumes` lists the conventions fixed while reading; `label` says
    what sets this reading apart from the others, `rewrite` what to write to choose it. A
    `fallback` is not what the text says but what its author may have meant: it is judged only
    where the proper readings are refuted, and makes the step unreadable if it would be true."""

    left: Term
    right: Term
    assumes: tuple[str, ...] = ()
    label: str = ""
    rewrite: str = ""
    fallback: bool = False


@dataclass(frozen=True)
class Relation:
    """One relation of the note as it is written. `defines` names what a definition defines. `row`
    and `display` count from 0 within the derivation; `continued` says that the left side is the
    right side of the step before. `link` is the implication sign before the row; `supposed` says
    that the row is a premise."""

    kind: Kind
    relation: str
    span: Span
    left: Fragment
    right: Fragment
    display: int
    row: int
    continued: bool
    defines: str | None = None
    link: str = ""
    supposed: bool = False


@dataclass(frozen=True)
class PropertyClaim:
    """A property declared, at a place, of a name that has a value. `sides` are equal if the value
    has it; None where no equation says it. Of a definite matrix they say a part of it only."""

    name: str
    wanted: Property
    span: Span
    sides: tuple[Term, Term] | None


@dataclass(frozen=True)
class Step(Relation):
    """A relation with what it claims. `readings` is empty where it could not be read; then
    `problem` says why; and where it claims no equality: then `restates` is the fact or declaration
    that it restates. `supposes` is the hypothesis of a row that sets a chain to 0: that the
    derivative which the chain begins with is 0."""

    readings: tuple[Reading, ...] = ()
    problem: Diagnostic | None = None
    restates: str | None = None
    supposes: Reading | None = None
    where: tuple[Fact, ...] = ()

    @property
    def written(self) -> Relation:
        """The relation alone, as it is written."""
        return Relation(**{field.name: getattr(self, field.name) for field in fields(Relation)})


@dataclass(frozen=True)
class Witness:
    """Small exact values under which the two sides differ. Numbers are strings; an irrational one
    is a closed form with a decimal in `decimals` under the same name (`left` and `right` too)."""

    values: Mapping[str, tuple[tuple[str, ...], ...]]
    left: tuple[tuple[str, ...], ...]
    right: tuple[tuple[str, ...], ...]
    decimals: Mapping[str, tuple[tuple[str, ...], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )


@dataclass(frozen=True)
class Mistake:
    """The kind of mistake of a refuted step, in a sentence; `span` is the place of it. `way`: what
    makes the step true as it stands, where it would be under another declaration or setting."""

    kind: str
    message: str
    span: Span | None = None
    way: str = ""

    def said_in(self, lang: Lang) -> "Mistake":
        return changed(self, message=said(self.message, lang), way=said(self.way, lang))


@dataclass(frozen=True)
class Rest:
    """A row of a chain rests on an earlier one, counted from 1, that is refuted. `agrees`: whether
    its right side equals the start of the chain all the same (None: that could not be judged)."""

    row: int
    agrees: bool | None

    def __str__(self) -> str:
        relation = "equals" if self.agrees else "does not equal"
        if self.agrees is None:
            relation = "could not be compared with"
        return (
            f"rests on row {self.row}, which is refuted;"
            f" the right side {relation} the chain's start"
        )


@dataclass(frozen=True)
class Verdict:
    """What is said of one step, never more than the evidence carries."""

    outcome: Outcome
    scope: str = ""
    rules: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    sizes: tuple[Mapping[str, int], ...] = ()
    witness: Witness | None = None
    mistake: Mistake | None = None
    suggestion: str | None = None
    diagnostic: Diagnostic | None = None
    warnings: tuple[Diagnostic, ...] = ()
    rests: Rest | None = None

    def said_in(self, lang: Lang) -> "Verdict":
        """The same with all messages in a language; what it assumes is put into it where shown."""
        return changed(
            self,
            mistake=self.mistake and self.mistake.said_in(lang),
            diagnostic=self.diagnostic and self.diagnostic.said_in(lang),
            warnings=tuple(warning.said_in(lang) for warning in self.warnings),
        )


@dataclass(frozen=True)
class Line:
    """One line of an expansion: a term equal to the line before by the rule named."""

    left: Term | None
    right: Term
    rule: str
