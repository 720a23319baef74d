"""What furo is given: templates, styles, scripts, and the data that they show."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    from talknotes.theme import assets, furo

    for module in (assets, furo):
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
