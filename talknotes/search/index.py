"""The files of the search, written when all pages of a language are finished.

They stand in ``_static/search/`` and are scripts, which a browser also loads from disk:

* ``index.js``: the program, with Snowball's algorithms, as Sphinx brings them, and everything that
  can be found, by title and names; loaded by the first search;
* ``words-….js``: where a word stands, cut into pieces in the order of the alphabet;
* ``names.js``: the words of names, for those who mistype one;
* ``texts-….js``: the headings and texts of sections, to quote from, cut into pieces in the order of
  records;
* ``dialog.js``: the dialog in the language of the site, so that no page carries it along.

A search loads the index once and of the rest only the pieces that it asks for. Their size is fixed,
so what a search downloads hardly grows with the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import rjsmin
import sphinx.search
from sphinx.application import Sphinx

from talknotes.common.beside_pages import write_if_changed
from talknotes.common.files import digest, write_changed
from talknotes.common.labels import _
from talknotes.common.typography import tie
from talknotes.common.urls import SITE_BUILDERS
from talknotes.content.inputs import inputs
from talknotes.content.site import Site, site_of
from talknotes.search.labels import search_labels
from talknotes.search.postings import Postings
from talknotes.search.records import Record, records_of
from talknotes.search.synonyms import groups_of, synonyms_of
from talknotes.search.words import Stems, stemmers_of, stop_words_of, tables

FOLDER = "_static/search"
_DIALOG = "dialog.js"
# Bytes of a piece before compression.
_WORDS_SIZE = 16_000
_TEXTS_SIZE = 4_000
# They share one scope.
_SCRIPTS = ("words", "matches", "order", "engine")
_SNOWBALL = Path(sphinx.search.__file__).parent / "minified-js"


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


def _record(record: Record) -> list[Any]:
    """Return *record* as the browser takes it; what is empty at its end is left out."""
    anchors = " ".join(section.anchor for section in record.sections[1:])
    line = [
        record.kind, record.docname, record.anchor, record.title, record.meta,
        anchors, record.names, record.people, record.mentions,
    ]  # fmt: skip
    while not line[-1]:
        line.pop()
    return line


def _lists(site: Site) -> list[str]:
    """Return the pages that list everything, for readers who found nothing."""
    return list(filter(None, map(site.page_with, ("glossary-index", "speakers"))))


def _program(stemmers: Iterable[str]) -> Iterator[str]:
    """Yield the scripts of every search: those of Sphinx for *stemmers*, and our own."""
    for name in ("base", *sorted(set(stemmers))):
        yield (_SNOWBALL / f"{name}-stemmer.js").read_text(encoding="utf-8")
    parts = (Path(__file__).with_name(f"{name}.js") for name in _SCRIPTS)
    script = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    yield str(rjsmin.jsmin(f"(() => {{\n{script}\n}})();"))


def files_of(records: Sequence[Record], site: Site, suffix: str) -> dict[str, bytes]:
    """Return the files of the search by name; pages' addresses end in *suffix*."""
    languages = site.languages
    stemmers = stemmers_of(languages.values(), site.language.code)
    stopped = stop_words_of((*languages,))
    stems = Stems(stemmers)
    postings = Postings(stems, stopped, len(languages))
    postings.add(records)
    groups = [*groups_of(site), *([one.title, *one.names] for one in records if one.names)]
    words = list(postings.lines(synonyms_of(groups, stems, stopped, postings.knows)).items())
    texts = [
        [section.heading if place else "", section.text]
        for record in records
        for place, section in enumerate(record.sections)
    ]
    files: dict[str, bytes] = {}
    first_words, first_texts = [], []
    for number, piece in enumerate(_cut([_size(k) + _size(v) + 6 for k, v in words], _WORDS_SIZE)):
        first_words.append(words[piece][0][0])
        files[f"words-{number}.js"] = _script(f"words-{number}", dict(words[piece]))
    for number, piece in enumerate(_cut([_size(text) for _heading, text in texts], _TEXTS_SIZE)):
        first_texts.append(piece.start)
        files[f"texts-{number}.js"] = _script(f"texts-{number}", texts[piece])
    names = [sorted(postings.names), sorted(postings.others - postings.names)]
    files["names.js"] = _script("names", [" ".join(some) for some in names])
    content = _script(
        "index",
        {
            # Of the pieces, so that those of one build are never taken with those of another.
            "version": digest("".join(map(digest, files.values())).encode("ascii")),
            "suffix": suffix,
            "rules": tables(languages, stemmers),
            "lists": [f"{docname}{suffix}" for docname in _lists(site)],
            "words": first_words,
            "texts": first_texts,
            "records": [_record(record) for record in records],
            "headings": len(languages),
            "widths": postings.widths,
            "lengths": postings.lengths,
        },
    )
    # With what every search needs as well: one file is there sooner than several.
    program = "\n".join(_program(stemmers.values()))
    files["index.js"] = program.encode() + b"\n" + content
    return files


def _replace(folder: Path, files: dict[str, bytes]) -> None:
    """Make *folder* hold *files* and the dialog alone; what is already so is not written."""
    for path in folder.glob("*.js"):
        if path.name not in (*files, _DIALOG):
            path.unlink()
    for name, content in files.items():
        write_changed(folder / name, content)


def write_index(app: Sphinx) -> None:
    """Write the files of the search, when all other pages are written."""
    site = site_of(app.env)
    folder = Path(app.outdir, FOLDER)

    def write() -> None:
        suffix = app.builder.get_target_uri("x").removeprefix("x")
        _replace(folder, files_of(records_of(app, site), site, suffix))

    write_if_changed(app, folder / "index.js", inputs(site), write)
    dialog = app.builder.templates.render(
        "components/search-dialog.html", {"talknotes_search": search_labels()}
    )
    content = f"window.talkNotesSearchDialog={_json(dialog)};\n".encode()
    write_changed(folder / _DIALOG, content)


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
        # First, so that the page can say which files it is going to load. Nobody looks at them in
        # later builds of a preview.
        if not app.config.talknotes_only_pages:
            write_index(app)
        lead = _(
            "Finds talks, tools and words in English and in Russian, in any form; "
            "a letter mistyped or the wrong keyboard layout does no harm."
        )
        yield "search", {"lead": tie(lead, app.config.language)}, "search.html"


def setup(app: Sphinx) -> None:
    """Write our index in place of Sphinx's."""
    app.connect("builder-inited", use_own_search)
    app.connect("html-collect-pages", add_search_page)
