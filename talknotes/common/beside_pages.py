"""Writes what stands beside the pages when a build ends well."""

from __future__ import annotations

from collections.abc import Callable

from sphinx.application import Sphinx


def write_beside_pages(app: Sphinx, write: Callable[[Sphinx, Exception | None], None]) -> None:
    """Have *write* called at the end of a build, but not in the later ones of a preview."""

    def handle(app: Sphinx, exception: Exception | None) -> None:
        if not app.config.talknotes_only_pages:
            write(app, exception)

    app.connect("build-finished", handle)
