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
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


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
    lang: Lang | None = None
    detail: Detail = Detail.NORMAL
    macros: tuple[tuple[str, str], ...] = ()
    declare: tuple[str, ...] = ()
    strict: bool = False
    budget: Budget = field(default_factory=Budget)
