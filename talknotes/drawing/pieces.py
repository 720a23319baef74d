"""What is drawn, as plain values: texts, links, rows, items, blocks; and the words they share.

They say what is shown and nothing of HTML: their digest tells whether a page must be written again
although its own source did not change. `talknotes.drawing.pen` makes nodes of them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from talknotes.common.labels import _, ngettext
from talknotes.common.typography import date_span
from talknotes.content.site import Link, Site

# The style of what is shown as code.
CODE = "code"


@dataclass(frozen=True)
class Text:
    """A piece of text; ``datetime`` makes it a time, ``style`` gives it a class, or is `CODE`.

    ``language`` is set where it is not the site's own.
    """

    text: str
    datetime: str = ""
    style: str = ""
    language: str = ""


@dataclass(frozen=True)
class WebLink:
    """A link to an address outside of the site."""

    text: str
    address: str


@dataclass(frozen=True)
class Anchor:
    """A text that can be linked to by ``name``; ``language`` is set where it is not the site's."""

    text: str
    name: str
    language: str = ""


Piece = Text | Link | WebLink | Anchor


@dataclass(frozen=True)
class Picture:
    """SVG whose ``{0}``, ``{1}`` … are the addresses of ``links``."""

    svg: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Row:
    """A label and what belongs to it."""

    label: Piece
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph of an item; ``style`` is its class."""

    style: str
    pieces: tuple[Piece, ...]


# What a list says of one thing: paragraphs, each of a style of its own. Empty ones are not drawn.
Item = tuple[Line, ...]


@dataclass(frozen=True)
class View:
    """A block of drawn content: paragraphs, rows, lines, items, a table, a picture, blocks in it.

    The first line of the table is its head; ``heading`` is that of the whole block, on ``level``;
    ``picture`` is SVG for pages of the site, of which a book shows nothing.
    """

    style: str
    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    rows: tuple[Row, ...] = ()
    lines: tuple[tuple[Piece, ...], ...] = ()
    items: tuple[Item, ...] = ()
    table: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    picture: Picture | None = None
    parts: tuple[View, ...] = ()
    heading: Anchor | None = None
    level: int = 2


def kind_label(kind: str) -> str:
    """Return what a talk of *kind* is called in the language of the site."""
    return {
        "talk": _("Talk"),
        "keynote": _("Keynote"),
        "lightning-talks": _("Lightning talks"),
        "sprints": _("Sprints"),
    }[kind]


def reading_time(site: Site, docname: str) -> Text:
    """Return how long it takes to read the page *docname*."""
    minutes = site.pages[docname].minutes
    return Text(ngettext("{number} minute to read", "{number} minutes to read", minutes))


def shown_dates(site: Site, first: dt.date, last: dt.date) -> Text:
    """Return a day with its weekday, or a span of days, as the language writes it."""
    # HTML's "time" knows no spans: programs read when it begins.
    return Text(date_span(first, last, site.language.locale), first.isoformat())
