"""The one reader and writer of catalogues (``.po`` files).

Catalogues stand in ``locale/<language>/LC_MESSAGES/``, one a page. A translation that would hurt
the site is left out and reported, and readers get that text in its source language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from talknotes.common.problems import Problem
from talknotes.translation.inline_text import find_differences
from talknotes.translation.po_reader import read_po

MESSAGES_FOLDER = "LC_MESSAGES"
# Catalogues that belong to no page: the extension's own labels, the theme's, those of the figures.
THEME_CATALOGUE = "sphinx"
FIGURES_CATALOGUE = "figures"
FIGURE_SCRIPTS = "examples/figures"
LABEL_CATALOGUES = frozenset({"talknotes", THEME_CATALOGUE, FIGURES_CATALOGUE})
_WRAP_WIDTH = 79


@dataclass(frozen=True)
class CatalogueFile:
    """One catalogue: its language, its domain (a docname, or a label catalogue), its file."""

    language: str
    domain: str
    path: Path


def label_catalogues(root: Path) -> frozenset[str]:
    """Return the catalogues of labels that the project at *root* has: not all draw figures."""
    without = set() if (root / FIGURE_SCRIPTS).is_dir() else {FIGURES_CATALOGUE}
    return LABEL_CATALOGUES - without


def list_catalogues(locale_dir: Path, language: str) -> list[CatalogueFile]:
    """Return the catalogues of *language* below *locale_dir*, in the order of their domains."""
    return [
        CatalogueFile(language, docname_of_catalogue(locale_dir, language, path), path)
        for path in sorted((locale_dir / language / MESSAGES_FOLDER).rglob("*.po"))
    ]


def catalogue_path(locale_dir: Path, language: str, domain: str) -> Path:
    """Return where the catalogue of *domain* in *language* stands."""
    return locale_dir / language / MESSAGES_FOLDER / f"{domain}.po"


def needless(domain: str, *, is_page: bool) -> str:
    """Return what is said of a needless catalogue of *domain*: no page, or one in its language."""
    if is_page:
        return (
            f'"{domain}" is written in this language and needs no catalogue; run: make catalogues'
        )
    return (
        f'there is no page "{domain}"; run: make catalogues, which keeps the translations for when '
        "it comes back"
    )


def docname_of_catalogue(locale_dir: Path, language: str, path: Path) -> str:
    """Return the domain of the catalogue of *language* at *path*, ``""`` where it is none."""
    root = locale_dir / language / MESSAGES_FOLDER
    if path.suffix != ".po" or not path.is_relative_to(root):
        return ""
    return path.relative_to(root).with_suffix("").as_posix()


def read_entries(path: Path, shown_path: str) -> tuple[list[polib.POEntry] | None, list[Problem]]:
    """Return the entries of the catalogue at *path* (UTF-8), the header first, and what is wrong.

    Without entries in the answer the file could not be read.
    """
    if path.is_symlink() or not path.is_file():
        sentence = "this is no file of its own; put the catalogue itself in its place"
        return None, [Problem(shown_path, 1, sentence)]
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + content[: error.start].count(b"\n")
        return None, [Problem(shown_path, line, "not UTF-8; save the file in that encoding")]
    if not text.strip():
        # `make catalogues` touches nothing while a catalogue cannot be read, so that none is lost.
        sentence = "the file is empty; restore it, or delete it and run: make catalogues"
        return None, [Problem(shown_path, 1, sentence)]
    entries, problems = read_po(text, shown_path)
    return (None if problems else entries), problems


def read_catalogue(
    path: Path, shown_path: str, *, merges: bool = False
) -> tuple[polib.POFile | None, list[Problem]]:
    """Return the catalogue at *path* to be changed or compared, and what is wrong with it.

    Without a catalogue in the answer it could not be read; *merges* is that of `duplicates`.
    """
    entries, problems = read_entries(path, shown_path)
    if entries is None:
        return None, problems
    catalogue = polib.POFile(wrapwidth=_WRAP_WIDTH)
    catalogue.extend(entries)
    first = entries[0] if entries else None
    if first and not (first.msgid or first.obsolete or first.msgctxt):
        header = catalogue.pop(0)
        catalogue.header = header.tcomment
        catalogue.metadata_is_fuzzy = header.fuzzy
        lines = (line.partition(":") for line in header.msgstr.split("\n") if ":" in line)
        catalogue.metadata = {name.strip(): value.strip() for name, _colon, value in lines}
    return catalogue, list(duplicates(catalogue, shown_path, merges=merges))


def line_of(entry: polib.POEntry) -> int:
    """Return the line of *entry* in the file that it was read from, counted from 1."""
    return entry.linenum or 1


def _contradict(one: polib.POEntry, other: polib.POEntry) -> bool:
    """Return whether two entries of a message were both translated and checked, but differently."""
    said, also_said = translations_of(one), translations_of(other)
    return not (one.fuzzy or other.fuzzy) and bool(said and also_said) and said != also_said


def duplicates(
    entries: Iterable[polib.POEntry], shown_path: str, *, merges: bool = False
) -> Iterator[Problem]:
    """Yield the *entries*, without the header, that stand in the catalogue before.

    To one that *merges* them, only those are reported that contradict each other.
    """
    first: dict[tuple[str | None, str], polib.POEntry] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        if not entry.msgid:
            yield Problem(shown_path, line_of(entry), "the header stands here again; keep one")
            continue
        key = (entry.msgctxt, entry.msgid)
        before = first.setdefault(key, entry)
        if before is not entry and (not merges or _contradict(before, entry)):
            yield Problem(
                shown_path,
                line_of(entry),
                f"the msgid of line {line_of(before)} stands here again; keep one of the two",
            )


def without_effect(
    entries: Iterable[polib.POEntry], shown_path: str, *, labels: bool = False
) -> Iterator[Problem]:
    """Yield the *entries* that have no effect: no message has a context, none of a page a plural.

    Those of a catalogue of *labels* have.
    """
    for entry in entries:
        if entry.msgctxt is not None and not entry.obsolete:
            sentence = f'no message has a context; remove the line msgctxt "{entry.msgctxt}"'
            yield Problem(shown_path, line_of(entry), sentence)
        if entry.msgid_plural and not (labels or entry.obsolete):
            sentence = "a page has no plural forms; remove msgid_plural and msgstr[…]"
            yield Problem(shown_path, line_of(entry), sentence)


def is_usable(entry: polib.POEntry) -> bool:
    """Return whether *entry*, of the catalogue of a page, has a translation that may be shown.

    No message has a context, so an entry with one translates nothing.
    """
    live = not (entry.obsolete or entry.fuzzy) and entry.msgid and entry.msgctxt is None
    return bool(live and entry.msgstr.strip())


def translations_of(entry: polib.POEntry) -> list[str]:
    """Return the translations in *entry*, all plural forms; blanks are none."""
    forms = [entry.msgstr, *(text for _form, text in sorted(entry.msgstr_plural.items()))]
    return [text for text in forms if text.strip()]


def page_differences(entry: polib.POEntry) -> list[str]:
    """Return a sentence for each thing that keeps the translation of *entry*, of a page, back."""
    return [one for said in translations_of(entry) for one in find_differences(entry.msgid, said)]


def check_messages(
    catalogue: Sequence[polib.POEntry],
    shown_path: str,
    differences: Callable[[polib.POEntry], list[str]] = page_differences,
) -> dict[int, list[Problem]]:
    """Return the problems of the translations, by the place of the entry in *catalogue*.

    *differences* compares an entry with its source: `talknotes.translation.labels` has another.
    """
    return {
        place: [Problem(shown_path, line_of(entry), one) for one in sentences]
        for place, entry in enumerate(catalogue)
        if not (entry.obsolete or entry.fuzzy) and (sentences := differences(entry))
    }


def serialise(catalogue: polib.POFile) -> bytes:
    """Return *catalogue* in the one canonical form that is committed."""
    catalogue.wrapwidth = _WRAP_WIDTH
    return (str(catalogue).rstrip("\n") + "\n").encode("utf-8")
