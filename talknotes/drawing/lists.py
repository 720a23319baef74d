"""Lists: programmes, topics, speakers, conferences, the names of the glossary.

What can be chosen is chosen by address: the page of the topics shows one of them alone where the
address names it, by the style sheet and without a script.
"""

from __future__ import annotations

from collections.abc import Iterable

from talknotes.common.labels import _, ngettext
from talknotes.content.alphabet import letter_id, letter_of, script_of
from talknotes.content.facts import Conference, Talk
from talknotes.content.indexes import (
    IndexedName,
    glossary_index,
    speaker_anchor,
    speaker_order,
    talks_of_speakers,
)
from talknotes.content.site import Link, Site, Title
from talknotes.drawing.pieces import (
    Anchor,
    Item,
    Line,
    Piece,
    Text,
    View,
    kind_label,
    reading_time,
    shown_dates,
)


def _facts(site: Site, talk: Talk, before: Iterable[Piece]) -> Line:
    """Return the small line below a title: *before*, what is special, how long it is to read."""
    facts = list(before)
    kind = kind_label(talk.kind)
    # "Keynote: …" says it already.
    if talk.kind != "talk" and not site.title(talk.docname).text.startswith(kind):
        facts.append(Text(kind))
    if talk.status == "cancelled":
        facts.append(Text(_("cancelled"), style="talk-cancelled"))
    facts.append(reading_time(site, talk.docname))
    return Line("talk-facts", tuple(facts))


def _summary(site: Site, docname: str) -> Line:
    language = site.title(docname).language or ""
    brief = site.brief(docname)
    return Line("talk-summary", (Text(brief, language=language),) if brief else ())


def _tags(site: Site, talk: Talk, but: str = "") -> Line:
    """Return the topics of *talk* as links, without the one that the list is of."""
    topics = (topic for topic in talk.topics if topic != but and topic in site.topics)
    return Line("talk-tags", tuple(site.topics[topic] for topic in topics))


def _names(talk: Talk) -> tuple[Piece, ...]:
    return (Text(", ".join(talk.speakers)),) if talk.speakers else ()


def _talk(site: Site, talk: Talk, before: Iterable[Piece]) -> Item:
    """Return *talk* by its title, its small line that begins with *before*, its first sentence."""
    title = Line("talk-title", (site.link(talk.docname),))
    return title, _facts(site, talk, before), _summary(site, talk.docname)


def programme_view(site: Site, conference: Conference, day: int) -> View:
    """Return the programme of one day of *conference*."""
    date = conference.date_of_day(day)
    talks = site.talks_of_day(conference, day)
    last = max([date, *(talk.last_date for talk in talks)])
    return View(
        "programme",
        paragraphs=((shown_dates(site, date, last),),),
        items=tuple(_programme_item(site, talk) for talk in talks),
    )


def _programme_item(site: Site, talk: Talk) -> Item:
    start = Text(talk.start or "", f"{talk.date.isoformat()}T{talk.start}" if talk.start else "")
    beginning = Line("talk-start", (start,) if talk.start else ())
    return beginning, *_talk(site, talk, _names(talk)), _tags(site, talk)


def conferences_view(site: Site) -> View:
    """Return the list of conferences with their dates, numbers of talks and first sentences."""
    items = []
    for slug, conference in site.conferences.items():
        title = Line("talk-title", (site.link(conference.docname),))
        talks = Text(ngettext("{number} talk", "{number} talks", len(site.talks[slug])))
        dates = shown_dates(site, conference.first, conference.last)
        facts = Line("talk-facts", (dates, talks))
        items.append((title, facts, _summary(site, conference.docname)))
    return View("conferences", items=tuple(items))


def _filters(label: str, ways: Iterable[tuple[Link, int]]) -> View:
    """Return links with the numbers of talks that they lead to, below *label* if any."""
    lines = tuple((link, Text(str(number), style="count")) for link, number in ways)
    return View("filters", ((Text(label),),) if label else (), lines=lines)


def topics_view(site: Site) -> View:
    """Return the ways to the talks on one topic, and to those of one conference."""
    counts = {
        slug: sum(slug in talk.topics for group in site.talks.values() for talk in group)
        for slug in site.topics
    }
    conferences = (
        (site.link(conference.docname), len(site.talks[slug]))
        for slug, conference in site.conferences.items()
    )
    return View(
        "topics",
        parts=(
            _filters(_("By topic"), ((site.topics[slug], counts[slug]) for slug in counts)),
            _filters(_("By conference"), conferences),
        ),
    )


def topic_view(site: Site, topic: str) -> View:
    """Return the talks on *topic* by conference, with the ways to those of one alone."""
    home = site.topics[topic]
    groups = {
        conference: talks
        for slug, conference in site.conferences.items()
        if (talks := [talk for talk in site.talks[slug] if topic in talk.topics])
    }
    ways = [
        (Link(site.title(one.docname), home.docname, f"{home.anchor}-{one.slug}"), len(talks))
        for one, talks in groups.items()
    ]
    every = Link(Title(_("All topics")), home.docname, site.pages[home.docname].title_id)
    parts = (
        View(
            "conference-talks",
            items=tuple(
                (*_talk(site, talk, _names(talk)), _tags(site, talk, but=topic)) for talk in talks
            ),
            heading=Anchor(way.title.text, way.anchor, way.title.language or ""),
            level=3,
        )
        for (way, _number), talks in zip(ways, groups.values(), strict=True)
    )
    filters = _filters("", ways if len(ways) > 1 else ())
    return View("topic-talks", parts=(View("all-topics", ((every,),)), filters, *parts))


def _by_letter(
    site: Site, docname: str, style: str, parts: dict[str, View], languages: dict[str, str]
) -> View:
    """Return *parts*, each below its letter, and the links to the letters, a line a script.

    *languages* has those of the letters that are not of the site's own.
    """
    ways: dict[str, list[tuple[Piece, ...]]] = {}
    for letter in parts:
        link = Link(Title(letter, languages.get(letter) or None), docname, letter_id(letter))
        ways.setdefault(script_of(letter), []).append((link,))
    letters = (View("letters", lines=tuple(links)) for links in ways.values())
    return View(style, parts=(*letters, *parts.values()))


def speakers_view(site: Site, docname: str) -> View:
    """Return the speakers by the letters of their surnames, each with the talks."""
    letters: dict[str, list[View]] = {}
    for name, talks in talks_of_speakers(site).items():
        items = tuple(_talk(site, talk, _conference(site, talk)) for talk in talks)
        heading = Anchor(name, speaker_anchor(name))
        speaker = View("speaker", items=items, heading=heading, level=3)
        letters.setdefault(letter_of(speaker_order(name)[0]), []).append(speaker)
    parts = {
        letter: View("letter", parts=tuple(views), heading=Anchor(letter, letter_id(letter)))
        for letter, views in letters.items()
    }
    return _by_letter(site, docname, "speakers", parts, {})


def _conference(site: Site, talk: Talk) -> tuple[Piece, ...]:
    conference = site.conferences.get(talk.conference)
    if conference is None:
        return ()
    title = site.title(conference.docname)
    return (Text(title.text, language=title.language or ""),)


def glossary_index_view(site: Site, docname: str) -> View:
    """Return all names of the glossary by letters, with links to the letters; for *docname*."""
    letters: dict[str, list[IndexedName]] = {}
    for line in glossary_index(site):
        letters.setdefault(letter_of(line.link.title.text), []).append(line)
    languages = {letter: lines[0].link.title.language or "" for letter, lines in letters.items()}
    parts = {
        letter: View(
            "letter",
            lines=tuple(_index_line(line) for line in lines),
            heading=Anchor(letter, letter_id(letter), languages[letter]),
        )
        for letter, lines in letters.items()
    }
    return _by_letter(site, docname, "glossary-index", parts, languages)


def _index_line(line: IndexedName) -> tuple[Piece, ...]:
    """Return a name, beside it the names in other languages, or that of the entry meant."""
    if line.see is not None:
        return line.link, Text(_("see {name}").format(name=line.see.text), style="see")
    others = (Text(t.text, style="other-name", language=t.language or "") for t in line.others)
    return line.link, *others
