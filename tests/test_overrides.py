"""What we do around gaps of other projects. A test that fails here says: look, this can go."""

from __future__ import annotations

import inspect

import furo
from myst_parser.mdit_to_docutils.base import DocutilsRenderer


def test_furo_still_renders_the_whole_table_of_contents_on_every_page() -> None:
    source = inspect.getsource(furo._compute_navigation_tree)
    assert 'context["toctree"]' in source
    assert "maxdepth=-1" in source


def test_myst_still_makes_a_new_option_parser_for_every_text() -> None:
    assert "make_document())" in inspect.getsource(DocutilsRenderer.setup_render)
