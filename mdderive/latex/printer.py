"""Terms to LaTeX, in the author's spelling.

Each operator's `notation` says how it is written: a template, how tightly the whole binds, and how
tightly an argument must bind to stand without brackets. So a new operator prints without a change
here. What a template cannot say stands in `_WRITERS`: signs in a sum, the space beside a
differential, derivatives, sizes as subscripts. What comes out is LaTeX that KaTeX, MathJax and
amsmath all take, has no `{{` (which template engines would eat), and reads back as the same term.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from mdderive.config import Layout
from mdderive.derivation import Scope
from mdderive.latex import print_indexed
from mdderive.latex.print_application import application_text, is_of_argument, of_argument_text
from mdderive.latex.print_beside import between
from mdderive.latex.print_derivative import derivative_text, has_script, transposed
from mdderive.latex.print_size import size_latex, size_subscript
from mdderive.operators import Binding, Operator, operators, scalar_functions
from mdderive.term import Apply, Dimension, Number, Symbol, Term

_SLOT = re.compile(r"\{(\d|\*|f)\}")
_TALL = re.compile(r"\\(frac|sum|prod|begin)(?![A-Za-z])")
_BRACED_CHARACTER = re.compile(r"([\^_])\{([A-Za-z0-9])\}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the formula: its text and how tightly it binds; whether it begins or ends with a
    bare differential, which needs a space beside it; whether scripts may follow it directly."""

    text: str
    binding: Binding
    opens: bool = False
    closes: bool = False
    scriptable: bool = True


def to_latex(term: Term, scope: Scope | None = None) -> str:
    """The term as LaTeX, spelled as `scope` spells names, the transpose and the differential."""
    return _Printer(scope or Scope()).write(term).text


def _brackets(text: str) -> str:
    return rf"\left({text}\right)" if _TALL.search(text) else f"({text})"


class _Printer:
    """One formula being written in one scope; it keeps no state besides the scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def spelled(self, key: str, default: str) -> str:
        return self.scope.spelling.get(key, default)

    def write(self, term: Term) -> _Piece:
        match term:
            case Number(value):
                return _number(value, self.spelled("fraction", r"\frac"))
            case Dimension(size):
                text = size_latex(size)
                binding = Binding.SUM if len(size.terms) > 1 else Binding.PRODUCT
                return _Piece(text, Binding.ATOM if len(text) == 1 else binding)
            case Symbol(name):
                text = self.spelled(name, name)
                return _Piece(text, Binding.ATOM, scriptable=not has_script(text))
            case Apply(operator):
                record = operators()[operator]
                writer = _WRITERS.get(operator)
                return writer(self, term, record) if writer else self.template(term, record)

    def text(self, term: Term) -> str:
        return self.write(term).text

    def inside(self, term: Term, least: Binding) -> _Piece:
        """The term with brackets around it where it binds looser than `least`."""
        piece = self.write(term)
        loose = piece.binding < least or (least is Binding.ATOM and not piece.scriptable)
        return _Piece(_brackets(piece.text), Binding.ATOM) if loose else piece

    def template(self, term: Apply, record: Operator) -> _Piece:
        """The operator's own template, filled in."""
        notation = record.notation
        parts = [self.inside(arg, notation.inside).text for arg in term.args]

        def fill(slot: re.Match[str]) -> str:
            name = slot.group(1)
            if name == "*":
                return notation.joiner.join(parts)
            return parts[int(name)] if name.isdigit() and int(name) < len(parts) else slot.group()

        template = self.spelled(f"template {record.name}", notation.template)
        if any(_TALL.search(part) for part in parts):
            template = template.replace("(", r"\left(").replace(")", r"\right)")
        text = _BRACED_CHARACTER.sub(r"\1\2", _SLOT.sub(fill, template))
        return _Piece(text, notation.binding, scriptable=not text.startswith(r"\frac"))


def _number(value: Fraction, sign_of_fraction: str) -> _Piece:
    sign = "-" if value < 0 else ""
    whole = value.denominator == 1
    top, bottom = abs(value.numerator), value.denominator
    text = str(top) if whole else rf"{sign_of_fraction}{{{top}}}{{{bottom}}}"
    return _Piece(sign + text, Binding.SUM if sign else Binding.ATOM, scriptable=whole)


def _sum(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    """a + b - c: a negative term after the first lends its sign to the sum."""
    text = ""
    for place, arg in enumerate(term.args):
        piece = printer.write(arg)
        nested = isinstance(arg, Apply) and arg.operator == "sum"
        part = _brackets(piece.text) if nested else piece.text
        if place:
            negative = part.startswith("-")
            part = f" - {part[1:]}" if negative else f" + {part}"
        text += part
    return _Piece(text, Binding.SUM)


def _negative(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    least = Binding.SUM if print_indexed.is_series(term.args[0]) else Binding.ENTRYWISE
    return _Piece("-" + printer.inside(term.args[0], least).text, Binding.SUM)


def _product(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    """Factors side by side."""
    *first, last = term.args
    pieces = [*(_factor(printer, arg) for arg in first), _factor(printer, last, last=True)]
    text, before = pieces[0].text, pieces[0]
    for piece in pieces[1:]:
        place = "before" if before.closes else "after" if piece.opens else ""
        space = between(before.text, piece.text, place, printer.scope.spelling)
        text, before = text + space + piece.text, piece
    return _Piece(text, Binding.PRODUCT, opens=pieces[0].opens, closes=before.closes)


def _factor(printer: _Printer, arg: Term, last: bool = False) -> _Piece:
    series = last and isinstance(arg, Apply) and arg.operator == "sum_over"
    piece = printer.inside(arg, Binding.SUM if series else Binding.PRODUCT)
    if isinstance(arg, Apply) and arg.operator == "product":
        return _Piece(_brackets(piece.text), Binding.ATOM)
    return piece


def _entrywise(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    r"""Factors of \odot, \oslash, \otimes: products among them are bracketed, since a reader may
    take `A B \odot C` either way."""
    parts = [printer.inside(arg, Binding.SCRIPT).text for arg in term.args]
    joiner = record.notation.joiner.strip() or record.notation.spellings[0]
    return _Piece(f" {joiner} ".join(parts), Binding.ENTRYWISE)


def _differential(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    r"""\mathrm{d}X, \mathrm{d}(X Y); \mathrm{d}^2 f for the differential of a differential."""
    order, inner = 1, term.args[0]
    while isinstance(inner, Apply) and inner.operator == "differential":
        order, inner = order + 1, inner.args[0]
    sign = printer.spelled("differential", r"\mathrm{d}")
    piece = printer.inside(inner, Binding.ATOM)
    if order > 1:
        sign += f"^{order} "
    elif sign[-1:].isalpha() and sign.startswith("\\") and piece.text[:1].isalpha():
        sign += " "
    return _Piece(sign + piece.text, Binding.SCRIPT, opens=True, closes=True)


def _transpose(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    r"""X^\top; X^{-\top} for the transpose of an inverse."""
    sign = printer.spelled("transpose", r"\top")
    inner = term.args[0]
    if isinstance(inner, Apply) and inner.operator == "inverse" and sign != "'":
        base = printer.inside(inner.args[0], Binding.ATOM).text
        return _Piece(f"{base}^{{-{sign}}}", Binding.SCRIPT)
    base = printer.inside(inner, Binding.ATOM).text
    if sign == "'":
        return _Piece(f"{base}'", Binding.SCRIPT)
    single = re.fullmatch(r"\\[A-Za-z]+|[A-Za-z]", sign)
    return _Piece(f"{base}^{sign}" if single else f"{base}^{{{sign}}}", Binding.SCRIPT)


def _power(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    """The base with its exponent; fractions in an exponent are written with a slash."""
    base = printer.inside(term.args[0], Binding.ATOM).text
    exponent = term.args[1]
    text = str(exponent.value) if isinstance(exponent, Number) else printer.write(exponent).text
    entrywise = term.operator == "hadamard_power"
    script = rf"{{\odot {text}}}" if entrywise else text if len(text) == 1 else f"{{{text}}}"
    return _Piece(f"{base}^{script}", Binding.SCRIPT)


def _map(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    r"""f(U), f'(U); \sqrt{u} keeps its braces."""
    name, order = str(term.data[0]), int(str(term.data[1]))
    known = scalar_functions().get(name)
    sign = printer.spelled(name, known.latex if known else name)
    inner = printer.write(term.args[0]).text
    if sign == r"\sqrt" and not order:
        return _Piece(rf"\sqrt{{{inner}}}", Binding.ATOM)
    return _Piece(sign + "'" * order + _brackets(inner), Binding.ATOM)


def _sized(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    """I_n, 1_n: the subscript spares the reader guessing the size."""
    sign = printer.spelled(term.operator, record.notation.template)
    rows, cols = term.shape.rows, term.shape.cols
    if term.operator == "identity" or cols.is_one:
        return _Piece(f"{sign}_{size_subscript(rows)}", Binding.ATOM)
    script = rf"{{{size_latex(rows)} \times {size_latex(cols)}}}"
    return _Piece(f"{sign}_{script}", Binding.ATOM)


def _norm(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    """The norm of a vector; that of a matrix says that it is Frobenius's."""
    inner = printer.write(term.args[0]).text
    bars = rf"\left\|{inner}\right\|" if _TALL.search(inner) else rf"\|{inner}\|"
    shape = term.args[0].shape
    return _Piece(bars if shape.is_column else bars + "_F", Binding.ATOM)


def _derivative(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    r"""\frac{\partial f}{\partial X} and its kin; where the layout would turn a gradient over,
    \nabla_X f, which never is."""
    if is_of_argument(term):
        text = of_argument_text(term, printer.spelled, printer.scope.layout, printer.text)
        return _Piece(text, Binding.PRODUCT)
    body, variable, _at = term.args
    top, bottom = (
        printer.inside(body, Binding.ATOM).text,
        printer.inside(variable, Binding.ATOM).text,
    )
    sign = printer.spelled("transpose", r"\top")
    if term.operator == "gradient" and printer.scope.layout is Layout.NUMERATOR:
        return _Piece(rf"\nabla_{{{bottom}}} {top}", Binding.PRODUCT)
    plain = isinstance(variable, Apply) or not has_script(bottom)
    text = derivative_text(term.operator, top, bottom, transposed(bottom, sign, plain))
    return _Piece(text, Binding.ATOM, scriptable=False)


def _series(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    sign = r"\sum" if term.operator == "sum_over" else r"\prod"
    nested = isinstance(term.args[0], Apply) and term.args[0].operator == term.operator
    text = printer.inside(term.args[0], Binding.SUM if nested else Binding.PRODUCT).text
    bounds = printer.spelled("bounds", "=") == "="
    return _Piece(f"{print_indexed.sign_of(term, sign, bounds)} {text}", Binding.SUM)


def _entry(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    base = printer.inside(term.args[0], Binding.ATOM).text
    return _Piece(print_indexed.subscripted(base, print_indexed.subscript_of(term)), Binding.ATOM)


def _member(printer: _Printer, term: Apply, record: Operator) -> _Piece:
    """A member by its name, a derivative by a member as such, else a column."""
    name = print_indexed.member_name(term, printer.scope)
    if name is not None:
        return _Piece(printer.spelled(name, name), Binding.ATOM, scriptable=not has_script(name))
    inner, by = term.args[0], print_indexed.member_of_gradient(term, printer.scope)
    gradient = print_indexed.gradient_in(term)
    if by is not None and gradient is not None:
        top = printer.inside(gradient.args[0], Binding.ATOM).text
        text = rf"\frac{{\partial {top}}}{{\partial {by}}}"
        return _Piece(text, Binding.ATOM, scriptable=False)
    base = printer.inside(inner, Binding.ATOM).text
    return _Piece(
        print_indexed.subscripted(base, f"{{:,{print_indexed.index_text(term.args[1])}}}"),
        Binding.ATOM,
    )


_Writer = Callable[[_Printer, Apply, Operator], _Piece]

_WRITERS: Mapping[str, _Writer] = MappingProxyType(
    {
        "sum": _sum,
        "negative": _negative,
        "product": _product,
        "differential": _differential,
        "transpose": _transpose,
        "map": _map,
        "application": lambda printer, term, _: _Piece(
            application_text(term, printer.spelled, printer.text), Binding.ATOM
        ),
        "norm": _norm,
        **dict.fromkeys(("hadamard", "hadamard_quotient", "kronecker"), _entrywise),
        **dict.fromkeys(("power", "hadamard_power"), _power),
        **dict.fromkeys(("identity", "ones"), _sized),
        **dict.fromkeys(("gradient", "jacobian", "hessian"), _derivative),
        **dict.fromkeys(("fill", "family"), lambda printer, term, _: printer.write(term.args[0])),
        **dict.fromkeys(("sum_over", "product_over"), _series),
        "entry": _entry,
        "member": _member,
        "delta": lambda _, term, __: _Piece(print_indexed.delta_text(term), Binding.ATOM),
    }
)
