"""The site as lists: its speakers, the names of its glossary, the words of its termbase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from anyascii import anyascii

from talknotes.checks.glossary import renderings
from talknotes.checks.termbase import TERMBASE_NAME, Settled, read_termbase
from talknotes.content.alphabet import alphabetical, without_accents
from talknotes.content.domain import GlossaryEntry
from talknotes.content.facts import Talk
from talknotes.content.site import Link, Site, Title


@dataclass(frozen=True)
class IndexedName:
    """A line of the index of the glossary: a name, with the way to its entry.

    Where it is the entry's own name in the site's language, ``others`` are those in the other
    languages as far as they differ; else ``see`` is that name.
    """

    link: Link
    others: tuple[Title, ...] = ()
    see: Title | None = None


def speaker_anchor(name: str) -> str:
    """Return the id of a speaker on the speakers' page: ``speaker-`` and the name in ASCII."""
    words = "".join(c if c.isalnum() else " " for c in anyascii(name).lower()).split()
    return "-".join(["speaker", *words])


def speaker_order(name: str) -> tuple[str, str]:
    """Return what speakers are sorted by: the last word of the name, then the whole."""
    plain = without_accents(name)
    return plain.split()[-1], plain


def talks_of_speakers(site: Site) -> dict[str, list[Talk]]:
    """Return the talks of each speaker, in alphabetical order of speakers."""
    found: dict[str, list[Talk]] = {}
    for talks in site.talks.values():
        for talk in talks:
            for name in talk.speakers:
                found.setdefault(name, []).append(talk)
    return dict(sorted(found.items(), key=lambda item: speaker_order(item[0])))


def _names_of(site: Site, entry: GlossaryEntry, code: str) -> list[Title]:
    """Return how the language *code* says the terms of *entry*, each name once."""
    source = site.pages[entry.docname].facts.language
    said: dict[str, Title] = {}
    for term in entry.keys:
        translated = site.said(entry.docname, term, code)
        name, language = (translated, code) if translated else (term, source)
        said.setdefault(name, Title(name, None if language == site.language.code else language))
    return list(said.values())


def glossary_index(site: Site) -> tuple[IndexedName, ...]:
    """Return the names of all glossary entries in every language, as the alphabet has them."""
    found = [line for entry in site.glossary for line in _indexed(site, entry)]
    own = site.language.name
    return tuple(sorted(found, key=lambda line: alphabetical(line.link.title.text, own)))


def _indexed(site: Site, entry: GlossaryEntry) -> Iterator[IndexedName]:
    """Yield the lines of one entry: its name, then its other names in every language."""
    own = site.language.code
    name, *aliases = _names_of(site, entry, own)
    foreign = [_names_of(site, entry, code) for code in site.languages if code != own]
    others = {names[0].text: names[0] for names in foreign if names[0].text != name.text}
    yield IndexedName(Link(name, *entry.place), tuple(others.values()))
    seen = {name.text.casefold()}
    for alias in (*aliases, *(title for names in foreign for title in names)):
        if alias.text.casefold() not in seen:
            seen.add(alias.text.casefold())
            yield IndexedName(Link(alias, *entry.place), see=name)


def termbase(site: Site) -> tuple[Settled, ...]:
    """Return the entries of the termbase, with the glossary's words in every language."""
    config = site.env.config
    path = Path(config.talknotes_root, config.talknotes_locale_dir, TERMBASE_NAME)
    pages = {name: [one.keys for one in record.entries] for name, record in site.pages.items()}
    said = {code: renderings(pages, partial(site.said, code=code)) for code in site.languages}
    entries, _problems = read_termbase(path, TERMBASE_NAME, site.languages)
    return tuple(entry.with_glossary(said) for entry in entries)
