"""Keeps few pages in memory while many are built.

Sphinx keeps the document of every page that it has read until it writes it, which makes a process
grow with the site: half a megabyte a page. Written for Sphinx 9.0; `make test-upstream` says when
it can go.
"""

from __future__ import annotations

import gc

from docutils import nodes
from sphinx.application import Sphinx

# Documents are objects by the hundred thousand, and all of one go together: Python looks for what
# could go after so many new ones, not after 700 as it does by itself; after more, what it looks at
# stands in the cache of the processor no longer.
gc.set_threshold(30_000)


def release_documents(app: Sphinx, docname: str, content: list[str]) -> None:
    """Let go of the pages that were read, which stand in files (event ``source-read``)."""
    app.env._write_doc_doctree_cache.clear()


def release_pickles(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let go of the files of the pages that are being written (event ``doctree-resolved``)."""
    app.env._pickled_doctree_cache.clear()


def setup(app: Sphinx) -> None:
    """Register what lets go."""
    app.connect("source-read", release_documents)
    app.connect("doctree-resolved", release_pickles)
