"""The page that a server shows where there is none: ``404.html``, in each language.

A server shows it at any address, however deep, so it names everything by its path on the server.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from sphinx.application import Sphinx

from talknotes.common.labels import _
from talknotes.common.typography import tie

PAGE = "404"


def collect(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Return the page for Sphinx to write (event ``html-collect-pages``)."""
    if app.builder.name != "html":
        return ()
    says = _("There is no page at this address. It may have been moved, or mistyped.")
    context = {
        "title": _("Page not found"),
        "says": tie(says, app.config.language),
        "home": _("To the front page"),
        "talknotes_switch_to": app.config.root_doc,
    }
    return [(PAGE, context, "not-found.html")]


def name_by_paths(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let the page's templates make paths in place of relative addresses (``html-page-context``).

    All addresses in them come from what is changed here.
    """
    if pagename != PAGE:
        return
    root = app.config.talknotes_layout.path(app.config.language)
    relative = context["pathto"]
    context["pathto"] = lambda *page, **options: urljoin(root, relative(*page, **options))
    context["content_root"] = root
    for language in context["talknotes_languages"]:
        language["link"] = urljoin(root, language["link"])


def setup(app: Sphinx) -> None:
    """Write the page with the site."""
    app.connect("html-collect-pages", collect)
    # Once it is known where the languages are, and before anything else asks for an address.
    app.connect("html-page-context", name_by_paths, priority=350)
