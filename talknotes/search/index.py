"""The files of the search, written when all pages of a language are finished.

They stand in ``_static/search/`` and are scripts, which a browser also loads from disk:

* ``index.js``: everything that can be found, by title and names, and Snowball's algorithms, as
  Sphinx brings them; loaded by the first search;
* ``words-….js``: in which sections a word stands, cut into pieces in the order of the alphabet;
* ``texts-….js``: the texts of the sections, to quote from, cut into pieces in the order of records;
* ``dialog.js``: the dialog in the language of the site, so that no page carries it along.

A search loads the index once and of the rest only the pieces that it asks for. Their size is fixed,
so what a search downloads hardly grows with the site.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sphinx.search
from sphinx.application import Sphinx

from talknotes.common.beside_pages import write_beside_pages
from talknotes.common.files import write_changed
from talknotes.common.labels import _
from talknotes.common.typography import tie
from talknotes.common.urls import SITE_BUILDERS, digest
from talknotes.content.site import Site, site_of
from talknotes.search.labels import search_labels
from talknotes.search.records import Record, records_of
from talknotes.search.synonyms import synonyms_of
from talknotes.search.words import Stems, numbers, split, stemmers_of, stop_words_of, tables

FOLDER = "_static/search"
# Bytes of a piece before compression.
_WORDS_SIZE = 16_000
_TEXTS_SIZE = 4_000
_SNOWBALL = Path(sphinx.search.__file__).parent / "minified-js"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


def _cut(sizes: Sequence[int], limit: int) -> Iterator[slice]:
    """Yield the pieces of a list whose items have *sizes*: as many as fit into *limit*."""
    start = total = 0
    for place, size in enumerate(sizes):
        if total and total + size > limit:
            yield slice(start, place)
            start, total = place, 0
        total += size
    if start < len(sizes):
        yield slice(start, len(sizes))


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _script(name: str, content: Any) -> bytes:
    return f"TalkNotesSearch.take({_json(name)},{_json(content)});\n".encode()


def _postings(counts: dict[int, int]) -> str:
    """Return *counts*, how often a word stands in which section, in short.

    The distance from the section before, in base 36, and ``*`` with the number where it is not 1.
    """
    found = []
    before = 0
    for section, count in sorted(counts.items()):
        found.append(_base36(section - before) + (f"*{count}" if count > 1 else ""))
        before = section
    return ",".join(found)


def words_of(records: Iterable[Record], stems: Stems, stopped: frozenset[str]) -> dict[str, str]:
    """Return, for each stem, where it stands, and after ``|`` the stems that are its other forms.

    A section holds its text, its heading and, the first of a record, also the record's title.
    """
    places: dict[str, Counter[int]] = {}
    seen: set[str] = set()
    number = 0
    for record in records:
        for place, section in enumerate(record.sections):
            title = record.title if place == 0 else ""
            words = split(f"{title} {section.heading} {section.text}")
            for term in numbers(words):
                places.setdefault(term, Counter())[number] += 1
            for word in words:
                if word in stopped:
                    continue
                seen.add(word)
                for term in stems.terms(word):
                    places.setdefault(term, Counter())[number] += 1
            number += 1
    kin = stems.kin(sorted(seen))
    found = {}
    for term in sorted({*places, *kin}):
        others = sorted(one for one in kin.get(term, ()) if one in places)
        line = _postings(places.get(term, {}))
        if line or others:
            found[term] = line + ("|" + " ".join(others) if others else "")
    return found


def _record(record: Record) -> list[Any]:
    """Return *record* as the browser takes it; what is empty at its end is left out."""
    headings = [[section.anchor, section.heading] for section in record.sections[1:]]
    line = [
        record.kind, record.docname, record.anchor, record.title, record.meta,
        headings, record.names, record.people, record.mentions,
    ]  # fmt: skip
    while not line[-1]:
        line.pop()
    return line


def _lists(site: Site) -> list[str]:
    """Return the pages that list everything, for readers who found nothing."""
    return list(filter(None, (site.glossary_index_page, site.speakers_page)))


def files_of(records: Sequence[Record], site: Site, suffix: str) -> dict[str, bytes]:
    """Return the files of the search by name; pages' addresses end in *suffix*."""
    languages = site.languages
    stemmers = stemmers_of(languages.values(), site.language.code)
    stopped = frozenset(stop_words_of(languages))
    stems = Stems(stemmers)
    words = list(words_of(records, stems, stopped).items())
    called = " ".join(name for record in records for name in (*record.names, *record.people))
    known = {*stopped, *(term for term, places in words if not places.startswith("|"))}
    known |= {stems.stem(word) for word in split(called)}
    texts = [section.text for record in records for section in record.sections]
    files: dict[str, bytes] = {}
    first_words, first_texts = [], []
    for number, piece in enumerate(_cut([_size(k) + _size(v) + 6 for k, v in words], _WORDS_SIZE)):
        first_words.append(words[piece][0][0])
        files[f"words-{number}.js"] = _script(f"words-{number}", dict(words[piece]))
    for number, piece in enumerate(_cut([_size(text) for text in texts], _TEXTS_SIZE)):
        first_texts.append(piece.start)
        files[f"texts-{number}.js"] = _script(f"texts-{number}", texts[piece])
    content = _script(
        "index",
        {
            # Of the pieces, so that those of one build are never taken with those of another.
            "version": digest(b"".join(files.values())),
            "suffix": suffix,
            "rules": tables(languages, stemmers),
            "synonyms": "\n".join(synonyms_of(site, stems, known)),
            "lists": [f"{docname}{suffix}" for docname in _lists(site)],
            "words": first_words,
            "texts": first_texts,
            "records": [_record(record) for record in records],
        },
    )
    # With what every search needs as well: one file is there sooner than several.
    names = ["base", *sorted(set(stemmers.values()))]
    scripts = [(_SNOWBALL / f"{name}-stemmer.js").read_bytes() for name in names]
    files["index.js"] = b"\n".join([*scripts, content])
    return files


def _replace(folder: Path, files: dict[str, bytes]) -> None:
    """Make *folder* hold *files* and nothing else; what is already so is not written."""
    for path in folder.glob("*.js"):
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        write_changed(folder / name, content)


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of the search (event ``build-finished``)."""
    if exception is not None or app.builder.name not in SITE_BUILDERS:
        return
    site = site_of(app.env)
    suffix = app.builder.get_target_uri("x").removeprefix("x")
    files = files_of(records_of(app, site), site, suffix)
    dialog = app.builder.templates.render(
        "components/search-dialog.html", {"talknotes_search": search_labels()}
    )
    files["dialog.js"] = f"window.talkNotesSearchDialog={_json(dialog)};\n".encode()
    _replace(Path(app.outdir, FOLDER), files)


def use_own_search(app: Sphinx) -> None:
    """Keep Sphinx from making a search index of its own (event ``builder-inited``)."""
    if app.builder.name in SITE_BUILDERS:
        app.builder.search = False  # type: ignore[attr-defined]
        for name in ("searchindex.js", "genindex.html"):  # of a build before this search
            Path(app.outdir, name).unlink(missing_ok=True)


def add_search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of the search (event ``html-collect-pages``), which shows ``?q=…``.

    An EPUB is made by a builder for HTML as well, and has nothing to search with.
    """
    if app.builder.name in SITE_BUILDERS:
        lead = _(
            "Finds talks, tools and words in English and in Russian, in any form; "
            "a letter mistyped or the wrong keyboard layout does no harm."
        )
        yield "search", {"lead": tie(lead, app.config.language)}, "search.html"


def setup(app: Sphinx) -> None:
    """Write our index in place of Sphinx's."""
    app.connect("builder-inited", use_own_search)
    app.connect("html-collect-pages", add_search_page)
    write_beside_pages(app, write_index)
