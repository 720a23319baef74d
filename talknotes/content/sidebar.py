"""The lines of the sidebar: the parts of the site, and what is near a page in its own part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talknotes.content.site import Link, Site

# How many neighbours are shown of a long list; the sidebar never grows with the site.
SHOWN_NEIGHBOURS = 12


@dataclass(frozen=True)
class SidebarLine:
    """One line of the sidebar; ``current`` marks the page itself, ``open`` what it stands in."""

    link: Link
    current: bool = False
    open: bool = False
    children: tuple[SidebarLine, ...] = ()


def sidebar(site: Site, docname: str) -> tuple[SidebarLine, ...]:
    """Return the sidebar of the page *docname*."""
    part, parts = site.part_pages.get(docname), site.children(site.root)
    shown = _window(parts, part or "") or parts[:SHOWN_NEIGHBOURS]
    return tuple(
        SidebarLine(
            site.link(page),
            current=page == docname,
            open=page == part,
            children=tuple(_near(site, page, docname)) if page == part else (),
        )
        for page in shown
    )


def _near(site: Site, part: str, docname: str) -> Iterator[SidebarLine]:
    pages = site.children(part)
    record = site.pages.get(docname)
    talk = record.facts.talk if record else None
    if talk and len(pages) > SHOWN_NEIGHBOURS:
        same_day = {one.docname for one in site.talks[talk.conference] if one.date == talk.date}
        pages = [page for page in pages if page in same_day]
    for page in _window(pages, docname):
        yield SidebarLine(site.link(page), current=page == docname)


def _window(pages: list[str], current: str) -> list[str]:
    """Return at most `SHOWN_NEIGHBOURS` of *pages*, around *current* where it is one of them."""
    if len(pages) <= SHOWN_NEIGHBOURS:
        return pages
    if current not in pages:
        return []
    start = pages.index(current) - SHOWN_NEIGHBOURS // 2
    start = max(0, min(start, len(pages) - SHOWN_NEIGHBOURS))
    return pages[start : start + SHOWN_NEIGHBOURS]
