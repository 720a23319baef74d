"""What the search can find: pages, glossary entries, topics, speakers, each with its texts.

The text of a page is kept in a file of its own while the page is written, without what is drawn
into it from elsewhere; pages that a build does not write keep theirs. So the index is made of all
pages, whatever was built last.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from talknotes.common.files import write_whole
from talknotes.common.labels import _, ngettext
from talknotes.common.typography import date_span
from talknotes.content.facts import Talk
from talknotes.content.indexes import speaker_anchor, talks_of_speakers
from talknotes.content.site import Site
from talknotes.drawing.pieces import kind_label
from talknotes.reading.directives import Place
from talknotes.search.words import fold, split
from talknotes.translation.domain import translation_of

# The folder of docs/ whose pages rank as guides.
_GUIDES = "guides/"
_UNREAD = (
    Place,
    nodes.Invisible,
    nodes.raw,
    nodes.image,
    addnodes.toctree,
    addnodes.index,
)


@dataclass
class Section:
    """A part of a record: its id on the page, its heading (empty for the first), its text.

    ``headings`` and ``texts`` are what the other languages say there.
    """

    anchor: str
    heading: str
    text: str
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Record:
    """One thing that can be found.

    ``kind`` sets its rank; ``meta`` is shown with it: what it is, the conference, the date;
    ``names`` are what else it is called, in any language; ``people`` are its speakers; ``mentions``
    says how many talks name it; ``dates`` are its days as the other languages write them.
    """

    kind: str
    docname: str
    anchor: str
    title: str
    meta: tuple[str, ...]
    names: tuple[str, ...]
    people: tuple[str, ...]
    sections: tuple[Section, ...]
    mentions: int = 0
    dates: tuple[str, ...] = ()


# -- The text of a page ---------------------------------------------------------------------------


def _tells_of_another(block: nodes.Element) -> bool:
    """Return whether *block* begins with a reference to another page: it is about that page."""
    first = next(iter(block.children), None)
    return isinstance(first, nodes.reference) and any(
        {"std-doc", "doc"} & set(one["classes"]) for one in first.findall(nodes.inline)
    )


def _blocks(node: nodes.Element) -> Iterator[str]:
    """Yield the texts of the blocks below *node*, without its sections and what is drawn."""
    for child in node.children:
        if isinstance(child, (nodes.section, nodes.title, addnodes.glossary, *_UNREAD)):
            continue
        if isinstance(child, nodes.TextElement):
            if not _tells_of_another(child):
                yield child.astext()
        elif isinstance(child, nodes.Element):
            yield from _blocks(child)


def _text(node: nodes.Node) -> str:
    assert isinstance(node, nodes.Element)
    return " ".join(" ".join(_blocks(node)).split())


def texts_of_page(doctree: nodes.document) -> dict[str, Any]:
    """Return the ``sections`` of a resolved page as (id, heading, text), and its ``entries``.

    An entry of a glossary is (ids of its terms, the terms, the text).
    """
    sections = []
    for section in doctree.findall(nodes.section):
        title = next((child for child in section if isinstance(child, nodes.title)), None)
        heading = title.astext() if title is not None else ""
        sections.append([section["ids"][0], heading, _text(section)])
    entries = []
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            terms = list(item.findall(nodes.term))
            ids = [one for term in terms for one in term["ids"]]
            entries.append([ids, [term.astext() for term in terms], _text(item[-1])])
    return {"sections": sections, "entries": entries}


def _path(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir, f"search-{app.builder.name}", f"{docname}.json")


def keep_texts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep the texts of a page that is about to be written (event ``doctree-resolved``).

    Before `talknotes.drawing.places.draw_places`, so that drawn content is no part of them.
    """
    if getattr(app.builder, "name", "") in ("html", "dirhtml"):
        content = json.dumps(texts_of_page(doctree), ensure_ascii=False)
        write_whole(_path(app, docname), content.encode("utf-8"))


def _kept_texts(app: Sphinx, docname: str) -> dict[str, Any]:
    path = _path(app, docname)
    if not path.exists():  # somebody removed it: resolving the page keeps it again
        app.env.get_and_resolve_doctree(docname, app.builder)
    texts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return texts


# What is markup in a message: addresses and targets, names of roles, and its characters.
_MARKUP = re.compile(r"\]\([^)]*\)|\{[a-z:]+\}|<[^<>]*>|[`*\[\]]")

# How a message begins that tells of another page: `_tells_of_another`.
_ANOTHER = ("{doc}", "{talk}")


def _plain(message: str) -> str:
    """Return the words of *message*, which is inline Markdown."""
    return " ".join(_MARKUP.sub("", message).split())


def _key(message: str) -> str:
    """Return what headings are compared by, however they are marked up."""
    return " ".join(split(_plain(message)))


# -- Records --------------------------------------------------------------------------------------


def _distinct(title: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return *names* without *title* and without repetitions, whatever their capitals."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    found.pop(fold(title), None)
    return tuple(found.values())


class _Maker:
    """Makes the records of one language's site."""

    def __init__(self, app: Sphinx, site: Site) -> None:
        self.app = app
        self.site = site
        self.names = self._names_of_entries()
        self.topics = {(link.docname, link.anchor) for link in site.topics.values()}

    def _said(self, docname: str, message: str) -> list[str]:
        """Return *message* of the source page *docname* as every language says it."""
        said = (self.site.said(docname, message, code) for code in self.site.languages)
        return [message, *filter(None, said)]

    def _names_of_entries(self) -> dict[tuple[str, str], list[str]]:
        """Return what every entry is called in every language, by page and first id."""
        return {
            entry.place: [name for key in entry.keys for name in self._said(entry.docname, key)]
            for entry in self.site.glossary
        }

    def _titles(self, docname: str) -> list[str]:
        """Return the title of a page as every language says it."""
        title = translation_of(self.app.env).pages[docname].title
        return self._said(docname, title) if title else []

    def _talk_meta(self, talk: Talk) -> tuple[str, ...]:
        conference = self.site.conferences.get(talk.conference)
        named = (self.site.title(conference.docname).text,) if conference else ()
        return (kind_label(talk.kind), *named, self._when(talk.date, talk.last_date))

    def _when(self, first: dt.date, last: dt.date) -> str:
        return date_span(first, last, self.site.language.locale, "long")

    def _days(self, first: dt.date, last: dt.date) -> tuple[str, ...]:
        """Return the days from *first* to *last* as the other languages write them."""
        others = [one for one in self.site.languages.values() if one != self.site.language]
        days = [first + dt.timedelta(day) for day in range((last - first).days + 1)]
        spans = [(day, one.locale) for one in others for day in days]
        return tuple(date_span(day, day, locale, "long") for day, locale in spans)

    def _add_other_languages(self, docname: str, own: Mapping[str, Section]) -> None:
        """Give the sections of a page what other languages say there.

        *own* are the sections by their headings, or by the terms whose entries they are.
        """
        source = self.site.pages[docname].facts.language
        shown = self.site.messages(docname, self.site.language.code)
        for code in self.site.languages:
            said = self.site.messages(docname, code)
            if code == self.site.language.code:
                continue
            section = next(iter(own.values()), None)
            for message in shown if code == source else said:
                text = _plain(message if code == source else said[message])
                headed = own.get(_key(shown.get(message) or message))
                section = headed or section
                if text and section and not message.startswith(_ANOTHER):
                    (section.headings if headed else section.texts).append(text)

    def page(self, docname: str, sections: list[Section]) -> Record:
        """Return the record of the page itself."""
        facts = self.site.pages[docname].facts
        title = self.site.title(docname).text
        kind = "page"
        people: tuple[str, ...] = ()
        meta: tuple[str, ...] = ()
        dates: tuple[str, ...] = ()
        if facts.talk:
            kind, people, meta = "talk", facts.talk.speakers, self._talk_meta(facts.talk)
            dates = self._days(facts.talk.date, facts.talk.last_date)
        elif facts.conference:
            first, last = facts.conference.first, facts.conference.last
            kind, meta = "conference", (_("Conference"), self._when(first, last))
            dates = self._days(first, last)
        else:
            if docname.startswith(_GUIDES):
                kind = "guide"
            elif self.site.pages[docname].entries:
                kind = "glossary"
            part = self.site.part_of(docname)
            meta = (part.text,) if part and part.text != title else ()
        names = _distinct(title, self._titles(docname))
        if sections:  # what the address says is found like a word of the text
            sections[0].texts.append(docname.replace("/", " ").replace("-", " "))
        return Record(kind, docname, "", title, meta, names, people, tuple(sections), dates=dates)

    def records(self) -> Iterator[Record]:
        """Yield everything that can be found, page by page."""
        for docname in self.site.pages:
            texts = _kept_texts(self.app, docname)
            sections = [Section(*one) for one in texts["sections"]]
            entries = [(terms, Section(ids[0], "", text)) for ids, terms, text in texts["entries"]]
            named = {_key(one.heading): one for one in sections}
            named |= {_key(term): one for terms, one in entries for term in terms}
            self._add_other_languages(docname, named)
            topics = [one for one in sections if (docname, one.anchor) in self.topics]
            for one in topics:
                names = _distinct(one.heading, one.headings)
                yield Record(
                    "topic", docname, one.anchor, one.heading, (_("Topic"),), names, (), (one,)
                )
            own = [one for one in sections if one not in topics] or [Section("", "", "")]
            yield self.page(docname, own)
            page_title = self.site.title(docname).text
            for terms, section in entries:
                place = (docname, section.anchor)
                names = _distinct(terms[0], [*terms[1:], *self.names.get(place, ())])
                yield Record(
                    "tool", docname, section.anchor, terms[0], (_("Glossary"), page_title),
                    names, (), (section,), len(self.site.mentions.get(place, ())),
                )  # fmt: skip
        yield from self._speakers()

    def _speakers(self) -> Iterator[Record]:
        page = self.site.page_with("speakers")
        if page is None:
            return
        speaker = ngettext("Speaker", "Speakers", 1)
        for name, talks in talks_of_speakers(self.site).items():
            text = " · ".join(self.site.title(talk.docname).text for talk in talks)
            anchor = speaker_anchor(name)
            section = Section(anchor, "", text)
            yield Record("speaker", page, anchor, name, (speaker,), (), (), (section,))


def records_of(app: Sphinx, site: Site) -> list[Record]:
    """Return everything that can be found on *site*, in an order that builds share."""
    return list(_Maker(app, site).records())


def setup(app: Sphinx) -> None:
    """Keep the texts of pages before anything is drawn into them."""
    app.connect("doctree-resolved", keep_texts, priority=400)
