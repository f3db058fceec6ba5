"""One checked note, made by hand, that the report tests share: a given, a proved, a refuted and an
unreadable step."""

from types import MappingProxyType

from mdderive.checked import Checked, CheckedDerivation, CheckedStep, Row, Written
from mdderive.config import Lang
from mdderive.derivation import Display, Kind, Mistake, Outcome, Step, Verdict, Witness
from mdderive.diagnostics import Diagnostic
from mdderive.source import Fragment, Source, Span

TEXT = r"""# 矩阵求导

<!-- derive
X: R^{m x n}
-->

$$
\begin{aligned}
f &= a^\top X b \\
\mathrm{d}f &= a^\top \mathrm{d}X\, b \\
\text{由迹} &= \operatorname{tr}(b^\top \mathrm{d}X) \\
	&= \odot
\end{aligned}
$$
"""


def span_of(part: str, text: str = TEXT) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def step_of(left: str, right: str, kind: Kind, text: str = TEXT, whole: str = "") -> Step:
    span = span_of(whole or f"{left} &= {right}", text)
    start = span.end - len(right)
    return Step(
        kind=kind,
        relation="=",
        span=span,
        left=Fragment.at(left, span.start),
        right=Fragment.at(right, start),
        display=0,
        row=0,
        continued=bool(whole),
    )


WITNESS = Witness(
    values=MappingProxyType({"b": (("1",), ("-12",)), "dX": (("0", "1/2"), ("3", "4"))}),
    left=(("sqrt(2)",),),
    right=(("0",),),
    decimals=MappingProxyType({"left": (("1.414",),)}),
)
REFUTED = Diagnostic(
    "D401", "the two sides differ", span_of(r"\operatorname{tr}(b^\top \mathrm{d}X)")
)
UNREADABLE = Diagnostic("D501", "two readings", span_of(r"\odot"), "cause here", "write \\circ")


def checked_note(lang: Lang = Lang.EN, path: str = "notes.md") -> Checked:
    row = r"\operatorname{tr}(b^\top \mathrm{d}X)"
    refuted, unreadable = REFUTED.said_in(lang), UNREADABLE.said_in(lang)
    steps = (
        CheckedStep(step_of("f", r"a^\top X b", Kind.DEFINITION), Verdict(Outcome.GIVEN)),
        CheckedStep(
            step_of(r"\mathrm{d}f", r"a^\top \mathrm{d}X\, b", Kind.DIFFERENTIAL),
            Verdict(
                Outcome.PROVED,
                scope="all sizes",
                rules=("product-rule",),
                assumes=("a constant",),
                sizes=(MappingProxyType({"m": 2, "n": 3}),),
            ),
            Written((Row("x", "definition", "d"),), (Row("y", "rotate"),), "product-rule"),
        ),
        CheckedStep(
            step_of(r"a^\top \mathrm{d}X\, b", row, Kind.REWRITE, whole=f"&= {row}"),
            Verdict(
                Outcome.REFUTED,
                witness=WITNESS,
                mistake=Mistake("transpose", "a transpose is missing"),
                suggestion=r"\operatorname{tr}(b a^\top \mathrm{d}X)",
                diagnostic=refuted,
            ),
        ),
        CheckedStep(
            step_of(row, r"\odot", Kind.REWRITE, whole=r"&= \odot"),
            Verdict(Outcome.UNREADABLE, diagnostic=unreadable),
        ),
    )
    start, end = TEXT.index("$$") + 2, TEXT.rindex("$$")
    display = Display(Fragment.at(TEXT[start:end], start), Span(start - 2, end + 2))
    derivation = CheckedDerivation((display,), steps)
    return Checked(Source(path, TEXT), (derivation,), (refuted, unreadable), lang)
