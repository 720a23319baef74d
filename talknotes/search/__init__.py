"""The search of the site: what it knows of the pages, written when they are finished."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    from talknotes.search import field, index, records

    for module in (
        field,
        index,
        records,
    ):
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
