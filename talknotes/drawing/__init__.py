"""Draws what pages say of other pages: headers of talks, programmes, lists, tooltips.

It knows the site (``content``), and the places that pages mark (``reading``).
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    from talknotes.drawing import images, places

    for module in (images, places):
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
