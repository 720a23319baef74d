"""``make serve`` and ``make preview``: the site on a port, built again on every change.

Pages are shown with their mistakes, and load themselves again when a build has ended. `make serve`
shows all languages out of ``build/html``. `make preview` builds one language, in a folder of its
own: so it is quicker, and can run beside a ``make``, which would otherwise write the same files.
"""

from __future__ import annotations

import contextlib
import gettext
import json
import os
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from sphinx.errors import ConfigError

from talknotes.commands.build import (
    LanguageBuild,
    page_of,
    print_once,
    print_outcomes,
    publish,
    run_builds,
)
from talknotes.commands.panel import Findings, draw_missing_page, draw_panel, load_labels, put_in
from talknotes.commands.processes import PreloadedProcess
from talknotes.commands.watching import Watch
from talknotes.common.languages import Language
from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.project import Project
from talknotes.common.reports import PLAIN
from talknotes.publishing.not_found import PAGE
from talknotes.translation.catalogues import catalogue_path

HOST = "127.0.0.1"
_OUR_NAMES = frozenset({HOST, "localhost", "::1"})
_FRONT_PAGE = "index"
_EVENTS = "/-/builds"
_SOURCES = ("docs", "locale", "examples", "talknotes", "conf.py")
# Without a display for a window, Python may start a browser of text.
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
LAST_PORT = 65535
# Seconds from one look at the files to the next. A look at this repository takes 2 ms.
_LOOK_EVERY = 0.15
# Seconds after which a page that waits for a build is written to, to see whether it is still there.
_STILL_HERE_AFTER = 15


@dataclass
class Shown:
    """What is served from ``html`` in *out*: the languages of *project*, or *only* that one."""

    project: Project
    out: Path
    only: str | None = None
    languages: dict[str, Language] = field(default_factory=dict)
    findings: dict[str, Findings] = field(default_factory=dict)
    # What identifies the last build; another after a restart too.
    build: str = ""
    # Held while a site takes the place of the former one, together with what is said of it.
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def html(self) -> Path:
        """The folder of the pages, a folder a language."""
        return self.out / "html"

    def build_again(self) -> None:
        """Build, print what is wrong, and answer the pages that wait for it."""
        try:
            known = self.project.languages()
            if self.only is not None and self.only not in known:
                there_is_none = f'there is no "{self.only}" any more'
                raise ConfigError(f"conf.py: talknotes_languages: {there_is_none}")
            self._build(known if self.only is None else {self.only: known[self.only]})
        except ConfigError as error:
            print(error, file=sys.stderr, flush=True)
            with self.changed:
                self._show({code: Findings(unplaced=[str(error)]) for code in self.languages})

    def _show(self, findings: dict[str, Findings]) -> None:
        self.findings, self.build = findings, str(time.time_ns())
        self.changed.notify_all()

    def _build(self, languages: dict[str, Language]) -> None:
        if not self.build:
            names = ", ".join(language.name for language in languages.values())
            print(f"Building {names} …", flush=True)
        # Beside the builds, not after them: it takes about as long as they do.
        check = ("talknotes", "check", "--language")
        checks = [PreloadedProcess([*check, code], PLAIN) for code in languages]
        made = self.out / "made"
        # What a preview does not show, its first build makes, and the later ones leave alone.
        later = self.only is not None and bool(self.build)
        table = list(languages.values())
        builds = run_builds(self.project, table, made, start=PreloadedProcess, only_pages=later)
        found = zip(builds, checks, strict=True)
        findings = {build.language.code: self._findings(build, check) for build, check in found}
        print_outcomes(builds, made)
        print_once(([one for one, _page in it.placed], it.unplaced) for it in findings.values())
        with self.changed:
            self.languages = languages
            publish(self.project, languages, made, self.html)
            self._show(findings)

    def _findings(self, build: LanguageBuild, check: PreloadedProcess) -> Findings:
        """Return what *build* reported, and what the rules of *check*, or why these failed."""
        problems, unplaced = set(build.problems), build.rest.copy()
        if build.crashed and not unplaced:
            status = build.process.returncode
            unplaced.append(f"Sphinx ended with the status {status}, and said nothing")
        with check.stdout as answer, check.stderr as report:
            found, failure = answer.read(), report.read()
        if check.wait():
            reason = failure.strip().rpartition("\n")[2]
            unplaced.append(f"make check failed: {reason}")
        else:
            problems |= {Problem(*one) for one in json.loads(found)}
        pages = [page_of(self.project, build.language.code, one) for one in sorted(problems)]
        return Findings(list(zip(sorted(problems), pages, strict=True)), unplaced)

    def wait_for_build(self, shown: str) -> str:
        """Return the last build; where that is *shown*, wait for another, but not for ever."""
        with self.changed:
            self.changed.wait_for(lambda: self.build != shown, timeout=_STILL_HERE_AFTER)
            return self.build

    def read_page(self, address: str) -> tuple[HTTPStatus, bytes]:
        """Return the page at *address*, below the folder of pages, with what is wrong on it."""
        with self.changed:
            code, _, name = address.partition("/")
            code = code if code in self.languages else next(iter(self.languages), "")
            labels = load_labels(self.project.build / "locale", code)
            try:
                status, page = HTTPStatus.OK, (self.html / address).read_bytes()
            except (OSError, ValueError):
                status, page = HTTPStatus.NOT_FOUND, self._missing_page(code, labels)
            found, docname = self.findings.get(code, Findings()), name.removesuffix(".html")
            panel = draw_panel(found, labels, page=docname, language=code, build=self.build)
        return status, put_in(page, panel)

    def _missing_page(self, code: str, labels: gettext.NullTranslations) -> bytes:
        """Return the page for an address that has none: the site's own, where it is all there."""
        own = self.html / code / f"{PAGE}.html"
        if self.only is None and own.exists():
            return own.read_bytes()
        named = self.languages[self.only].name if self.only in self.languages else ""
        return draw_missing_page(labels, code, named)


class _Handler(SimpleHTTPRequestHandler):
    """Answers with pages, with files, and with the news of builds."""

    server: _Server
    # Seconds that a connection may say nothing: each of them holds a thread.
    timeout = 30

    def __init__(self, request: Any, client: Any, server: _Server) -> None:
        super().__init__(request, client, server, directory=str(server.shown.html))

    def parse_request(self) -> bool:
        """Return whether there is a request to answer; refuse one that was not meant for us."""
        if not super().parse_request():
            return False
        try:
            asked = urlsplit(f"//{self.headers.get('Host', '')}").hostname
            address = unquote(urlsplit(self.path).path)
        except ValueError:
            address = "\0"
        if "\0" in address:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        # Another site can have its own name lead to this machine, and read what is written here.
        if asked not in _OUR_NAMES:
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        return True

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == _EVENTS:
            self._report_build(parse_qs(address.query).get("shown", [""])[0])
        elif address.path.endswith((".html", "/")):
            self._send_page(unquote(address.path).lstrip("/"))
        else:
            # Times are compared by the second: what was built within one would look unchanged.
            del self.headers["If-Modified-Since"]
            super().do_GET()

    def _send_page(self, address: str) -> None:
        if address.endswith("/") or not address:
            address += "index.html"
        if ".." in Path(address).parts:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        status, page = self.server.shown.read_page(address)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _report_build(self, shown: str) -> None:
        """Write an event as soon as there is a build after *shown*."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            while (build := self.server.shown.wait_for_build(shown)) == shown:
                self.wfile.write(b": still here\n\n")
            self.wfile.write(f"data: {build}\n\n".encode())

    def end_headers(self) -> None:
        """Have the browser ask again each time."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Show no list of files."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the terminal is for mistakes."""


class _Server(ThreadingHTTPServer):
    """Listens as soon as it is made; connections wait until it serves."""

    def __init__(self, port: int, shown: Shown) -> None:
        self.shown = shown
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a browser that has gone away; show any other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def _served(server: _Server) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def _follow(shown: Shown, port: int, command: str, began: list[str], page: str = "") -> int:
    """Build and serve *shown* until interrupted; return 1 where *port* is taken.

    *began* is printed below the address of *page*, which is opened where there is a display.
    """
    try:
        server = _Server(port, shown)
    except OSError as error:
        taken = f"Cannot listen on port {port} ({error.strerror or error})"
        other = port + 1 if port < LAST_PORT else port - 1
        print(f"{taken}; take another: make {command} PORT={other}", file=sys.stderr)
        return 1
    try:
        with server:
            # Before the build: what is saved while it runs is found after it.
            watch = Watch(*(shown.project.root / name for name in _SOURCES))
            shown.build_again()
            address = f"http://{HOST}:{port}/{page}"
            with _served(server):
                print("\n".join([f"\n{address}", *began, "Ctrl-C ends this."]), flush=True)
                has_display = sys.platform == "darwin" or any(map(os.environ.get, _DISPLAYS))
                if page and has_display:
                    # Some browsers come back only when they are closed.
                    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
                while True:
                    time.sleep(_LOOK_EVERY)
                    if watch.has_changed():
                        shown.build_again()
    except KeyboardInterrupt:
        return 0


def serve_site(project: Project, port: int) -> int:
    """Build and serve all languages until interrupted; return 1 where *port* is taken."""
    return _follow(Shown(project, project.build), port, "serve", [])


def _hint(docname: str, known: list[str]) -> str:
    """Return what *docname* may have meant; all pages are too many to list."""
    folder, _, name = docname.rpartition("/")
    namesakes = [other for other in known if other.rpartition("/")[2] == name]
    beside = [other for other in known if other.rpartition("/")[0] == folder]
    meant = namesakes[0] if len(namesakes) == 1 else docname
    return did_you_mean(meant, namesakes or beside or known)


def preview_page(project: Project, port: int, language: str, page: str) -> int:
    """Build *language*, show *page* of it, and follow what is saved until interrupted.

    A page is named by its docname, file or address. Returns 1 where there is no such language or
    page, or *port* is taken. Raises `sphinx.errors.ConfigError` for a broken conf.py.
    """
    languages, pages = project.languages(), project.docnames()
    code = language or next(iter(languages))
    docname = page.strip("/").removeprefix("docs/").removesuffix(".md").removesuffix(".html")
    docname = docname or _FRONT_PAGE
    wrong = []
    if code not in languages:
        wrong.append(f'LANGUAGE: there is no "{code}"{did_you_mean(code, languages)}')
    if docname not in pages:
        wrong.append(f'PAGE: there is no "{docname}"{_hint(docname, pages)}')
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    shown = Shown(project, project.build / "preview", only=code)
    catalogue = catalogue_path(project.locale, code, docname)
    sources = [project.page(docname), *([catalogue] if catalogue.exists() else [])]
    began = [f"  shows {project.shown(path)}" for path in sources]
    return _follow(shown, port, "preview", began, f"{code}/{docname}.html")
