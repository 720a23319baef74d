"""Makes docutils nodes of what is to be drawn, for one page of one builder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.nodes import make_refnode

from talknotes.content.site import Link
from talknotes.drawing.pieces import CODE, Anchor, Item, Picture, Piece, Row, Text, View, WebLink

# What a book is made by: what scrolls, or is out of date at once, has no business there.
BOOK_BUILDERS = frozenset({"epub", "latex"})

# What writes a node: how it begins, and how it ends, if that is more than what is inside.
Visitors = tuple[Callable[..., None], Callable[..., None] | None]


class Time(nodes.Inline, nodes.TextElement):
    """A date or time as people read it; ``datetime`` says it for programs (HTML's ``time``)."""


class Pen:
    """Makes nodes of views, for one page of one builder."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.builder = app.builder
        self.docname = docname

    def _piece(self, piece: Piece) -> nodes.Node:
        if isinstance(piece, Link):
            classes = [f"language-{piece.title.language}"] if piece.title.language else []
            shown = nodes.inline(piece.title.text, piece.title.text, classes=classes)
            return make_refnode(
                self.builder, self.docname, piece.docname, piece.anchor or None, shown
            )
        if isinstance(piece, WebLink):
            return nodes.reference("", piece.text, refuri=piece.address, internal=False)
        if isinstance(piece, Anchor) and piece.language:
            return nodes.inline("", piece.text, classes=[f"language-{piece.language}"])
        if isinstance(piece, Text) and piece.datetime:
            classes = [piece.style] if piece.style else []
            return Time("", piece.text, datetime=piece.datetime, classes=classes)
        if isinstance(piece, Text) and piece.style == CODE:
            return nodes.literal("", piece.text)
        if isinstance(piece, Text) and (piece.style or piece.language):
            classes = [piece.style] if piece.style else []
            classes += [f"language-{piece.language}"] if piece.language else []
            return nodes.inline("", piece.text, classes=classes)
        return nodes.Text(piece.text)

    def _joined(self, pieces: Iterable[Piece], separator: str = ", ") -> list[nodes.Node]:
        out: list[nodes.Node] = []
        for piece in pieces:
            if isinstance(piece, Text) and not piece.text:
                continue
            if out:
                # A style of the site may set the pieces apart by other means than this.
                out.append(nodes.inline("", separator, classes=["separator"]))
            out.append(self._piece(piece))
        return out

    def _row(self, row: Row) -> nodes.definition_list_item:
        anchor = [row.label.name] if isinstance(row.label, Anchor) else []
        term = nodes.term("", "", self._piece(row.label), ids=anchor)
        paragraph = nodes.paragraph("", "", *self._joined(row.pieces))
        return nodes.definition_list_item("", term, nodes.definition("", paragraph))

    def _item(self, item: Item) -> nodes.list_item:
        lines = (
            nodes.paragraph("", "", *self._joined(line.pieces, " · "), classes=[line.style])
            for line in item
            if line.pieces
        )
        return nodes.list_item("", *lines)

    def _picture(self, picture: Picture) -> nodes.raw:
        addresses = [
            f"{self.builder.get_relative_uri(self.docname, link.docname)}#{link.anchor}"
            for link in picture.links
        ]
        return nodes.raw("", picture.svg.format(*addresses), format="html")

    def _heading(self, heading: Anchor, level: int) -> nodes.rubric:
        """Return a heading that is no section: contents were made when the page was read."""
        rubric = nodes.rubric("", "", self._piece(heading), **{"heading-level": level})
        rubric["ids"] = [heading.name] if heading.name else []
        return rubric

    def view(self, view: View) -> list[nodes.Node]:
        """Return the nodes of *view*: a container, or nothing where it is empty."""
        inside = list(self._contents(view))
        if not inside:
            return []
        heading = [self._heading(view.heading, view.level)] if view.heading else []
        return [nodes.container("", *heading, *inside, classes=[view.style])]

    def _contents(self, view: View) -> Iterable[nodes.Node]:
        for pieces in view.paragraphs:
            yield nodes.paragraph("", "", *self._joined(pieces))
        if view.rows:
            yield nodes.definition_list("", *(self._row(row) for row in view.rows))
        if view.lines:
            lines = (nodes.paragraph("", "", *self._joined(line, " · ")) for line in view.lines)
            yield nodes.bullet_list("", *(nodes.list_item("", line) for line in lines), bullet="*")
        if view.items:
            yield nodes.bullet_list("", *(self._item(item) for item in view.items), bullet="*")
        if view.table:
            # As furo wraps the tables of a page, before these are drawn: a wide one scrolls alone.
            yield nodes.container("", self._table(view.table), classes=["table-wrapper"])
        if view.picture and self.builder.name not in BOOK_BUILDERS:
            yield self._picture(view.picture)
        for part in view.parts:
            yield from self.view(part)

    def _table(self, lines: Sequence[Sequence[Sequence[Piece]]]) -> nodes.table:
        """Return a table whose head is the first of *lines*."""
        rows = [
            nodes.row(
                "",
                *(nodes.entry("", nodes.paragraph("", "", *self._joined(cell))) for cell in line),
            )
            for line in lines
        ]
        columns = len(lines[0])
        specs = (nodes.colspec("", colwidth=100 // columns) for _column in range(columns))
        head, body = nodes.thead("", rows[0]), nodes.tbody("", *rows[1:])
        return nodes.table("", nodes.tgroup("", *specs, head, body, cols=columns))


def visit_time_html(translator: Any, node: Time) -> None:
    """Open HTML's ``time`` element."""
    translator.body.append(translator.starttag(node, "time", "", datetime=node["datetime"]))


def depart_time_html(translator: Any, node: Time) -> None:
    """Close HTML's ``time`` element."""
    translator.body.append("</time>")


def pass_through(translator: Any, node: nodes.Element) -> None:
    """Show only what is inside the node, in formats that have nothing like it."""


def skip_node(_translator: Any, _node: nodes.Element) -> None:
    """Show nothing, in formats that have nothing like the node."""
    raise nodes.SkipNode


def add_html_node(app: Sphinx, node: type[nodes.Element], html: Visitors, others: Visitors) -> None:
    """Register *node*, which is written by *html*, and by *others* in formats other than HTML."""
    app.add_node(node, html=html, latex=others, text=others, man=others, texinfo=others)
