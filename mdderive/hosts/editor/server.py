"""`mdderive lsp`: the language server, on standard input and output.

    a note is opened or changed -> Session -> diagnostics are published, signs are drawn anew
    the editor asks for hints, for a hover, for quick fixes -> what the session has found

Of a version that nothing is known of yet, nothing is said.
"""

from asyncio import to_thread
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from mdderive import __version__
from mdderive.checked import Checked
from mdderive.hosts.editor.answers import actions, diagnostics, hints
from mdderive.hosts.editor.hover import hover
from mdderive.hosts.editor.places import Places
from mdderive.hosts.editor.session import Session, Solver
from mdderive.source import Source

_TEX = frozenset({"latex", "tex"})


class Server(LanguageServer):
    """The notes that are open, by their URI. `solver` is given the folder of the project, None
    where there is none."""

    def __init__(self, solver: Callable[[Path | None], Solver]) -> None:
        full = types.TextDocumentSyncKind.Full
        super().__init__("mdderive", __version__, text_document_sync_kind=full)
        self._solver = solver
        self.sessions: dict[str, Session] = {}

    def changed(self, uri: str, pause: float | None = None) -> None:
        """The note has been opened or changed."""
        document = self.workspace.get_text_document(uri)
        tex = document.language_id in _TEX
        path = document.path or ("untitled.tex" if tex else "untitled.md")
        if uri not in self.sessions:
            root = self.workspace.root_path
            solver = self._solver(Path(root) if root else None)
            self.sessions[uri] = Session(solver, lambda session, known: self._tell(uri, known))
        source, session = Source(path, document.source), self.sessions[uri]
        waits = {} if pause is None else {"pause": pause}
        session.change(source, document.version, **waits)

    def closed(self, uri: str) -> None:
        """The note is open no longer."""
        session = self.sessions.pop(uri, None)
        if session is not None:
            session.end()
        self._publish(uri, None, [])

    def places(self, source: Source) -> Places:
        return Places(source.text, self.workspace.position_codec.client_num_units)

    def _tell(self, uri: str, known: Checked) -> None:
        session = self.sessions[uri]
        self._publish(uri, session.version, diagnostics(known, self.places(known.source)))
        able = self.client_capabilities.workspace
        if able and able.inlay_hint and able.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)

    def _publish(self, uri: str, version: int | None, said: list[types.Diagnostic]) -> None:
        params = types.PublishDiagnosticsParams(uri, said, version)
        self.text_document_publish_diagnostics(params)


def server(solver: Callable[[Path | None], Solver]) -> Server:
    """The server with everything it answers."""
    made = Server(solver)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
        server.changed(params.text_document.uri, pause=0)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def inlay(server: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
        session = server.sessions.get(params.text_document.uri)
        if session is None or session.found is None:
            return []
        places = server.places(session.source)
        return hints(session.found, places, places.span(params.range))

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(server: Server, params: types.HoverParams) -> types.Hover | None:
        session = server.sessions.get(params.text_document.uri)
        if session is None or session.found is None:
            return None
        places = server.places(session.source)
        return await to_thread(hover, session.found, places, places.offset(params.position))

    @made.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def offered(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        session = server.sessions.get(uri)
        if session is None or session.found is None:
            return []
        places = server.places(session.source)
        span = places.span(params.range)
        return actions(session.found, places, span, uri, session.version)

    return made
