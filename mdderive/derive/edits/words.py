"""How the messages call a part of a formula: by its name where it is as short as a name."""

from mdderive.operators.record import Title
from mdderive.operators.table import operators, scalar_functions
from mdderive.term import Apply, Dimension, Number, Symbol, Term

LONGEST = 40
PART = Title("part", "部分")
SUFFIX = {"transpose": r"^\top", "inverse": "^{-1}"}


def called(term: Term) -> Title:
    """`X^\\top` for a transposed name, "the sum" or "the inverse" for what has no short name."""
    short = _short(term)
    if short is not None:
        return Title(short, short)
    title = operators()[term.operator].title if isinstance(term, Apply) else PART
    return Title(f"the {title.en}", f"其中的{title.zh}")


def _short(term: Term) -> str | None:
    match term:
        case Symbol(name):
            return name
        case Number(value):
            return str(value)
        case Dimension(size):
            return str(size)
        case Apply("identity"):
            return "I"
        case Apply("ones"):
            return r"\mathbf{1}"
        case Apply("differential", (Symbol(name),)):
            return rf"\mathrm{{d}}{name}"
        case Apply("transpose", (Apply("inverse", (Symbol(name),)),)):
            return rf"{name}^{{-\top}}"
        case Apply(operator, (Symbol(name),)) if operator in SUFFIX:
            return name + SUFFIX[operator]
        case Apply("map", (inner,), data=(str(name), int(order))):
            below = _short(inner)
            known = scalar_functions().get(name)
            spelling = name if known is None else known.latex
            return None if below is None else f"{spelling}{chr(39) * order}({below})"
        case Apply("trace" | "determinant" as operator, (inner,)):
            below = _short(inner)
            name = r"\operatorname{tr}" if operator == "trace" else r"\det"
            return None if below is None else f"{name}({below})"
        case Apply("power", (inner, Number(value))):
            below = _short(inner)
            return None if below is None else f"{below}^{{{value}}}"
        case Apply("norm", (inner,)):
            below = _short(inner)
            return None if below is None else rf"\|{below}\|"
        case Apply("quotient", (Number(value), bottom)):
            below = _short(bottom)
            around = "({})" if isinstance(bottom, Apply) and bottom.operator == "product" else "{}"
            return None if below is None else f"{value}/{around.format(below)}"
        case Apply("product", args):
            parts = [_short(arg) for arg in args]
            whole = " ".join(part for part in parts if part is not None)
            return whole if None not in parts and len(whole) <= LONGEST else None
    return None


def say(en: str, zh: str, *terms: Term) -> Title:
    """Both sentences with the parts named where `{0}`, `{1}` stand."""
    names = [called(term) for term in terms]
    english = en.format(*(name.en for name in names))
    chinese = zh.format(*(name.zh for name in names))
    return Title(english, chinese)
