"""What pages are read with: the parser, the directives, what pages may not use."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    from talknotes.reading import (
        blocks,
        doctrees,
        parser,
        references,
        refusals,
        standard_domain,
        transforms,
        wording,
    )

    modules = (blocks, doctrees, parser, references, refusals, standard_domain, transforms, wording)
    for module in modules:
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
