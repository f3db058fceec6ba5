"""What a web page shows of a display, under every setting that changes it."""

import re

import pytest

from mdderive.answer import Wanted
from mdderive.checked import Checked
from mdderive.config import Config, Lang
from mdderive.diagnostics import Severity
from mdderive.hosts.web.messages import messages
from mdderive.hosts.web.page import marked_page, with_blocks
from mdderive.hosts.web.phrases import assumption, spoken
from mdderive.pipeline import check
from mdderive.rules import rules
from mdderive.source import Source

NOTE = r"""<!-- derive
A: R^{n x n} constant
x: R^n
wrt: x
%s
-->

$$
\begin{aligned}
f &= x^\top A x \\
\frac{\partial f}{\partial x} &= %s
\end{aligned}
$$
"""
FIX = r"(A + A^\top) x"
TRUE, FALSE, NONSENSE = FIX, "2 A x", "A + x"


def checked(text: str) -> Checked:
    return check(Source("note.md", text), Config(), Wanted(expanded=True))


def html(option: str = "", right: str = TRUE, rules_url: str = "rules/") -> str:
    page = marked_page(checked(NOTE % (option, right)), rules_url=rules_url)
    [block] = page.blocks.values()
    return block


def shown(block: str) -> tuple[int, int, list[str]]:
    """How many rows are the author's and how many are put in, and the rules that are named."""
    rows = re.findall(r'class="mdderive-row mdderive-(\w+)"', block)
    added = rows.count("added")
    return len(rows) - added, added, re.findall(r"#rule-([\w-]+)", block)


@pytest.mark.parametrize(
    ("option", "rows_put_in", "least_rules", "said"),
    [
        ("", True, 2, "show the steps between"),
        ("present: inline", True, 2, "show the steps between"),
        ("present: details", True, 2, "show the steps between"),
        ("present: side", False, 2, "show each step"),
        ("detail: low", True, 2, "show the steps between"),
        ("detail: high", True, 3, "show the steps between"),
        ("lang: zh", True, 2, "展开中间步骤"),
        ("lang: zh\npresent: side", False, 2, "展开各步"),
        ("expand: none", False, 0, "show each step"),
    ],
)
def test_the_page_shows_what_the_settings_want(
    option: str, rows_put_in: bool, least_rules: int, said: str
) -> None:
    block = html(option)
    own, added, named = shown(block)
    assert (own, added > 0) == (2, rows_put_in) and said in block
    assert len(named) >= least_rules and (least_rules or not named)
    assert set(named) <= rules().keys()
    assert block.startswith(f'<div class="mdderive" lang="{"zh" if "zh" in option else "en"}">')


def test_high_detail_says_what_is_a_definition() -> None:
    assert "definition" in shown(html("detail: high"))[2]
    assert "definition" not in shown(html())[2]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            Lang.EN,
            ["The step is false: ", "For example, with ", "left side", "Declare it, or write "],
        ),
        (Lang.ZH, ["此步不成立：", "反例", "左边", "请声明，或者写作 "]),
    ],
)
def test_a_false_step_is_in_a_box_with_its_witness_and_what_is_true(
    lang: Lang, words: list[str]
) -> None:
    block = html(f"lang: {lang}", FALSE)
    box = block.partition("<details>")[0]
    assert 'class="mdderive-box mdderive-refuted"' in box
    assert [word for word in words if word not in box] == []
    assert r"\begin{bmatrix}" in box and r"(A + A^\top) x" in box


def test_where_there_is_one_way_out_it_is_what_is_true() -> None:
    box = html(right=r"3 (A + A^\top) x").partition("<details>")[0]
    assert "True is: " in box and box.count(FIX) == 2  # in the claim, too


def test_an_unreadable_step_is_in_a_box_with_what_to_write() -> None:
    box = html(right=NONSENSE).partition("<details>")[0]
    assert 'class="mdderive-box mdderive-unreadable"' in box and "mdderive-fix" in box


def test_what_a_verdict_is_stands_in_words_beside_each_sign() -> None:
    for sign in re.findall(r'<span class="mdderive-sign[^>]*>', html(right=FALSE)):
        assert 'aria-hidden="true"' in sign or 'role="img" aria-label="' in sign


def test_without_a_page_of_rules_their_names_are_no_links() -> None:
    assert "<a " not in html(rules_url="") and "product rule" in html(rules_url="")


def test_marks_are_replaced_whatever_they_came_out_in() -> None:
    page = marked_page(checked(NOTE % ("", TRUE)))
    [(mark, block)] = page.blocks.items()
    for around in ("<p>{}</p>", "{}", "<dd>{}</dd>"):
        assert block in with_blocks(around.format(mark), page.blocks)
        assert mark not in with_blocks(around.format(mark), page.blocks)


@pytest.mark.parametrize(
    ("phrase", "words", "latex"),
    [
        (r"X^\top X invertible", " invertible", r"X^\top X"),
        (r"w \ne 0", "", r"w \ne 0"),
        ("S varies within its space", " varies within its space", "S"),
        ("A symmetric (line 3)", " symmetric (line 3)", "A"),
        ("where A = B", "where ", "A = B"),
        (r"\operatorname{abs}(\det(X)) > 0", "", r"\operatorname{abs}(\det(X)) &gt; 0"),
        ("taken as the premise of what follows", "taken as the premise of what follows", ""),
        (r"`\exp(X)` is entrywise", r"<code>\exp(X)</code> is entrywise", ""),
        (r"\lambda 为常量", " 为常量", r"\lambda"),
        ("已作为前提", "已作为前提", ""),
        ("<script> invertible", " invertible", "&lt;script&gt;"),
    ],
)
def test_formulas_in_what_is_assumed_are_typeset(phrase: str, words: str, latex: str) -> None:
    shown = assumption(phrase)
    assert re.sub('<span class="arithmatex">.*</span>', "", shown) == words
    assert (rf"\(\displaystyle {latex}\)" in shown) if latex else ("arithmatex" not in shown)


@pytest.mark.parametrize(
    ("said", "known", "formulas"),
    [
        ("true if A is symmetric; declare it, or write (A + x) y", "(A + x) y", "A|(A + x) y"),
        (r"two factors are swapped: B^\top and A^\top", None, r"B^\top|A^\top"),
        (r"a transpose is missing on X; or a b^\top, X^{-\top}", None, r"X|b^\top|X^{-\top}"),
        (r"set `layout: numerator`, or write a b^\top", r"a b^\top", r"a b^\top"),
        (r"a term is missing: x^\top A x b", None, r"x^\top A x b"),
        ("an argument of m x 1, this is n_h x 1", None, ""),
        (r"a brace \frac{1 is open", None, ""),
        ("row 3 rests on it", None, ""),
        (r"两个因子次序颠倒：B^\top 与 A", None, r"B^\top|A"),
        ("`A` is not declared", None, ""),
    ],
)
def test_formulas_in_a_message_are_typeset(said: str, known: str | None, formulas: str) -> None:
    found = re.findall(r"\(.displaystyle (.*?)\\\)", spoken(said, known))
    assert "|".join(found) == formulas


def test_a_message_in_the_log_says_what_to_write_once() -> None:
    [line] = messages(checked(NOTE % ("", FALSE)), Severity.ERROR)
    assert line.count(FIX) == 1 and line.count("declare it") == 1
    [line] = messages(checked(NOTE % ("", "3 (A + A^\\top) x")), Severity.ERROR)
    assert "; write " in line and line.count(FIX) == 1
