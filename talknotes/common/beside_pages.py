"""Writes what stands beside the pages when a build ends well."""

from __future__ import annotations

from collections.abc import Callable

from sphinx.application import Sphinx


def write_beside_pages(app: Sphinx, write: Callable[[Sphinx, Exception | None], None]) -> None:
    """Have *write* called at the end of a build (``build-finished``).

    Not in later builds of a preview (``talknotes_only_pages``): nobody looks at those files there.
    """

    def handle(app: Sphinx, exception: Exception | None) -> None:
        if not app.config.talknotes_only_pages:
            write(app, exception)

    app.connect("build-finished", handle)
