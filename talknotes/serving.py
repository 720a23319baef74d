"""``make serve``: all languages on one port, rebuilt and reloaded when a source changes."""

from __future__ import annotations

import contextlib
import socket
import sys

from livereload import Server
from sphinx.errors import ConfigError

from talknotes.building import build_site
from talknotes.project import Project

HOST = "127.0.0.1"


def port_is_free(port: int) -> bool:
    """Return whether a server can listen on *port* of this machine."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def serve_site(project: Project, port: int) -> int:
    """Build and serve the site until interrupted; return 1 where *port* is taken.

    A build with mistakes is served all the same: they stand in the terminal, and the next change
    builds again.
    """
    if not port_is_free(port):
        print(f"Port {port} is in use; take another: make serve PORT={port + 1}", file=sys.stderr)
        return 1

    def rebuild() -> None:
        try:
            build_site(project)
        except ConfigError as error:
            print(error, file=sys.stderr, flush=True)

    rebuild()
    server = Server()
    for folder in (project.docs, project.locale, project.root / "talknotes"):
        server.watch(f"{folder}/**/*.*", rebuild)
    server.watch(str(project.root / "conf.py"), rebuild)
    server.serve(root=str(project.html), host=HOST, port=port, open_url_delay=None)
    return 0
