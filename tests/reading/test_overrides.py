"""What we do around gaps of Sphinx and MyST: `make test-upstream` says which of it can go.

Only a newer version of them can make these tests fail, so `make test` leaves them out.
"""

from __future__ import annotations

import inspect

import pytest
from docutils import nodes
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxSmartQuotes

pytestmark = pytest.mark.upstream


def test_sphinx_still_keeps_every_page_in_memory() -> None:
    source = inspect.getsource(BuildEnvironment)
    kept = [
        name for name in ("_write_doc_doctree_cache", "_pickled_doctree_cache") if name in source
    ]
    assert len(kept) == 2, "look through talknotes/reading/doctrees.py"


def test_sphinx_still_takes_texts_apart_that_have_nothing_to_change() -> None:
    paragraph = nodes.paragraph("", "", nodes.Text("plain"))
    kinds = [kind for kind, _text in SphinxSmartQuotes.get_tokens(None, paragraph.children)]
    assert kinds == ["plain"], "QuotationMarks in talknotes/common/typography.py can go"


def test_sphinx_still_looks_through_all_terms_to_forget_a_page() -> None:
    source = inspect.getsource(StandardDomain.clear_doc)
    assert "for key, (fn, _l) in self._terms.items()" in source, (
        "talknotes/reading/standard_domain.py can go"
    )
