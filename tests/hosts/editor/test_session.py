"""Whole sessions with the language server, from a client over standard input and output."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import types

from mdderive.config import Config
from mdderive.pipeline import build, check
from mdderive.source import Source
from tests.hosts.editor.editing import applied, editing
from tests.running.notes import block

NOTE = """# A gradient with 𝔐

<!-- derive
A: R^{n x n}
x: R^n
wrt: x
-->

$$
\\begin{aligned}
f &= x^\\top A x \\\\
\\mathrm{d}f &= x^\\top (A + A^\\top)\\, \\mathrm{d}x \\\\
\\frac{\\partial f}{\\partial x} &= 2 A x
\\end{aligned}
$$
"""
RIGHT = NOTE.replace("2 A x", "(A + A^\\top) x")
LATEX = NOTE.split("$$\n")[1]
TEX = f"% 𝔐\n% derive\n% A: R^{{n x n}}; x: R^n; wrt: x\n\\[\n{LATEX}\\]\n"


def run_session(path: Path, text: str, language: str = "markdown") -> None:
    """The diagnostics, signs, hovers and quick fixes of a note whose last step is false."""

    async def session() -> None:
        async with editing(path) as editor:
            editor.open(text, language)
            (said,) = await editor.diagnostics()
            line = text.splitlines().index("\\frac{\\partial f}{\\partial x} &= 2 A x")
            begin = len("\\frac{\\partial f}{\\partial x} &= ")
            wrong = types.Range(types.Position(line, begin + 2), types.Position(line, begin + 3))
            assert (said.code, said.source, said.range) == ("D401", "mdderive", wrong)
            assert "A = [ 1  0 ]" in said.message and "symmetric" in said.message
            assert [hint.label for hint in await editor.hints()] == ["·", "✓", "✗"]
            assert (await editor.hints())[2].position == types.Position(line, begin + 5)
            shown = await editor.hover(line, begin + 2)
            assert "`A`: n x n" in shown and "**false**" in shown
            assert "n x 1" in shown and await editor.hover(0, 0) == ""
            ((title, edits),) = (await editor.actions(line)).items()
            assert title == "replace by the right formula: (A + A^\\top) x"
            mended = applied(text, edits)
            assert mended == text.replace("2 A x", "(A + A^\\top) x")
            editor.change(mended)
            assert await editor.diagnostics() == []
            edits = await editor.inserted(line, "insert the steps")
            built = applied(mended, edits)
            assert built == build(Source(str(path), mended), Config()).text != mended
            shown = await editor.hover(line - 1, 3)
            assert "**proved** all sizes" in shown and "rules: " in shown
            editor.change(built)
            assert await editor.diagnostics() == []
            assert editor.refreshed >= 3

    asyncio.run(session())


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [("笔记 𝔐.md", NOTE, "markdown"), ("a.tex", TEX, "latex"), ("q.md", NOTE, "markdown")],
)
def test_a_note_is_mended_and_filled_in(
    tmp_path: Path, name: str, text: str, language: str
) -> None:
    run_session(tmp_path / name, text, language)


@pytest.mark.parametrize(
    ("encoding", "units"), [("utf-8", 7), ("utf-16", 3), ("utf-32", 2), (None, 3)]
)
def test_columns_are_counted_as_the_client_wants(
    tmp_path: Path, encoding: str | None, units: int
) -> None:
    text = "<!-- derive: x: R^n -->\n\n$$ \\text{导𝔐 } x = \\operatorname{rank}(x) $$\n"

    async def session() -> None:
        wanted: list[types.PositionEncodingKind | str] | None = [encoding] if encoding else None
        async with editing(tmp_path / "n.md", wanted) as editor:
            editor.open(text)
            said = await editor.diagnostics()
            source = Source("n.md", text)
            expected = check(source, Config()).diagnostics[0].span
            assert expected is not None
            before = text[: expected.end].splitlines()[-1]
            assert "导𝔐" in before
            column = len(before) - 2 + units
            assert said[0].range.end == types.Position(2, column)

    asyncio.run(session())


def test_an_old_run_never_overwrites_a_newer(tmp_path: Path) -> None:
    """A long note, changed while it is worked on, and changed many times in a moment."""
    long = "\n".join(map(block, range(2, 80)))

    async def session() -> None:
        async with editing(tmp_path / "n.md") as editor:
            editor.open(long)
            await asyncio.sleep(1)
            for _ in range(5):
                editor.change(NOTE)
                await asyncio.sleep(0.02)
                editor.change(RIGHT)
            editor.change(NOTE)
            (said,) = await editor.diagnostics()
            assert said.code == "D401"
            await asyncio.sleep(2)
            versions = [told.version for told in editor.told]
            assert set(versions) == {editor.version}, versions
            assert [len(told.diagnostics) for told in editor.told] == [1] * len(versions)

    asyncio.run(session())


def test_a_chinese_note_is_answered_in_chinese(tmp_path: Path) -> None:
    text = NOTE.replace("# A gradient with 𝔐", "# 二次型的导数\n\n下面推导二次型的梯度。")

    async def session() -> None:
        async with editing(tmp_path / "n.md") as editor:
            editor.open(text)
            (said,) = await editor.diagnostics()
            line = said.range.start.line
            assert "此步不成立" in said.message and "反例" in said.message
            assert "不成立" in await editor.hover(line, said.range.start.character)
            (title,) = await editor.actions(line)
            assert title.startswith("改为正确的公式")

    asyncio.run(session())


def test_a_note_that_is_closed_has_no_problems(tmp_path: Path) -> None:
    async def session() -> None:
        async with editing(tmp_path / "n.md") as editor:
            editor.open(NOTE)
            assert await editor.diagnostics()
            closed = types.DidCloseTextDocumentParams(editor.document)
            editor.client.text_document_did_close(closed)
            while editor.told[-1].diagnostics:
                await asyncio.sleep(0.02)
            assert await editor.hints() == [] and await editor.hover(11, 3) == ""

    asyncio.run(session())


def test_wrong_settings_of_the_project_are_said_in_the_note(tmp_path: Path) -> None:
    (tmp_path / "mdderive.toml").write_text("layout = 'sideways'\n")

    async def session() -> None:
        async with editing(tmp_path / "n.md") as editor:
            editor.open(NOTE)
            (said,) = await editor.diagnostics()
            assert said.code == "D108" and said.range.start == types.Position(0, 0)

    asyncio.run(session())


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    for missing in ("pygls", "lsprotocol"):
        program = (
            f"import sys; sys.modules['{missing}'] = None\n"
            "from mdderive.hosts.cli import main; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, "lsp"], capture_output=True, text=True, input=""
        )
        assert done.returncode == 2 and done.stdout == ""
        assert "pip install 'mdderive[lsp]'" in done.stderr and "Traceback" not in done.stderr
