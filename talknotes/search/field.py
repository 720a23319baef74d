"""The field of the search in the text of a page: the directive ``{search-field}``."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from talknotes.drawing.pen import add_html_node, skip_node
from talknotes.reading.allowed import add_directive
from talknotes.search.labels import search_labels


class SearchField(nodes.General, nodes.Element):
    """The place of the field; books, which have no search, show nothing there."""


class SearchFieldDirective(SphinxDirective):
    """``{search-field}``: the field of the search, large; it stands on the front page."""

    def run(self) -> list[nodes.Node]:
        """Return the field."""
        return [SearchField()]


def visit_html(translator: Any, _node: SearchField) -> None:
    """Write the field as a form that leads to the page of the search, and works by itself."""
    builder = translator.builder
    if builder.name != "epub":
        action = builder.get_relative_uri(builder.current_docname, "search")
        context = {"action": action, "talknotes_search": search_labels()}
        translator.body.append(builder.templates.render("components/search-form.html", context))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the field that pages can have."""
    add_directive(app, "search-field", SearchFieldDirective)
    add_html_node(app, SearchField, (visit_html, None), others=(skip_node, None))
