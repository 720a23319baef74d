"""What the extension draws into pages, in two steps.

First *views*: plain values that say what is shown (`view_of_place`); their digest tells whether a
page must be written again although its own source did not change. Then nodes made from the views,
put in place of the empty nodes below when a page is written (event ``doctree-resolved``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translator
from sphinx.util.nodes import make_refnode

from talknotes.common.alphabet import alphabetical, letter_id, letter_of, script_of
from talknotes.common.labels import CATALOGUE, _
from talknotes.common.repository import Repository
from talknotes.common.typography import tie_words
from talknotes.content.facts import Conference, Talk
from talknotes.content.site import IndexedName, Link, Site, Title, site_of, speaker_anchor
from talknotes.translation.progress import Progress
from talknotes.translation.status import PageStatus, start_here, total_of


class Place(nodes.General, nodes.Element):
    """An empty node where drawn content goes; ``kind`` and ``argument`` as in `PlaceRecord`.

    ========== ======================================= ====================
    kind       what is drawn                           argument
    ========== ======================================= ====================
    header     the facts of a talk                     none
    foot       the tools of a talk and the ways on     none
    mentions   the talks that name a glossary entry    the ids of the entry
    home-page  the link to the home page of a tool     its address
    programme  the talks of a day                      the day's number
    topic      the talks on a topic                    its slug
    speakers   the speakers and their talks            none
    conferences  the list of conferences               none
    often-named  the entries that most talks name      how many
    termbase   the words that the termbase settles     none
    glossary-index  all names of the glossary          none
    status     how far the translations are            none
    books      the books of the site's language        none
    ========== ======================================= ====================
    """

    @property
    def kind(self) -> str:
        """What is drawn here."""
        return str(self["kind"])

    @property
    def argument(self) -> str | int | tuple[str, ...]:
        """Of what it is drawn."""
        argument: str | int | tuple[str, ...] = self.get("argument", "")
        return argument


class Time(nodes.Inline, nodes.TextElement):
    """A date or time as people read it; ``datetime`` says it for programs (HTML's ``time``)."""


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
class Row:
    """A label and what belongs to it."""

    label: Text | Anchor
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class View:
    """A block of drawn content: paragraphs, labelled rows, a list of lines, a table, blocks in it.

    The first line of the table is its head; ``heading`` is that of the whole block.
    """

    style: str
    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    rows: tuple[Row, ...] = ()
    lines: tuple[tuple[Piece, ...], ...] = ()
    table: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    parts: tuple[View, ...] = ()
    heading: Anchor | None = None


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the plural form of the site's language for *number*, which ``{number}`` shows."""
    translated = get_translator(CATALOGUE).ngettext(singular, plural, number)
    return translated.format(number=number)


def kind_label(kind: str) -> str:
    """Return what a talk of *kind* is called in the language of the site."""
    return {
        "talk": _("Talk"),
        "keynote": _("Keynote"),
        "lightning-talks": _("Lightning talks"),
        "sprints": _("Sprints"),
    }[kind]


def _link_label(kind: str) -> str:
    return {
        "description": _("Description"),
        "video": _("Video"),
        "slides": _("Slides"),
        "code": _("Code"),
        "books": _("Book"),
        "other": _("Further material"),
    }[kind]


def shown_dates(site: Site, first: dt.date, last: dt.date) -> Text:
    """Return a day with its weekday, or a span of days, as the language writes it."""
    locale = site.language.locale
    if first == last:
        return Text(format_date(first, "full", locale=locale), first.isoformat())
    start, end = (format_date(day, "long", locale=locale) for day in (first, last))
    same_month = (first.year, first.month) == (last.year, last.month)
    # CLDR has spans with short names of months only; where the day comes first they join easily.
    joins = same_month and start[len(str(first.day)) :] == end[len(str(last.day)) :]
    text = f"{first.day}–{end}" if joins else f"{start} – {end}"
    # HTML's "time" knows no spans: programs are told when it begins.
    return Text(text, first.isoformat())


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
    page = site.speakers_page
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
    topics = tuple(site.topics[topic] for topic in talk.topics if topic in site.topics)
    if topics:
        rows.append(Row(Text(_("Topics")), topics))
    if talk.links:
        rows.append(Row(Text(_("Links")), _web_links(talk)))
    status = (Text(_("This talk was cancelled."), style="talk-status"),)
    return View("talk-header", (status,) if talk.status == "cancelled" else (), tuple(rows))


def foot_view(site: Site, talk: Talk) -> View:
    """Return what ends the page of *talk*: its tools, the other days, the other conferences."""
    rows: list[Row] = []
    tools = tuple(
        Link(Title(entry.name, entry.language), docname, entry.ids[0])
        for docname, entry in site.tools_of(talk.docname)
    )
    if tools:
        rows.append(Row(Text(_("Tools and terms in these notes")), tools))
    conference = site.conferences.get(talk.conference)
    if conference:
        own = conference.day_number(talk.date)
        days = [_day_link(site, conference, n) for n in site.day_numbers(conference) if n != own]
        others = tuple(day for day in days if day)
        if others:
            rows.append(Row(Text(_("Other days of the conference")), others))
    conferences = tuple(
        site.link(c.docname) for c in site.conferences.values() if c.slug != talk.conference
    )
    if conferences:
        rows.append(Row(Text(_("Other conferences")), conferences))
    return View("talk-foot", rows=tuple(rows))


def _talk_line(site: Site, talk: Talk, *, with_conference: bool) -> tuple[Piece, ...]:
    """Return one line of a list of talks: time or conference, title, speakers, what is special."""
    line: list[Piece] = []
    if not with_conference:
        moment = f"{talk.date.isoformat()}T{talk.start}" if talk.start else ""
        line.append(Text(talk.start or "", moment, "talk-start"))
    line.append(site.link(talk.docname))
    if with_conference and talk.conference in site.conferences:
        line.append(site.link(site.conferences[talk.conference].docname))
    elif talk.speakers:
        line.append(Text(", ".join(talk.speakers), style="talk-speakers"))
    kind = kind_label(talk.kind)
    # "Keynote: …" says it already.
    if talk.kind != "talk" and not site.title(talk.docname).text.startswith(kind):
        line.append(Text(kind, style="talk-kind"))
    if talk.status == "cancelled":
        line.append(Text(_("cancelled"), style="talk-cancelled"))
    return tuple(line)


def programme_view(site: Site, conference: Conference, day: int) -> View:
    """Return the programme of one day of *conference*."""
    date = conference.date_of_day(day)
    talks = site.talks_of_day(conference, day)
    return View(
        "programme",
        paragraphs=((shown_dates(site, date, max([date, *(t.last_date for t in talks)])),),),
        lines=tuple(_talk_line(site, talk, with_conference=False) for talk in talks),
    )


def _talk_count(number: int) -> Text:
    return Text(ngettext("{number} talk", "{number} talks", number), style="talk-count")


def conferences_view(site: Site) -> View:
    """Return the list of conferences with their dates and numbers of talks."""
    return View(
        "conferences",
        lines=tuple(
            (
                site.link(conference.docname),
                shown_dates(site, conference.first, conference.last),
                _talk_count(len(site.talks[slug])),
            )
            for slug, conference in site.conferences.items()
        ),
    )


def often_named_view(site: Site, count: int) -> View:
    """Return the *count* glossary entries that most talks name, the most named first."""
    return View(
        "often-named",
        lines=tuple(
            (Link(Title(entry.name, entry.language), docname, entry.ids[0]), _talk_count(talks))
            for docname, entry, talks in site.often_named[:count]
        ),
    )


def topic_view(site: Site, topic: str) -> View:
    """Return the talks on *topic*, of all conferences."""
    talks = [talk for group in site.talks.values() for talk in group if topic in talk.topics]
    return View(
        "topic-talks",
        lines=tuple(_talk_line(site, talk, with_conference=True) for talk in talks),
    )


def speakers_view(site: Site) -> View:
    """Return the speakers in alphabetical order, each with the talks."""
    return View(
        "speakers",
        rows=tuple(
            Row(
                Anchor(name, speaker_anchor(name)),
                tuple(site.link(talk.docname) for talk in talks),
            )
            for name, talks in site.speakers.items()
        ),
    )


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
        site.termbase,
        key=lambda one: [
            alphabetical(word, site.language.name) for word in one.renderings.get(own, ())
        ],
    ):
        words = [_words_of(site, entry.renderings.get(code, ()), code) for code in codes]
        avoided = [_words_of(site, entry.avoid.get(code, ()), code) for code in codes]
        lines.append((*words, tuple(piece for pieces in avoided for piece in pieces)))
    return View("termbase", table=((*head, (Text(_("Avoid")),)), *lines))


def glossary_index_view(site: Site, docname: str) -> View:
    """Return all names of the glossary by letters, with links to the letters; for *docname*."""
    letters: dict[str, list[IndexedName]] = {}
    for line in site.glossary_index:
        letters.setdefault(letter_of(line.link.title.text), []).append(line)
    ways: dict[str, list[tuple[Piece, ...]]] = {}
    parts = []
    for letter, lines in letters.items():
        language = lines[0].link.title.language
        way = Link(Title(letter, language), docname, letter_id(letter))
        ways.setdefault(script_of(letter), []).append((way,))
        heading = Anchor(letter, letter_id(letter), language or "")
        names = tuple(_index_line(line) for line in lines)
        parts.append(View("glossary-letter", lines=names, heading=heading))
    scripts = [View("glossary-letters", lines=tuple(links)) for links in ways.values()]
    return View("glossary-index", parts=(*scripts, *parts))


def _index_line(line: IndexedName) -> tuple[Piece, ...]:
    """Return a name, beside it the names in other languages, or that of the entry meant."""
    if line.see is not None:
        return line.link, Text(_("see {name}").format(name=line.see.text), style="see")
    others = (Text(t.text, style="other-name", language=t.language or "") for t in line.others)
    return line.link, *others


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
    """Return the link to a page; labels have none, so their catalogue is told."""
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
    return format_decimal(number, locale=site.language.locale)


def _percent(site: Site, progress: Progress) -> str:
    return format_percent(progress.percent / 100, locale=site.language.locale)


# What looks the same wherever it stands.
_VIEWS_OF_SITE: dict[str, Callable[[Site], View]] = {
    "speakers": speakers_view,
    "conferences": conferences_view,
    "termbase": termbase_view,
    "status": status_view,
    "books": books_view,
}


# What has no business in a book: it would be out of date at once, or lead to the book itself.
_SITE_ALONE = ("status", "books")


def view_of_place(
    site: Site, docname: str, kind: str, argument: str | int | tuple[str, ...]
) -> View:
    """Return what is shown at a place of *kind* with *argument* on the page *docname*."""
    if kind in _VIEWS_OF_SITE:
        return _VIEWS_OF_SITE[kind](site)
    facts = site.pages[docname].facts
    match kind, argument:
        case "header", _unused if facts.talk:
            return header_view(site, facts.talk)
        case "foot", _unused if facts.talk:
            return foot_view(site, facts.talk)
        case "mentions", tuple(entry_ids):
            return mentioned_in_view(site, docname, entry_ids)
        case "home-page", str(address):
            return home_page_view(address)
        case "programme", int(day) if facts.conference:
            return programme_view(site, facts.conference, day)
        case "topic", str(topic):
            return topic_view(site, topic)
        case "often-named", int(count):
            return often_named_view(site, count)
        case "glossary-index", _unused:
            return glossary_index_view(site, docname)
    return View("empty")


class _Pen:
    """Makes nodes of views, for one page of one builder."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.builder = app.builder
        self.docname = docname

    def piece(self, piece: Piece) -> nodes.Node:
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

    def joined(self, pieces: Iterable[Piece], separator: str = ", ") -> list[nodes.Node]:
        out: list[nodes.Node] = []
        for piece in pieces:
            if isinstance(piece, Text) and not piece.text:
                continue
            if out:
                # A style of the site may set the pieces apart by other means than this.
                out.append(nodes.inline("", separator, classes=["separator"]))
            out.append(self.piece(piece))
        return out

    def row(self, row: Row) -> nodes.definition_list_item:
        anchor = [row.label.name] if isinstance(row.label, Anchor) else []
        term = nodes.term("", "", self.piece(row.label), ids=anchor)
        paragraph = nodes.paragraph("", "", *self.joined(row.pieces))
        return nodes.definition_list_item("", term, nodes.definition("", paragraph))

    def view(self, view: View) -> list[nodes.Node]:
        if not (view.paragraphs or view.rows or view.lines or view.table or view.parts):
            return []
        block = nodes.container(classes=[view.style])
        if view.heading:
            # No section: the table of contents was made when the page was read.
            block += nodes.rubric(
                "",
                "",
                self.piece(view.heading),
                ids=[view.heading.name],
                **{"heading-level": 2},
            )
        for pieces in view.paragraphs:
            block += nodes.paragraph("", "", *self.joined(pieces))
        if view.rows:
            block += nodes.definition_list("", *(self.row(row) for row in view.rows))
        if view.lines:
            block += nodes.bullet_list(
                "",
                *(
                    nodes.list_item("", nodes.paragraph("", "", *self.joined(line, " · ")))
                    for line in view.lines
                ),
                bullet="*",
            )
        if view.table:
            # As furo wraps the tables of a page, before these are drawn: a wide one scrolls alone.
            block += nodes.container("", self.table(view.table), classes=["table-wrapper"])
        for part in view.parts:
            block += self.view(part)
        return [block]

    def table(self, lines: Sequence[Sequence[Sequence[Piece]]]) -> nodes.table:
        """Return a table whose head is the first of *lines*."""
        rows = [
            nodes.row(
                "",
                *(nodes.entry("", nodes.paragraph("", "", *self.joined(cell))) for cell in line),
            )
            for line in lines
        ]
        columns = len(lines[0])
        specs = (nodes.colspec("", colwidth=100 // columns) for _column in range(columns))
        head, body = nodes.thead("", rows[0]), nodes.tbody("", *rows[1:])
        return nodes.table("", nodes.tgroup("", *specs, head, body, cols=columns))


def docname_at(node: nodes.Node, whole: str) -> str:
    """Return the page that *node* is of; *whole* is the document's own, which may hold others.

    Where Sphinx makes one document of many pages, it notes on each section from which it is.
    """
    parent = node.parent
    while parent is not None and "docname" not in parent:
        parent = parent.parent
    return str(parent["docname"]) if parent is not None else whole


def draw_places(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put nodes in place of the marked places of a page (event ``doctree-resolved``)."""
    site = site_of(app.env)
    for place in list(doctree.findall(Place)):
        if place.kind in _SITE_ALONE and app.builder.name in ("epub", "latex"):
            place.replace_self([])
            continue
        page = docname_at(place, docname)
        pen = _Pen(app, page)
        drawn = pen.view(view_of_place(site, page, place.kind, place.argument))
        for node in drawn:
            tie_words(node, app.config.language)
        place.replace_self(drawn)


def visit_time_html(translator: Any, node: Time) -> None:
    """Open HTML's ``time`` element."""
    translator.body.append(translator.starttag(node, "time", "", datetime=node["datetime"]))


def depart_time_html(translator: Any, node: Time) -> None:
    """Close HTML's ``time`` element."""
    translator.body.append("</time>")


def pass_through(translator: Any, node: nodes.Element) -> None:
    """Show only what is inside the node, in formats that have nothing like it."""


def setup(app: Sphinx) -> None:
    """Draw the places of a page when it is written."""
    app.add_node(Place)
    passing = (pass_through, pass_through)
    app.add_node(
        Time,
        html=(visit_time_html, depart_time_html),
        latex=passing,
        text=passing,
        man=passing,
        texinfo=passing,
    )
    app.connect("doctree-resolved", draw_places)
