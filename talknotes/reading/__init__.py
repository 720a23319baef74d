"""What pages are read with: the parser, the directives, what pages may not use."""

from __future__ import annotations

from importlib import import_module

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

MODULES = (
    "blocks", "doctrees", "parser", "references", "refusals", "standard_domain", "transforms",
    "wording",
)  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    for name in MODULES:
        import_module(f"{__name__}.{name}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
