"""What pages are read with: the directives of a page's frame."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    from talknotes.reading import (
        blocks,
        code,
        doctrees,
        parser,
        references,
        refusals,
        standard_domain,
        transforms,
        wording,
    )

    for module in (
        blocks,
        code,
        doctrees,
        parser,
        references,
        refusals,
        standard_domain,
        transforms,
        wording,
    ):
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
