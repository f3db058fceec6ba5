"""A real editor's side: a client that starts `mdderive lsp`, speaks to it over its standard input
and output, and keeps what it was told."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

COMMAND = [sys.executable, "-c", "from mdderive.hosts.cli import main; main()", "lsp", "-j2"]
PATIENCE = 60.0
DYNAMIC = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=True)
    )
)


class Editor:
    """One note that is open; `told` holds what was published about it, in order."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client, self.uri, self.version = client, path.as_uri(), 0
        self.told: list[types.PublishDiagnosticsParams] = []
        self.refreshed = 0

    @property
    def document(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)

    def open(self, text: str, language: str = "markdown") -> None:
        item = types.TextDocumentItem(self.uri, language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, text: str) -> None:
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def diagnostics(self) -> list[types.Diagnostic]:
        """What is published about the current version, as soon as it is."""
        async with asyncio.timeout(PATIENCE):
            while not self.told or self.told[-1].version != self.version:
                await asyncio.sleep(0.02)
        return list(self.told[-1].diagnostics)

    async def hints(self) -> list[types.InlayHint]:
        everything = types.Range(types.Position(0, 0), types.Position(10_000, 0))
        params = types.InlayHintParams(self.document, everything)
        return list(await self.client.text_document_inlay_hint_async(params) or [])

    async def hover(self, line: int, character: int) -> str:
        params = types.HoverParams(self.document, types.Position(line, character))
        answer = await self.client.text_document_hover_async(params)
        assert answer is None or isinstance(answer.contents, types.MarkupContent)
        return answer.contents.value if answer else ""

    async def actions(self, line: int) -> dict[str, list[types.TextEdit]]:
        """The quick fixes offered on a line, by title."""
        place = types.Position(line, 0)
        found = types.CodeActionParams(
            self.document,
            types.Range(place, types.Position(line, 500)),
            types.CodeActionContext([]),
        )
        offered = await self.client.text_document_code_action_async(found) or []
        edits = {}
        for action in offered:
            assert isinstance(action, types.CodeAction) and action.edit
            assert action.edit.document_changes
            (change,) = action.edit.document_changes
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(
                self.uri, self.version
            )
            edits[action.title] = [e for e in change.edits if isinstance(e, types.TextEdit)]
        return edits

    async def inserted(self, line: int, title: str) -> list[types.TextEdit]:
        """The edits of a quick fix that is offered after a while."""
        async with asyncio.timeout(PATIENCE):
            while title not in (offered := await self.actions(line)):
                await asyncio.sleep(0.05)
        return offered[title]


@asynccontextmanager
async def editing(
    path: Path, encodings: list[types.PositionEncodingKind | str] | None = None
) -> AsyncIterator[Editor]:
    """A session from `initialize` to `exit`, after which the server has left with status 0."""
    client = LanguageClient("editor", "1")
    editor = Editor(client, path)

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def told(params: types.PublishDiagnosticsParams) -> None:
        editor.told.append(params)

    @client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)
    def refreshed(params: None) -> None:
        editor.refreshed += 1

    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    await client.start_io(*COMMAND, cwd=path.parent, env=environment)
    able = types.ClientCapabilities(
        workspace=DYNAMIC.workspace,
        general=types.GeneralClientCapabilities(position_encodings=encodings),
    )
    root = path.parent.as_uri()
    await client.initialize_async(types.InitializeParams(able, root_uri=root, process_id=None))
    client.initialized(types.InitializedParams())
    yield editor
    await client.shutdown_async(None)
    client.exit(None)
    server = client._server
    assert server is not None
    assert await asyncio.wait_for(server.wait(), PATIENCE) == 0
    await client.stop()


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """The text after the edits, counted in UTF-16 as an editor does it."""
    lines = text.splitlines(keepends=True)

    def offset(place: types.Position) -> int:
        before = "".join(lines[: place.line]).encode("utf-16-le")
        return len(before) + 2 * place.character

    data, end = text.encode("utf-16-le"), None
    for edit in sorted(edits, key=lambda e: offset(e.range.start), reverse=True):
        start, stop = offset(edit.range.start), offset(edit.range.end)
        assert end is None or stop <= end
        data, end = data[:start] + edit.new_text.encode("utf-16-le") + data[stop:], start
    return data.decode("utf-16-le")
