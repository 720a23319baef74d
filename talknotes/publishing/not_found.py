"""The page that a server shows where there is none: ``404.html``, in each language.

A server shows it at any address, however deep, so it names everything by its path on the server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from sphinx.application import Sphinx

from talknotes.common.files import write_whole
from talknotes.common.labels import _
from talknotes.common.typography import tie

PAGE = "404"
_ADDRESS = re.compile(
    r'(?P<start>\s(?:href|src|action|data-content_root)=")(?P<address>[^"#][^"]*)"'
)


def with_paths(page: str, path: str) -> str:
    """Return the HTML *page*, which stands at *path*, with paths in place of relative addresses."""
    return _ADDRESS.sub(lambda one: f'{one["start"]}{urljoin(path, one["address"])}"', page)


def collect(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Return the page for Sphinx to write (event ``html-collect-pages``)."""
    if app.builder.name != "html":
        return ()
    says = _("There is no page at this address. It may have been moved, or mistyped.")
    labels = {
        "says": tie(says, app.config.language),
        "home": _("To the front page"),
    }
    title = _("Page not found")
    context = {
        "title": title,
        "talknotes_not_found": labels,
        "talknotes_switch_to": app.config.root_doc,
    }
    return [(PAGE, context, "not-found.html")]


def place(app: Sphinx, exception: Exception | None) -> None:
    """Give the page its paths when it is written (event ``build-finished``)."""
    path = Path(app.outdir, f"{PAGE}.html")
    if exception or app.builder.name != "html" or not path.exists():
        return
    page = path.read_text(encoding="utf-8")
    placed = with_paths(page, app.config.talknotes_layout.path(app.config.language))
    write_whole(path, placed.encode("utf-8"))


def setup(app: Sphinx) -> None:
    """Write the page with the site."""
    app.connect("html-collect-pages", collect)
    app.connect("build-finished", place)
