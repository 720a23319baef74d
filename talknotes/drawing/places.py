"""Where content is drawn into pages: the table of all kinds of places, with what is shown there.

A page marks a place while it is read, by a directive or because it is a talk's or an entry's. When
it is written (event ``doctree-resolved``), nodes made from the kind's view take the place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from talknotes.common.typography import tie_words
from talknotes.content.domain import docname_at
from talknotes.content.site import Site, site_of
from talknotes.drawing import lists, views
from talknotes.drawing.map import map_sources, map_view
from talknotes.drawing.pen import (
    BOOK_BUILDERS,
    Pen,
    Time,
    add_html_node,
    depart_time_html,
    pass_through,
    visit_time_html,
)
from talknotes.drawing.pieces import View
from talknotes.reading.allowed import add_directive
from talknotes.reading.directives import (
    AddressDirective,
    Argument,
    DayDirective,
    Place,
    PlaceDirective,
    WordDirective,
)


@dataclass(frozen=True)
class Kind:
    """A kind of place: what is shown there, from the site, the page and the place's argument.

    ``directive`` is how a page marks it; where there is none, talks and entries have it by
    themselves. Without ``in_books`` a book shows nothing there. Where a view takes long to
    make, ``sources`` are what it is made of.
    """

    view: Callable[[Site, str, Any], View]
    directive: type[PlaceDirective] | None = None
    in_books: bool = True
    sources: Callable[[Site], object] | None = None


def _of_talk(view: Callable[[Site, Any], View]) -> Callable[[Site, str, Any], View]:
    def draw(site: Site, docname: str, _argument: Argument) -> View:
        talk = site.pages[docname].facts.talk
        return view(site, talk) if talk else View("empty")

    return draw


def _programme(site: Site, docname: str, day: int) -> View:
    conference = site.pages[docname].facts.conference
    return lists.programme_view(site, conference, day) if conference else View("empty")


def _of_site(view: Callable[[Site], View]) -> Callable[[Site, str, Any], View]:
    return lambda site, _docname, _argument: view(site)


def _of_page(view: Callable[[Site, str], View]) -> Callable[[Site, str, Any], View]:
    return lambda site, docname, _argument: view(site, docname)


# What a book would have is out of date at once (status), leads to the book itself (books), or is
# for a screen (opening).
KINDS: dict[str, Kind] = {
    "header": Kind(_of_talk(views.header_view)),
    "foot": Kind(_of_talk(views.foot_view)),
    "mentions": Kind(views.mentioned_in_view),
    "home-page": Kind(
        lambda _site, _docname, address: views.home_page_view(address), AddressDirective
    ),
    "programme": Kind(_programme, DayDirective),
    "topic": Kind(lambda site, _docname, topic: lists.topic_view(site, topic), WordDirective),
    "topics": Kind(_of_site(lists.topics_view), PlaceDirective),
    "speakers": Kind(_of_page(lists.speakers_view), PlaceDirective),
    "conferences": Kind(_of_site(lists.conferences_view), PlaceDirective),
    "glossary-index": Kind(_of_page(lists.glossary_index_view), PlaceDirective),
    "map": Kind(_of_site(map_view), PlaceDirective, sources=map_sources),
    "opening": Kind(_of_site(views.opening_view), PlaceDirective, in_books=False),
    "termbase": Kind(_of_site(views.termbase_view), PlaceDirective),
    "status": Kind(_of_site(views.status_view), PlaceDirective, in_books=False),
    "books": Kind(_of_site(views.books_view), PlaceDirective, in_books=False),
}


def view_of_place(site: Site, docname: str, kind: str, argument: Argument) -> View:
    """Return what is shown at a place of *kind* with *argument* on the page *docname*.

    The site keeps it: what decides whether a page is written again is drawn then.
    """
    place = (docname, kind, argument)
    if place not in site.views:
        site.views[place] = KINDS[kind].view(site, docname, argument)
    view: View = site.views[place]
    return view


def drawn_from(site: Site, docname: str, kind: str, argument: Argument) -> object:
    """Return what changes with what a place shows: its view, or the sources of that."""
    sources = KINDS[kind].sources
    return sources(site) if sources else view_of_place(site, docname, kind, argument)


def draw_places(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put nodes in place of the marked places of a page (event ``doctree-resolved``)."""
    site = site_of(app.env)
    for place in list(doctree.findall(Place)):
        if app.builder.name in BOOK_BUILDERS and not KINDS[place.kind].in_books:
            place.replace_self([])
            continue
        page = docname_at(place, docname)
        drawn = Pen(app, page).view(view_of_place(site, page, place.kind, place.argument))
        for node in drawn:
            tie_words(node, app.config.language)
        place.replace_self(drawn)


def setup(app: Sphinx) -> None:
    """Register the places, their directives, and what draws them."""
    for name, kind in KINDS.items():
        if kind.directive:
            add_directive(app, name, kind.directive)
    app.add_node(Place)
    add_html_node(
        app, Time, (visit_time_html, depart_time_html), others=(pass_through, pass_through)
    )
    app.connect("doctree-resolved", draw_places)
