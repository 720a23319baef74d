"""What the site is about: facts of talks, the glossary, and the site as a whole.

From the front matter of a page to its facts, to the record of the page, to the site that all
records make. It draws nothing.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    from talknotes.content import consistency, domain

    consistency.setup(app)
    domain.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
