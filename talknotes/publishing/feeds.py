"""What programs read beside the pages: feed, sitemap, ``robots.txt``, ``llms.txt``, status.

All but the status name pages by their web addresses, so they are written only by a build that
stands at the addresses which the site publishes (`talknotes.common.urls.SiteLayout.is_published`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from talknotes.common.beside_pages import write_beside_pages, write_if_changed
from talknotes.common.files import write_changed, write_whole
from talknotes.common.labels import _
from talknotes.common.languages import Language, offered
from talknotes.common.project import Project
from talknotes.common.urls import SiteLayout
from talknotes.content.facts import Talk
from talknotes.content.inputs import inputs
from talknotes.content.site import Site, site_of
from talknotes.publishing.head import FEED, alternates
from talknotes.publishing.linked_data import talk_start
from talknotes.publishing.social_cards import write_pictures
from talknotes.translation.status import (
    BADGE_NAME,
    STATUS_NAME,
    draw_badge,
    read_status,
    status_as_json,
)

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
LLMS = "llms.txt"
# The ids of feeds and entries are made from it and must never change; it says nothing else.
_IDS = uuid.UUID("3d0c1c9e-5b1f-4a53-9a0e-6f6a2f0f7a51")
# What would end the text of a Markdown link, or make markup of it.
_MARKUP = str.maketrans({**{one: f"\\{one}" for one in "\\`*_[]<>"}, "\n": " "})


def permanent_id(project: str, language: str, docname: str = "") -> str:
    """Return the id of a feed, or of the entry for *docname* in it: the same on every host."""
    return uuid.uuid5(_IDS, f"{project}/{language}/{docname}").urn


def entry_date(site: Site, talk: Talk) -> str:
    """Return when *talk* was held as RFC 3339 wants it; a day alone is its midnight in UTC.

    It is the date of the entry as well: when notes were last changed not every build knows, and the
    same sources must make the same site.
    """
    conference = site.conferences.get(talk.conference)
    if talk.start and conference and conference.timezone:
        return dt.datetime.fromisoformat(talk_start(talk, conference)).isoformat()
    return f"{talk.date.isoformat()}T00:00:00Z"


def robots(layout: SiteLayout, languages: Iterable[Language]) -> bytes:
    """Return ``robots.txt``: everything may be read, and here are the sitemaps."""
    maps = [f"Sitemap: {layout.address(SITEMAP, language.code)}\n" for language in languages]
    return ("User-agent: *\nAllow: /\n\n" + "".join(maps)).encode("utf-8")


def _line(title: str, address: str, said: str) -> str:
    text = f"- [{title.translate(_MARKUP)}]({address})"
    return f"{text}: {said.translate(_MARKUP)}" if said else text


def _lines(site: Site, docname: str, address: str) -> Iterator[str]:
    yield _line(site.title(docname).text, address, site.summary(docname))
    for entry in site.pages[docname].entries:
        yield _line(entry.name, f"{address}#{entry.ids[0]}", site.entry_summary(entry))


def llms(site: Site, addresses: dict[str, str]) -> bytes:
    """Return ``llms.txt`` (https://llmstxt.org): pages and tools by section, a sentence each."""
    said = site.summary(site.root).translate(_MARKUP)
    blocks = [f"# {site.env.config.project.translate(_MARKUP)}", *([f"> {said}"] if said else [])]
    parts = [(site.title(page).text, site.below(page)) for page in site.children(site.root)]
    sections = [(title, pages) for title, pages in parts if len(pages) > 1]
    if alone := [pages[0] for _title, pages in parts if len(pages) == 1]:
        sections.append((_("Across all talks"), alone))
    for title, pages in sections:
        lines = [line for page in pages for line in _lines(site, page, addresses[page])]
        blocks += [f"## {title.translate(_MARKUP)}", "\n".join(lines)]
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def write_root_robots(folder: Path, layout: SiteLayout, languages: Iterable[Language]) -> None:
    """Write ``robots.txt`` to the *folder* above the languages, the one place where it counts."""
    if layout.is_published:
        write_changed(folder / ROBOTS, robots(layout, languages))
    else:
        (folder / ROBOTS).unlink(missing_ok=True)


def current_badge(project: Project) -> bytes:
    """Return the badge of the README as the catalogues of *project* want it now."""
    codes = tuple(project.languages())
    sources = project.page_languages(codes)
    status = read_status(project.root, project.locale, codes, sources)
    return draw_badge(status).encode("utf-8")


def _write_published(builder: StandaloneHTMLBuilder, layout: SiteLayout, site: Site) -> None:
    folder, project, own = Path(builder.outdir), site.env.config.project, site.language.code
    uris = {docname: builder.get_target_uri(docname) for docname in site.pages}
    addresses = {docname: layout.address(uri, own) for docname, uri in uris.items()}
    talks = [talk for group in site.talks.values() for talk in group]
    # Stable: talks of one moment stay in the order of the programme.
    talks.sort(key=lambda talk: entry_date(site, talk), reverse=True)
    context: dict[str, Any] = {
        "site": site,
        "project": project,
        "author": site.env.config.author or project,
        "talks": talks,
        "address": layout.address(FEED, own),
        "address_of": addresses.get,
        "alternates_of": lambda docname: alternates(site, layout, uris[docname]),
        "date_of": lambda talk: entry_date(site, talk),
        "id_of": lambda docname: permanent_id(project, own, docname),
    }
    for name in (FEED, SITEMAP):
        text = builder.templates.render(name, context)
        write_changed(folder / name, f"{text}\n".encode())
    write_changed(folder / ROBOTS, robots(layout, offered(site.languages)))
    write_changed(folder / LLMS, llms(site, addresses))
    write_pictures(site, folder)


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the files and the pictures of the site (event ``build-finished``)."""
    builder, layout, site = app.builder, app.config.talknotes_layout, site_of(app.env)
    if exception or builder.name != "html":
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    folder = Path(builder.outdir)

    def write_status() -> None:
        write_whole(folder / BADGE_NAME, draw_badge(site.status).encode("utf-8"))
        write_whole(folder / STATUS_NAME, status_as_json(site.status))

    write_if_changed(app, folder / STATUS_NAME, inputs(site), write_status)
    if layout.is_published:
        _write_published(builder, layout, site)
        return
    for name in (FEED, SITEMAP, ROBOTS, LLMS):
        (folder / name).unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Write what programs read."""
    write_beside_pages(app, write_files)
