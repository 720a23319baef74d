"""What a site is beside its pages: heads and feeds for programs, books, the landing page."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    from talknotes.publishing import books, feeds, head, not_found, redirects, stale_pages

    for module in (books, feeds, head, not_found, redirects, stale_pages):
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
