"""The site as a whole, seen from one place: who follows whom, what is called what.

`Site` is made from the build environment when all pages are read, and only asked after that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from talknotes.common.languages import Language, read_languages
from talknotes.common.reports import shown_path
from talknotes.common.urls import BOOK_FORMATS
from talknotes.content.domain import GlossaryEntry, PageRecord, domain_of, marked_language
from talknotes.content.facts import Conference, Talk
from talknotes.content.history import last_changes
from talknotes.content.summaries import Wording, first_clause, summary
from talknotes.translation.domain import catalogue_file, translation_of
from talknotes.translation.status import PageCatalogue, PageStatus, read_page_catalogue, read_status


@dataclass(frozen=True)
class Title:
    """A page's title as a reader sees it; ``language`` is set where it is not the site's own."""

    text: str
    language: str | None = None


@dataclass(frozen=True)
class Link:
    """A link to a page of this site, or to a place in it."""

    title: Title
    docname: str
    anchor: str = ""


def page_of_target(docname: str, target: str) -> str:
    """Return the page that ``{doc}`` with *target* means on the page *docname*."""
    return docname_join(docname, target).removesuffix(".md")


def programme_order(talks: Collection[Talk]) -> tuple[list[Talk], list[Talk]]:
    """Return *talks* of one conference in the order they were held, and those with no place.

    Talks are ordered by date and start. One without a start follows the talk that its ``after``
    names; where that one is not among *talks*, or leads back to itself, it is returned apart.
    """
    timed = sorted((t for t in talks if t.start), key=lambda t: (t.date, t.start or "", t.slug))
    untimed = sorted((t for t in talks if not t.start), key=lambda t: t.slug)
    ordered: list[Talk] = []

    def place(talk: Talk) -> None:
        ordered.append(talk)
        for follower in untimed:
            if follower.after == talk.slug:
                place(follower)

    for talk in timed:
        place(talk)
    return ordered, [talk for talk in untimed if talk not in ordered]


class Site:
    """Answers questions about all pages of one language's build."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.pages: dict[str, PageRecord] = dict(sorted(domain_of(env).pages.items()))
        self.root: str = env.config.root_doc
        self._titles: dict[str, Title] = {}
        # What was made of it for pages, for whoever makes it to keep.
        self.views: dict[tuple[Hashable, ...], Any] = {}

    @cached_property
    def languages(self) -> dict[str, Language]:
        """The table of languages, by code."""
        return read_languages(self.env.config.talknotes_languages)

    @property
    def language(self) -> Language:
        """The language that is being built."""
        return self.languages[self.env.config.language]

    @cached_property
    def conferences(self) -> dict[str, Conference]:
        """The conferences by slug, the latest first."""
        found = [r.facts.conference for r in self.pages.values() if r.facts.conference]
        return {c.slug: c for c in sorted(found, key=lambda c: (c.first, c.slug), reverse=True)}

    @cached_property
    def talks(self) -> dict[str, list[Talk]]:
        """The talks of each conference, in the order of its programme; unplaced ones at the end."""
        found: dict[str, list[Talk]] = {slug: [] for slug in self.conferences}
        for record in self.pages.values():
            if record.facts.talk:
                found.setdefault(record.facts.talk.conference, []).append(record.facts.talk)
        ordered = {slug: programme_order(talks) for slug, talks in found.items()}
        return {slug: [*placed, *unplaced] for slug, (placed, unplaced) in ordered.items()}

    def talks_of_day(self, conference: Conference, number: int) -> list[Talk]:
        """Return the talks of day *number* of *conference*, in order."""
        date = conference.date_of_day(number)
        return [talk for talk in self.talks[conference.slug] if talk.date == date]

    def day_numbers(self, conference: Conference) -> list[int]:
        """Return the days of *conference* that have talks, the first day being 1."""
        return sorted({conference.day_number(t.date) for t in self.talks[conference.slug]})

    @cached_property
    def day_anchors(self) -> dict[tuple[str, int], str]:
        """The id of the section that shows a day's programme, by conference and number."""
        return {
            (record.facts.conference.slug, int(str(place.argument))): place.section_id
            for record in self.pages.values()
            if record.facts.conference
            for place in record.places_of("programme")
        }

    @cached_property
    def glossary(self) -> list[GlossaryEntry]:
        """All entries of the glossary, page by page."""
        return [entry for record in self.pages.values() for entry in record.entries]

    @cached_property
    def entries(self) -> dict[tuple[str, str], GlossaryEntry]:
        """The glossary entries by page and id of any of their term lines."""
        return {(entry.docname, one): entry for entry in self.glossary for one in entry.ids}

    @cached_property
    def _terms(self) -> dict[str, tuple[str, str]]:
        """Sphinx's glossary: where the entry of a key stands, by the key in lower case."""
        standard = self.env.domains.standard_domain
        return {
            key.lower(): place for (kind, key), place in standard.objects.items() if kind == "term"
        }

    def entry_of_key(self, key: str) -> GlossaryEntry | None:
        """Return the glossary entry that *key* refers to."""
        return self.entries.get(self._terms.get(key.lower(), ("", "")))

    @cached_property
    def _faulty_texts(self) -> tuple[str, ...]:
        """Of each page that could not be read whole, its name and its text."""
        faulty = [name for name, record in self.pages.items() if record.is_faulty]
        return tuple(
            f"{name}\n{Path(self.env.doc2path(name)).read_text(encoding='utf-8-sig')}".lower()
            for name in faulty
        )

    def is_excused(self, name: str) -> bool:
        """Return whether *name* may be missing because a page could not be read whole, or moved."""
        last = PurePosixPath(name.partition("#")[0]).name.removesuffix(".md")
        is_moved = last in {PurePosixPath(one).name for one in domain_of(self.env).moved}
        return is_moved or any(name.lower() in text for text in self._faulty_texts)

    @cached_property
    def mentions(self) -> dict[tuple[str, str], list[Talk]]:
        """The talks that name an entry, in the order of programmes, by page and first id."""
        found: dict[tuple[str, str], list[Talk]] = {}
        for talks in self.talks.values():
            for talk in talks:
                for entry in self.tools_of(talk.docname):
                    found.setdefault(entry.place, []).append(talk)
        return found

    def tools_of(self, docname: str) -> list[GlossaryEntry]:
        """Return the glossary entries that the page *docname* names, each once, in order."""
        named = map(self.entry_of_key, self.pages[docname].mentions)
        return list(dict.fromkeys(entry for entry in named if entry))

    @cached_property
    def _catalogues(self) -> dict[str, dict[str, PageCatalogue]]:
        """What is known of the pages' catalogues, by language and page; each is read once."""
        return {
            code: {
                docname: self._catalogue(docname, code)
                for docname, record in self.pages.items()
                if record.facts.language != code
            }
            for code in self.languages
        }

    def _catalogue(self, docname: str, code: str) -> PageCatalogue:
        if code == self.language.code:
            return translation_of(self.env).pages[docname].known
        return read_page_catalogue(catalogue_file(self.env, docname, code))

    def messages(self, docname: str, code: str) -> Mapping[str, str]:
        """Return the messages of *docname*, each with how *code* says it; empty if it does not.

        Without a catalogue, which a page in its own language has not, there are none.
        """
        catalogue = self._catalogues[code].get(docname)
        return catalogue.messages if catalogue else {}

    def said(self, docname: str, message: str, code: str) -> str:
        """Return how the language *code* says a title or a term of *docname*; empty if it does not.

        *message* is the source.
        """
        catalogue = self._catalogues[code].get(docname)
        return catalogue.said(message) if catalogue else ""

    @cached_property
    def status(self) -> list[PageStatus]:
        """How far every page is translated into every language, in reading order."""
        config = self.env.config
        root = Path(config.talknotes_root)
        order = [*self.reading_order, *sorted(set(self.pages) - set(self.reading_order))]
        sources = {name: self.pages[name].facts.language for name in order}
        known = {
            code: {name: one.progress for name, one in pages.items()}
            for code, pages in self._catalogues.items()
        }
        return read_status(
            root, root / config.talknotes_locale_dir, self.languages, sources, known=known
        )

    @cached_property
    def topics(self) -> dict[str, Link]:
        """The section that explains each topic, by slug."""
        return {
            str(place.argument): Link(
                Title(place.section_title, place.section_language), docname, place.section_id
            )
            for docname, record in self.pages.items()
            for place in record.places_of("topic")
        }

    @cached_property
    def books(self) -> dict[str, str]:
        """The addresses of the books from the front page, by what their format is called."""
        config = self.env.config
        return {
            BOOK_FORMATS[name]: config.talknotes_layout.to_book(config.language, name)
            for name in config.talknotes_books
        }

    @cached_property
    def _pages_with(self) -> dict[str, str]:
        """The first page that has a place of a kind, by kind."""
        found: dict[str, str] = {}
        for name, record in self.pages.items():
            for place in record.places:
                found.setdefault(place.kind, name)
        return found

    def page_with(self, kind: str) -> str | None:
        """Return the first page that has a place of *kind*: ``speakers``, ``glossary-index``."""
        return self._pages_with.get(kind)

    def title(self, docname: str) -> Title:
        """Return the title of *docname*, with its language where that is not the site's."""
        if docname not in self._titles:
            node = self.env.titles.get(docname)
            known = (node.astext(), marked_language(node)) if node is not None else (docname,)
            self._titles[docname] = Title(*known)
        return self._titles[docname]

    def page_of_link(self, docname: str, kind: str, target: str) -> str | None:
        """Return the page that a link of *kind* to *target* on *docname* leads to, if any."""
        if kind == "talk":
            return domain_of(self.env).talk_docname(target)
        if kind == "ref":
            label = self.env.domains.standard_domain.labels.get(target)
            return label[0] if label else None
        return page_of_target(docname, target)

    def _sentence(self, docname: str, wording: Wording) -> str:
        def title_of(kind: str, target: str) -> str:
            if kind == "ref" and target in self.env.domains.standard_domain.labels:
                return self.env.domains.standard_domain.labels[target][2]
            page = self.page_of_link(docname, kind, target)
            return self.title(page).text if page else target

        return summary(wording, title_of)

    def summary(self, docname: str) -> str:
        """Return the first sentence of the page *docname*, empty where it begins otherwise."""
        return self._sentence(docname, self.pages[docname].wording)

    def entry_summary(self, entry: GlossaryEntry) -> str:
        """Return the first sentence of the glossary *entry*."""
        return self._sentence(entry.docname, entry.wording)

    def brief(self, docname: str) -> str:
        """Return `summary` as a list shows it: a long one ends where a semicolon parts it."""
        return first_clause(self.summary(docname))

    @cached_property
    def changes(self) -> dict[str, dt.date]:
        """The day of the last change of each source and catalogue, by path, as far as git knows."""
        root = Path(self.env.config.talknotes_root)
        docs = Path(self.env.srcdir).relative_to(root).as_posix()
        return last_changes(root, [docs, self.env.config.talknotes_locale_dir])

    def last_change(self, docname: str) -> dt.date | None:
        """Return the day on which *docname*, or its translation, was last changed, if git knows."""
        catalogue = translation_of(self.env).pages[docname].catalogue
        own = self.changes.get(shown_path(self.env, docname))
        translated = self.changes.get(catalogue)
        return max(own, translated) if own and translated else own

    def link(self, docname: str) -> Link:
        """Return a link to *docname* by its title."""
        return Link(self.title(docname), docname)

    def entry_link(self, entry: GlossaryEntry) -> Link:
        """Return a link to *entry* by its name."""
        return Link(Title(entry.name, entry.language), *entry.place)

    def children(self, docname: str) -> list[str]:
        """Return the pages below *docname*; those of a conference in the order of its programme."""
        record = self.pages.get(docname)
        listed = [d for d in self.env.toctree_includes.get(docname, []) if d in self.pages]
        if record is None or record.facts.conference is None:
            return listed
        talks = [talk.docname for talk in self.talks[record.facts.conference.slug]]
        return [d for d in talks if d in listed] + [d for d in listed if d not in talks]

    def below(self, docname: str) -> list[str]:
        """Return *docname* and all pages below it, as a reader leafs through them."""
        return list(dict.fromkeys(self._descend(docname, {self.root})))

    @cached_property
    def reading_order(self) -> list[str]:
        """All pages as a reader leafs through them: the table of contents, depth first."""
        return list(dict.fromkeys(self._descend(self.root, set())))

    def _descend(self, docname: str, seen: set[str]) -> Iterator[str]:
        if docname in seen:
            return
        seen.add(docname)
        yield docname
        for child in self.children(docname):
            yield from self._descend(child, seen)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {docname: place for place, docname in enumerate(self.reading_order)}

    def neighbours(self, docname: str) -> tuple[Link | None, Link | None]:
        """Return the page before and the page after *docname* in the reading order.

        Nobody leafs from one conference, or one part of the site, into the next.
        """
        place = self._places.get(docname)
        order = self.reading_order if place is not None else []

        def neighbour(step: int) -> Link | None:
            at = (place or 0) + step
            near = 0 <= at < len(order) and self._book_of(order[at]) == self._book_of(docname)
            return self.link(order[at]) if near else None

        return neighbour(-1), neighbour(1)

    def _book_of(self, docname: str) -> tuple[str, str]:
        """Return what *docname* is leafed through with: its part of the site, its conference."""
        facts = self.pages[docname].facts
        conference = facts.conference.slug if facts.conference else ""
        own = facts.talk.conference if facts.talk else conference
        return self.part_pages.get(docname, ""), own

    @cached_property
    def part_pages(self) -> dict[str, str]:
        """The page right below the front page that each page stands under."""
        return {
            docname: top
            for top in self.children(self.root)
            for docname in self._descend(top, {self.root})
        }

    def part_of(self, docname: str) -> Title | None:
        """Return the title of the part of the site that *docname* stands in, if it is in one."""
        top = self.part_pages.get(docname)
        return self.title(top) if top else None


@lru_cache(maxsize=1)
def site_of(env: BuildEnvironment) -> Site:
    """Return the `Site` of *env*, made once when all its pages are read."""
    return Site(env)


def forget_site() -> None:
    """Drop the cached `Site`: pages are about to be read, or have just been."""
    site_of.cache_clear()
