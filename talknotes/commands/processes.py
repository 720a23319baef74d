"""Runs Python modules in processes that have imported most already, for those who wait.

What a build of one page imports takes longer than the build. Here the "forkserver" of
`multiprocessing` imports it once, and every run is split off from it, with nothing else. It is
packages of others alone, so a change of conf.py or of talknotes/ counts at once.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from typing import IO

from sphinx.application import builtin_extensions

# One that is not there is passed over, and imported late by those who need it.
IMPORTED_BEFOREHAND = (
    "sphinx.cmd.build", *builtin_extensions, "sphinx.ext.mathjax", "sphinx.search.ru",
    "sphinx_copybutton", "sphinxcontrib.rsvgconverter", "furo", "sphinx_basic_ng", "a11y_pygments",
    "myst_parser.parsers.sphinx_", "myst_parser.sphinx_ext.main", "jinja2.ext", "xml.dom.minidom",
    "babel.dates", "babel.messages.extract", "babel.messages.plurals", "polib", "anyascii",
    "PIL.ImageDraw", "PIL.PngImagePlugin", "pymorphy3", "snowballstemmer",
)  # fmt: skip


def _text_of(connection: Connection) -> IO[str]:
    """Return a stream of what is written to the other end of *connection*, which is taken over."""
    with connection:
        return os.fdopen(os.dup(connection.fileno()), encoding="utf-8", errors="replace")


class PreloadedProcess:
    """``python -m`` with *arguments*, begun at once; *environment* adds to one's own.

    What is asked of it is asked of a `subprocess.Popen` in the same words.
    """

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(IMPORTED_BEFOREHAND))
        out, to_out = context.Pipe(duplex=False)
        err, to_err = context.Pipe(duplex=False)
        given = (list(arguments), dict(environment), to_out, to_err)
        self._process = context.Process(target=_run, args=given)
        self._process.start()
        # What has ended is seen as the end of its streams only when nobody else can write there.
        to_out.close()
        to_err.close()
        self.stdout = _text_of(out)
        self.stderr = _text_of(err)

    @property
    def returncode(self) -> int | None:
        """The exit status, ``None`` while it runs."""
        return self._process.exitcode

    def wait(self) -> int:
        """Wait until it has ended; return the exit status."""
        self._process.join()
        return self._process.exitcode or 0

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()


def _run(
    arguments: list[str], environment: dict[str, str], out: Connection, err: Connection
) -> None:
    """Do in the new process what ``python -m`` does; its streams lead to *out* and *err*."""
    for number, connection in ((1, out), (2, err)):
        os.dup2(connection.fileno(), number)
        connection.close()
    # Those that there are write to where the server's own output goes.
    sys.stdout = open(1, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    os.environ.update(environment)
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
