"""Serves a finished site as static hosts do: compressed, to be cached, with its page for no page.

What is asked for with ``?v=…`` may be kept for good, as its address changes with its content; all
else is asked for again each time, and answered in short where it has not changed.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import mimetypes
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

# What nginx, Apache and most hosts compress with where nobody says otherwise.
GZIP_LEVEL = 6
_COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml")
_XML = "+xml"
# Types that a machine may not know, or know otherwise.
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}


@dataclass(frozen=True)
class Answer:
    """What was sent for one request: ``size`` counts the bytes of head and body as they went."""

    path: str
    status: int
    size: int


@cache
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, GZIP_LEVEL, mtime=0)


def _type_of(path: Path) -> str:
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body go separately: without this the second waits for the reader's receipt.
    disable_nagle_algorithm = True
    server: StaticServer

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: `StaticServer.answers` has it all."""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _found(self) -> tuple[HTTPStatus, Path | None]:
        folder = self.server.folder
        asked = unquote(urlsplit(self.path).path)
        path = (folder / asked.lstrip("/")).resolve()
        if path.is_dir():
            if not asked.endswith("/"):
                # Relative addresses on its page count from the folder.
                return HTTPStatus.MOVED_PERMANENTLY, None
            path /= "index.html"
        if path.is_file() and path.is_relative_to(folder):
            return HTTPStatus.OK, path
        # The page of the folder that is nearest: each language has one.
        for parent in path.parents:
            if parent.is_relative_to(folder) and (parent / "404.html").is_file():
                return HTTPStatus.NOT_FOUND, parent / "404.html"
        return HTTPStatus.NOT_FOUND, None

    def _answer(self, *, with_body: bool) -> None:
        status, path = self._found()
        head = {"Vary": "Accept-Encoding", "Cache-Control": "no-cache"}
        if status == HTTPStatus.MOVED_PERMANENTLY:
            place = urlsplit(self.path)
            head["Location"] = place._replace(path=f"{place.path}/").geturl()
        content = path.read_bytes() if path else b""
        if path:
            head["Content-Type"] = _type_of(path)
        if status == HTTPStatus.OK:
            head["ETag"] = f'"{blake2b(content, digest_size=8).hexdigest()}"'
            if "v" in parse_qs(urlsplit(self.path).query):
                head["Cache-Control"] = "public, max-age=31536000, immutable"
        if "ETag" in head and self.headers.get("If-None-Match") == head["ETag"]:
            status, content = HTTPStatus.NOT_MODIFIED, b""
        elif self._takes_gzip(head):
            head["Content-Encoding"] = "gzip"
            content = _compressed(content)
        if status != HTTPStatus.NOT_MODIFIED:
            head["Content-Length"] = str(len(content))
        self.send_response(status)
        for name, value in head.items():
            self.send_header(name, value)
        size = sum(map(len, self._headers_buffer)) + len(b"\r\n")
        size += len(content) if with_body else 0
        # First, for a browser has the answer before this goes on.
        self.server.answers.append(Answer(self.path, status, size))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def _takes_gzip(self, head: dict[str, str]) -> bool:
        kind = head.get("Content-Type", "").partition(";")[0]
        return "gzip" in self.headers.get("Accept-Encoding", "") and (
            kind.startswith(_COMPRESSED) or kind.endswith(_XML)
        )


class StaticServer(ThreadingHTTPServer):
    """Serves *folder* on this machine; ``answers`` lists all that was sent, in its order."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.folder = folder.resolve()
        self.answers: list[Answer] = []

    @property
    def address(self) -> str:
        """Return the address of the folder, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"


@contextlib.contextmanager
def static_server(folder: Path) -> Iterator[StaticServer]:
    """Serve *folder* on a free port."""
    with StaticServer(folder) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve a folder until the program is stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    with StaticServer(given.folder, given.port) as server:
        print(server.address, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main()
