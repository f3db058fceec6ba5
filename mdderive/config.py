"""Settings and budgets: frozen values passed down; nothing here reads a file."""

from dataclasses import dataclass, field
from enum import StrEnum


class Layout(StrEnum):
    """The shape of derivatives. `denominator`: a gradient like its variable, a Jacobian dy/dx with
    rows by x. `numerator`: the transposes of both. `mixed`: gradients like the variable, Jacobians
    with rows by y."""

    DENOMINATOR = "denominator"
    NUMERATOR = "numerator"
    MIXED = "mixed"


class Structured(StrEnum):
    """How a structured variable moves: with free entries, inside its space, or by its free
    entries."""

    FREE = "free"
    SPACE = "space"
    ENTRIES = "entries"


class Lang(StrEnum):
    EN = "en"
    ZH = "zh"


class Detail(StrEnum):
    """How much is written out. `low`: the key steps, the differential once it is taken and the
    form that the derivative is read off from. `normal`: the rows between, one rule each, with the
    shortcuts that a teacher proves once and then uses. `high`: no shortcuts, each rearrangement in
    a row of its own; definitions are said to be some."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Present(StrEnum):
    """Where the steps go that `build` writes: `inline` between the author's rows; `details`, in a
    part that folds open below the author's display, which stays as it is (Markdown only; in LaTeX
    they go inline); `side`, no rows, only the names of all rules that lead to a row."""

    INLINE = "inline"
    DETAILS = "details"
    SIDE = "side"


@dataclass(frozen=True)
class Budget:
    """What one step may cost before it is `unreadable` for that reason; `derivation_seconds` and
    `megabytes` are for a whole derivation, and end the process that exceeds them."""

    seconds: float = 5.0
    monomials: int = 4_000
    label_nodes: int = 20_000
    depth: int = 120
    source_bytes: int = 20_000_000
    formula_tokens: int = 20_000
    expansion_nodes: int = 3_000
    derivation_seconds: float = 120.0
    megabytes: int = 4_000


@dataclass(frozen=True)
class Config:
    """Everything that a project, a document or a derivation may set; later ones override."""

    layout: Layout = Layout.DENOMINATOR
    structured: Structured = Structured.FREE
    conventions: bool = False
    lang: Lang | None = None
    detail: Detail = Detail.NORMAL
    present: Present = Present.INLINE
    expand: bool = True
    macros: tuple[tuple[str, str], ...] = ()
    declare: tuple[str, ...] = ()
    strict: bool = False
    budget: Budget = field(default_factory=Budget)
