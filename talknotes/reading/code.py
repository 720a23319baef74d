"""Reads the code on pages where they are not written, so that what is wrong with it is told.

Sphinx reads code only where it colours it, in finished pages. Written for Sphinx 9.0.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.highlighting import PygmentsBridge


def read_code(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Have Pygments read each block of code of a page (event ``doctree-resolved``)."""
    if not app.config.talknotes_extract:
        return
    bridge = PygmentsBridge("html")
    for block in doctree.findall(nodes.literal_block):
        # Another text than its source has markup in it, and is not coloured.
        if block.rawsource == block.astext():
            language = block.get("language", "default")
            by_language: dict[str, Any] = app.config.highlight_options
            options = by_language.get(language, {})
            arguments: dict[str, Any] = block.get("highlight_args", {})
            force = bool(arguments.get("force"))
            bridge.highlight_block(block.rawsource, language, options, force=force, location=block)


def setup(app: Sphinx) -> None:
    """Register the reader."""
    app.connect("doctree-resolved", read_code)
