"""What stands on the page of a talk or an entry, and the tables of the contributing pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from babel import Locale
from babel.numbers import format_percent

from talknotes.common.labels import _, ngettext
from talknotes.common.repository import Repository
from talknotes.common.typography import grouped
from talknotes.content.alphabet import alphabetical
from talknotes.content.facts import Conference, Talk
from talknotes.content.indexes import speaker_anchor, termbase
from talknotes.content.related import related_talks
from talknotes.content.site import Link, Site, Title
from talknotes.drawing.pieces import (
    CODE,
    Anchor,
    Picture,
    Piece,
    Row,
    Text,
    View,
    WebLink,
    kind_label,
    reading_time,
    shown_dates,
)
from talknotes.translation.status import PageStatus, Progress, start_here, total_of

# How many other conferences a talk leads to: a page does not grow with the site.
_CONFERENCES_SHOWN = 3


def _link_label(kind: str) -> str:
    return {
        "description": _("Description"),
        "video": _("Video"),
        "slides": _("Slides"),
        "code": _("Code"),
        "books": _("Book"),
        "other": _("Further material"),
    }[kind]


def _day_label(number: int) -> str:
    return _("Day {number}").format(number=number)


def _day_link(site: Site, conference: Conference, number: int) -> Link | None:
    anchor = site.day_anchors.get((conference.slug, number))
    return Link(Title(_day_label(number)), conference.docname, anchor) if anchor else None


def _when(site: Site, talk: Talk, conference: Conference) -> tuple[Piece, ...]:
    pieces: list[Piece] = [shown_dates(site, talk.date, talk.last_date)]
    if talk.start:
        note = _("local time") if conference.timezone else _("time zone unknown")
        start = Text(talk.start, f"{talk.date.isoformat()}T{talk.start}")
        pieces += [start, Text(note, style="talk-remark")]
    return tuple(pieces)


def _web_links(talk: Talk) -> tuple[WebLink, ...]:
    """Return the links of *talk*; where there are several of a kind they are numbered."""
    kinds = [kind for kind, _address in talk.links]
    seen: dict[str, int] = {}
    links = []
    for kind, address in talk.links:
        seen[kind] = seen.get(kind, 0) + 1
        number = f" {seen[kind]}" if kinds.count(kind) > 1 else ""
        links.append(WebLink(_link_label(kind) + number, address))
    return tuple(links)


def _speaker_pieces(site: Site, talk: Talk) -> tuple[Piece, ...]:
    page = site.page_with("speakers")
    if page is None:
        return tuple(Text(name) for name in talk.speakers)
    return tuple(Link(Title(name), page, speaker_anchor(name)) for name in talk.speakers)


def header_view(site: Site, talk: Talk) -> View:
    """Return the facts of *talk*, as they stand below its title."""
    conference = site.conferences.get(talk.conference)
    rows: list[Row] = []
    if talk.speakers:
        label = ngettext("Speaker", "Speakers", len(talk.speakers))
        rows.append(Row(Text(label), _speaker_pieces(site, talk)))
    if conference:
        rows.append(Row(Text(_("When")), _when(site, talk, conference)))
        day = _day_link(site, conference, conference.day_number(talk.date))
        where = (site.link(conference.docname), *((day,) if day else ()))
        rows.append(Row(Text(_("Conference")), where))
    if talk.kind != "talk":
        rows.append(Row(Text(_("Kind")), (Text(kind_label(talk.kind)),)))
    source = site.pages[talk.docname].facts.language
    name = Locale.parse(site.language.locale).languages.get(source, source)
    rows.append(Row(Text(_("Notes taken in")), (Text(str(name)),)))
    rows.append(Row(Text(_("Length")), (reading_time(site, talk.docname),)))
    topics = tuple(site.topics[topic] for topic in talk.topics if topic in site.topics)
    if topics:
        rows.append(Row(Text(_("Topics")), topics))
    if talk.links:
        rows.append(Row(Text(_("Links")), _web_links(talk)))
    status = (Text(_("This talk was cancelled."), style="talk-status"),)
    return View("talk-header", (status,) if talk.status == "cancelled" else (), tuple(rows))


def foot_view(site: Site, talk: Talk) -> View:
    """Return what ends the page of *talk*: talks like it, its tools, and the ways on."""
    rows: list[Row] = []
    tools = tuple(map(site.entry_link, site.tools_of(talk.docname)))
    if tools:
        rows.append(Row(Text(_("Tools and terms in these notes")), tools))
    conference = site.conferences.get(talk.conference)
    if conference:
        own = conference.day_number(talk.date)
        days = [_day_link(site, conference, n) for n in site.day_numbers(conference) if n != own]
        others = tuple(day for day in days if day)
        if others:
            rows.append(Row(Text(_("Other days of the conference")), others))
    conferences = _other_conferences(site, talk)
    if conferences:
        rows.append(Row(Text(_("Other conferences")), conferences))
    return View("talk-foot", parts=(_related_view(site, talk), View("talk-ways", rows=tuple(rows))))


def _other_conferences(site: Site, talk: Talk) -> tuple[Link, ...]:
    """Return links to the latest other conferences, and where there are more, to their list."""
    others = [c.docname for c in site.conferences.values() if c.slug != talk.conference]
    links = tuple(map(site.link, others[:_CONFERENCES_SHOWN]))
    page = site.page_with("conferences")
    if page is None or len(others) <= _CONFERENCES_SHOWN:
        return links
    return (*links, Link(Title(_("all of them")), page))


def _related_view(site: Site, talk: Talk) -> View:
    rows = tuple(
        Row(site.link(one.docname), tuple(site.entry_link(entry) for entry in one.shared))
        for one in related_talks(site, talk)
    )
    heading = Anchor(_("Talks that name the same"), "related")
    return View("related", rows=rows, heading=heading)


def mentioned_in_view(site: Site, docname: str, entry_ids: Sequence[str]) -> View:
    """Return the talks that name the glossary entry on page *docname*."""
    talks = site.mentions.get((docname, entry_ids[0]), []) if entry_ids else []
    if not talks:
        return View("mentioned-in")
    return View(
        "mentioned-in",
        rows=(Row(Text(_("Mentioned in")), tuple(site.link(t.docname) for t in talks)),),
    )


def home_page_view(address: str) -> View:
    """Return the link to the home page of a tool, shown without what all addresses share."""
    shown = address.split("://", 1)[1].removeprefix("www.").rstrip("/")
    return View("home-page", rows=(Row(Text(_("Home page")), (WebLink(shown, address),)),))


def opening_view(_site: Site) -> View:
    """Return the picture of the front page: a voice, notes of it in two languages, and their net.

    Its letters are drawn, not written: readers who do not see it miss nothing. Its colours are in
    the style sheet.
    """
    svg = Path(__file__).with_name("opening.svg").read_text(encoding="utf-8")
    return View("opening", picture=Picture(svg.rstrip()))


def books_view(site: Site) -> View:
    """Return the links to the books of the site, if there are any; in a book there are not."""
    links = tuple(WebLink(name, address) for name, address in site.books.items())
    rows = (Row(Text(_("To read offline")), links),) if links else ()
    return View("books", rows=rows)


def _words_of(site: Site, words: Iterable[str], language: str) -> tuple[Piece, ...]:
    marked = "" if language == site.language.code else language
    return tuple(Text(word, language=marked) for word in words)


def termbase_view(site: Site) -> View:
    """Return what the termbase settles: a column a language, its own first, and what to avoid."""
    own = site.language.code
    codes = [own, *(code for code in site.languages if code != own)]
    head = [
        (Text(site.languages[code].name, language="" if code == own else code),) for code in codes
    ]
    lines = []
    for entry in sorted(
        termbase(site),
        key=lambda one: [
            alphabetical(word, site.language.name) for word in one.renderings.get(own, ())
        ],
    ):
        words = [_words_of(site, entry.renderings.get(code, ()), code) for code in codes]
        avoided = [_words_of(site, entry.avoid.get(code, ()), code) for code in codes]
        lines.append((*words, tuple(piece for pieces in avoided for piece in pieces)))
    return View("termbase", table=((*head, (Text(_("Avoid")),)), *lines))


def status_view(site: Site) -> View:
    """Return how far the translations are: a part a language, with a line for every page."""
    codes = {page.language: None for page in site.status}
    return View("status", parts=tuple(_status_of_language(site, code) for code in codes))


def _status_of_language(site: Site, code: str) -> View:
    pages = [page for page in site.status if page.language == code]
    total = total_of(pages)
    name = site.languages[code].name
    heading = Text(
        name, style="status-language", language=code if code != site.language.code else ""
    )
    summary = _("{translated} of {words} words translated, {percent}").format(
        translated=_number(site, total.translated),
        words=_number(site, total.words),
        percent=_percent(site, total),
    )
    start = start_here(pages)
    rows: tuple[Row, ...] = ()
    if start is not None:
        left = ngettext("{number} word left", "{number} words left", start.open_words)
        pieces = [_page_piece(site, start), Text(left)]
        if start.progress and start.progress.first_open_line:
            pieces.append(_open_line(site, start))
        rows = (Row(Text(_("Start here")), tuple(pieces)),)
    head = [(Text(_("Page")),), (Text(_("Words")),), (Text(_("Translated")),)]
    head += [(Text(_("Fuzzy")),), (Text(_("Missing")),), (Text(_("Findings")),)]
    head.append((Text(_("First open line")),))
    lines = [_status_line(site, page) for page in pages]
    table = (tuple(head), *lines)
    return View("status-part", ((heading,), (Text(summary),)), rows, table=table)


def _status_line(site: Site, page: PageStatus) -> tuple[tuple[Piece, ...], ...]:
    progress = page.progress
    findings = "–" if page.findings is None else _number(site, page.findings)
    if progress is None:
        unknown = (Text("–"),)
        return ((_page_piece(site, page),), *[unknown] * 4, (Text(findings),), ())
    counts = (progress.fuzzy, progress.missing)
    return (
        (_page_piece(site, page),),
        (Text(_number(site, progress.words)),),
        (Text(_percent(site, progress)),),
        *((Text(_number(site, count)),) for count in counts),
        (Text(findings),),
        (_open_line(site, page),) if progress.first_open_line else (),
    )


def _page_piece(site: Site, page: PageStatus) -> Piece:
    """Return the link to a page; labels have none, so their catalogue is named."""
    return site.link(page.docname) if page.docname in site.pages else Text(page.path, style=CODE)


def _open_line(site: Site, page: PageStatus) -> Piece:
    """Return the way to the first open entry of *page*."""
    line = page.progress.first_open_line if page.progress else None
    shown = f"{page.path}:{line}"
    repository: Repository | None = site.env.config.talknotes_source
    if repository is None or line is None:
        return Text(shown, style=CODE)
    return WebLink(shown, repository.line_address(page.path, line))


def _number(site: Site, number: int) -> str:
    return grouped(number, site.language.locale)


def _percent(site: Site, progress: Progress) -> str:
    return format_percent(progress.percent / 100, locale=site.language.locale)
