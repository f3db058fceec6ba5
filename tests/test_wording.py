"""All that is said of a note is said in Chinese as well: each message in the source has its
phrase, each code and kind its words, and what leaves the pipeline for a Chinese note is Chinese."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from mdderive.config import Config, Lang
from mdderive.diagnostics import CODES, Code
from mdderive.pipeline import check
from mdderive.source import Source
from mdderive.wording import said
from mdderive.wording.chinese import PHRASES

PACKAGE = Path(__file__).parent.parent / "mdderive"
SPOKEN = [
    path
    for room in ("latex", "notes", "derive", "operators", "kernel", "recompute", "running")
    for path in sorted((PACKAGE / room).rglob("*.py"))
    if path.parent.name != "diagnosis"
] + [PACKAGE / "answering.py"]

CALLS = {"Diagnostic", "Unreadable", "wrong", "unjudged", "bad_declaration", "Clash", "Refused"}
CALLS |= {"Unfinished", "Undefined", "Rejected", "Unsolved", "OverBudget"}
NAMES = {"message", "fix", "cause", "remark", "how"}

CHINESE = re.compile(r"[\u4e00-\u9fff]")
GAP = re.compile(r"\{(?:said)?\}")


def templates(node: ast.expr | None) -> Iterator[str]:
    """The texts that an expression may give, with {} for what is put in."""
    match node:
        case ast.Constant(value=str(text)):
            yield text.replace("{{", "{").replace("}}", "}")
        case ast.JoinedStr(values=values):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in values
            )
        case ast.IfExp(body=body, orelse=orelse):
            yield from templates(body)
            yield from templates(orelse)
        case ast.BinOp(left=left, right=right):
            sides = (list(templates(left)) or ["{}"], list(templates(right)) or ["{}"])
            yield from (one + other for one, other in product(*sides))


def spoken(tree: ast.AST) -> Iterator[str]:
    """The texts of a module that end up in a message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in CALLS:
                for argument in (*node.args, *(k.value for k in node.keywords)):
                    yield from templates(argument)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMES:
            yield from templates(node.value)


def is_said(template: str) -> bool:
    """Whether there is Chinese for it, whatever is put in."""
    whole = f"{template}`{{}}`." if template.endswith(" ") else template  # more is added to it
    shape = re.compile(".+".join(map(re.escape, whole.split("{}"))), re.S)
    instance = re.sub(r"\{0?\}", "x", whole)
    return any(map(shape.fullmatch, PHRASES)) or said(instance, Lang.ZH) != instance


def has_words(template: str) -> bool:
    bare = re.sub(r"`[^`]*`|\{\w*\}|\\[A-Za-z]+|D\d\d\d", "", template)
    return re.search(r"[A-Za-z]{2,}", bare) is not None


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_message_has_its_chinese(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    missing = {text for text in spoken(tree) if has_words(text) and not is_said(text)}
    assert not missing, "\n".join(sorted(missing))


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_each_code_has_its_chinese(code: Code) -> None:
    for english in (code.title, code.cause, code.fix):
        assert CHINESE.search(said(english, Lang.ZH)), english


@pytest.mark.parametrize("english", PHRASES)
def test_a_translation_takes_the_gaps_of_its_phrase(english: str) -> None:
    places = re.findall(r"\{(\d*)\}", PHRASES[english])
    assert len(places) == len(GAP.findall(english))
    assert not any(places) or sorted(places) == [str(k) for k in range(len(places))]


BROKEN = (
    r"f &= q^\top x",
    r"f &= A b b",
    r"f &= \|A\|_2",
    r"f &= \foo x",
    r"f &= (x^\top x",
    r"\frac{\partial f}{\partial x} &= 2 x",
    r"f &\approx x^\top x",
    r"f &= \frac{A}{A}",
    r"f &= x^\top x \\ \frac{\partial f}{\partial x} &= x",
    r"f &= x^\top A x \\ \frac{\partial f}{\partial x} &= 2 A x",
    r"f &= x^\top A x \\ \mathrm{d}f &= 2 x^\top A \mathrm{d}x \\ &= 2 \mathrm{d}x^\top A x",
    r"A + 1 &= A",
    r"x + A &= x",
    r"f &= \int x",
    r"f &= \sqrt{A} x",
    r"(A - A)^{-1} &= I",
    r"x &= x + b",
)
TAKEN = re.compile(
    r"`[^`]*`|\\[A-Za-z]+|\{[^}]*\}|\b(?:Frobenius|mdderive|LaTeX|numerator|denominator)\b|D\d+"
)


@pytest.mark.parametrize("rows", BROKEN)
def test_what_is_said_of_a_chinese_note_is_chinese(rows: str) -> None:
    block = "<!-- derive\nA: R^{n x n}\nx: R^n\nb: R^n\n-->"
    display = f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$"
    text = f"设 $A$ 是方阵。\n\n{block}\n\n{display}\n"
    checked = check(Source("note.md", text), Config())
    assert checked.diagnostics
    for diagnostic in checked.diagnostics:
        assert diagnostic.lang is Lang.ZH
        for sentence in (diagnostic.message, diagnostic.why):
            assert CHINESE.search(sentence), sentence
            assert not re.search(r"[A-Za-z]{3,}", TAKEN.sub("", sentence)), sentence


LANGUAGES = {
    "Let $A$ be a matrix.": Lang.EN,
    "": Lang.EN,
    "设 $A$ 是矩阵。": Lang.ZH,
    "Let $A$ be a matrix (矩阵) of numbers.": Lang.EN,
    "设 $A$ 是 Hessian 矩阵，$x$ 是列向量。": Lang.ZH,
    "Text in English.\n\n$$ \\text{其中所有的矩阵都是方阵} $$\n\nMore of it.": Lang.EN,
    "---\nderive:\n  lang: en\n---\n\n设 $A$ 是矩阵。": Lang.EN,
    "---\nderive:\n  lang: zh\n---\n\nLet $A$ be a matrix.": Lang.ZH,
}


@pytest.mark.parametrize("text", LANGUAGES)
def test_the_language_of_a_note(text: str) -> None:
    assert check(Source("note.md", text), Config()).lang is LANGUAGES[text]
    assert check(Source("note.md", "设 $A$ 是矩阵。"), Config(lang=Lang.EN)).lang is Lang.EN
