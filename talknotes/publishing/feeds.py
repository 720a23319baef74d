"""The files beside the pages that programs read: feed, sitemap, ``robots.txt`` and ``llms.txt``.

They name pages by their web addresses, so they are written only by a build that stands at the
addresses which the site publishes (`talknotes.common.urls.SiteLayout.is_published`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from talknotes.common.beside_pages import write_beside_pages
from talknotes.common.files import write_changed
from talknotes.common.labels import _
from talknotes.common.languages import Language, offered
from talknotes.common.urls import SiteLayout
from talknotes.content.facts import Talk
from talknotes.content.site import Site, site_of
from talknotes.publishing.head import FEED, alternates
from talknotes.publishing.linked_data import talk_start
from talknotes.publishing.social_cards import write_pictures

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
LLMS = "llms.txt"

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML = "http://www.w3.org/XML/1998/namespace"
# The ids of feeds and entries are made from it and must never change; it says nothing else.
_IDS = uuid.UUID("3d0c1c9e-5b1f-4a53-9a0e-6f6a2f0f7a51")

# The web address of a page in a language.
AddressOf = Callable[[str, str], str]


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


# -- The feed -------------------------------------------------------------------------------------


def permanent_id(project: str, language: str, docname: str = "") -> str:
    """Return the id of a feed, or of the entry for *docname* in it: the same on every host."""
    return uuid.uuid5(_IDS, f"{project}/{language}/{docname}").urn


def entry_date(site: Site, talk: Talk) -> str:
    """Return when *talk* was held as RFC 3339 wants it; a day alone is its midnight in UTC."""
    conference = site.conferences.get(talk.conference)
    if talk.start and conference and conference.timezone:
        return dt.datetime.fromisoformat(talk_start(talk, conference)).isoformat()
    return f"{talk.date.isoformat()}T00:00:00Z"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    element.text = text or None
    return element


def _entry(feed: ET.Element, site: Site, talk: Talk, address_of: AddressOf) -> None:
    language = site.language.code
    entry = _add(feed, "entry")
    title = site.title(talk.docname)
    shown = _add(entry, "title", title.text)
    if title.language:
        shown.set(f"{{{_XML}}}lang", site.languages[title.language].tag)
    _add(entry, "id", permanent_id(site.env.config.project, language, talk.docname))
    _add(entry, "link", href=address_of(talk.docname, language), type="text/html")
    _add(entry, "updated", entry_date(site, talk))
    for speaker in talk.speakers:
        _add(_add(entry, "contributor"), "name", speaker)
    if talk.conference in site.conferences:
        label = site.title(site.conferences[talk.conference].docname).text
        _add(entry, "category", term=talk.conference, label=label)
    # RFC 4287, 4.1.2: a summary is a must where there is no content.
    _add(entry, "summary", site.summary(talk.docname) or title.text)


def atom_feed(site: Site, layout: SiteLayout, address_of: AddressOf) -> bytes:
    """Return the Atom feed (RFC 4287) of the talks, the latest first.

    The date of an entry is the talk's: when its notes were last changed is not known to a build,
    and must not be, or the same sources would make another site.
    """
    ET.register_namespace("", _ATOM)
    own, project = site.language, site.env.config.project
    feed = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": own.tag})
    _add(feed, "title", project)
    subtitle = site.summary(site.root)
    if subtitle:
        _add(feed, "subtitle", subtitle)
    _add(feed, "id", permanent_id(project, own.code))
    _add(feed, "link", rel="self", href=layout.address(FEED, own.code), type="application/atom+xml")
    _add(feed, "link", href=address_of(site.root, own.code), type="text/html")
    _add(_add(feed, "author"), "name", site.env.config.author or project)
    talks = [talk for group in site.talks.values() for talk in group]
    # Stable: talks of one moment stay in the order of the programme.
    talks.sort(key=lambda talk: entry_date(site, talk), reverse=True)
    # A feed must have a date, also one without entries.
    dates = [entry_date(site, talk) for talk in talks]
    _add(feed, "updated", dates[0] if dates else "1970-01-01T00:00:00Z")
    for talk in talks:
        _entry(feed, site, talk, address_of)
    return _document(feed)


# -- For search engines ---------------------------------------------------------------------------


def sitemap(site: Site, layout: SiteLayout, uri_of: Callable[[str], str]) -> bytes:
    """Return the sitemap (sitemaps.org) of the pages in this language, with those in the others.

    It tells no dates of change: none that it could tell would be true in a shallow clone.
    """
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    urlset = ET.Element(f"{{{_SITEMAP}}}urlset")
    for docname in site.pages:
        uri = uri_of(docname)
        url = ET.SubElement(urlset, f"{{{_SITEMAP}}}url")
        location = ET.SubElement(url, f"{{{_SITEMAP}}}loc")
        location.text = layout.address(uri, site.language.code)
        for tag, address in alternates(site, layout, uri):
            link = {"rel": "alternate", "hreflang": tag, "href": address}
            ET.SubElement(url, f"{{{_XHTML}}}link", link)
    return _document(urlset)


def robots(layout: SiteLayout, languages: Iterable[Language]) -> str:
    """Return ``robots.txt``: everything may be read, and here are the sitemaps."""
    maps = [f"Sitemap: {layout.address(SITEMAP, language.code)}\n" for language in languages]
    return "User-agent: *\nAllow: /\n\n" + "".join(maps)


# -- For language models --------------------------------------------------------------------------

# What would end the text of a Markdown link, or make markup of it.
_MARKUP = str.maketrans({**{one: f"\\{one}" for one in "\\`*_[]<>"}, "\n": " "})


def _line(title: str, address: str, said: str) -> str:
    text = f"- [{title.translate(_MARKUP)}]({address})"
    return f"{text}: {said.translate(_MARKUP)}" if said else text


def _lines(site: Site, docname: str, address: str) -> Iterator[str]:
    yield _line(site.title(docname).text, address, site.summary(docname))
    for entry in site.pages[docname].entries:
        yield _line(entry.name, f"{address}#{entry.ids[0]}", site.entry_summary(entry))


def llms(site: Site, address_of: AddressOf) -> str:
    """Return ``llms.txt`` (https://llmstxt.org): pages and tools by section, a sentence each."""
    project = str(site.env.config.project).translate(_MARKUP)
    said = site.summary(site.root).translate(_MARKUP)
    blocks = [f"# {project}"] + ([f"> {said}"] if said else [])
    alone = [page for page in site.children(site.root) if not site.children(page)]
    sections = [
        (site.title(page).text, site.below(page))
        for page in site.children(site.root)
        if page not in alone
    ]
    if alone:
        sections.append((_("Across all talks"), alone))
    for title, pages in sections:
        addresses = {page: address_of(page, site.language.code) for page in pages}
        lines = [line for page in pages for line in _lines(site, page, addresses[page])]
        blocks += [f"## {title.translate(_MARKUP)}", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


# -- Writing --------------------------------------------------------------------------------------


def write_root_robots(folder: Path, layout: SiteLayout, languages: Iterable[Language]) -> None:
    """Write ``robots.txt`` to the *folder* above the languages, the one place where it counts."""
    path = folder / ROBOTS
    if layout.is_published:
        write_changed(path, robots(layout, languages).encode("utf-8"))
    else:
        path.unlink(missing_ok=True)


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the files and the pictures of the site (event ``build-finished``)."""
    builder, layout = app.builder, app.config.talknotes_layout
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or builder.name != "html":
        return
    folder = Path(builder.outdir)
    if not layout.is_published:
        for name in (FEED, SITEMAP, ROBOTS, LLMS):
            (folder / name).unlink(missing_ok=True)
        return
    site = site_of(app.env)

    def address_of(docname: str, language: str) -> str:
        return str(layout.address(builder.get_target_uri(docname), language))

    write_changed(folder / FEED, atom_feed(site, layout, address_of))
    write_changed(folder / SITEMAP, sitemap(site, layout, builder.get_target_uri))
    write_changed(folder / ROBOTS, robots(layout, offered(site.languages)).encode("utf-8"))
    write_changed(folder / LLMS, llms(site, address_of).encode("utf-8"))
    write_pictures(site, folder)


def setup(app: Sphinx) -> None:
    """Write feeds and lists for programs."""
    write_beside_pages(app, write_files)
