"""How far the translations are, and what is wrong with them: for the status page and programs.

Everything is computed from the catalogues; ``make check`` leaves what it found in
``build/check.json``, and that counts as long as the catalogue has not changed since.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib

from talknotes.common.cache import known_findings
from talknotes.common.project import LABEL_LANGUAGE
from talknotes.translation.catalogues import (
    catalogue_path,
    is_usable,
    label_catalogues,
    read_entries,
)
from talknotes.translation.inline_text import find_differences

STATUS_NAME = "status.json"
BADGE_NAME = "status.svg"
_PERCENT = 100
_WORD = re.compile(r"[^\W_]\S*")


@dataclass(frozen=True)
class Progress:
    """Words of the source by what has become of them, and the line of the first open entry.

    A fuzzy translation is not shown to readers, so it counts as not translated. ``first_open_line``
    is ``None`` where nothing is open, or what is open does not stand in the catalogue.
    """

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    first_open_line: int | None = None

    def __add__(self, other: Progress) -> Progress:
        """Return how far both together are; the line is of none, as they are of several files."""
        return Progress(
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.missing + other.missing,
        )

    @property
    def words(self) -> int:
        """All words of the source."""
        return self.translated + self.fuzzy + self.missing

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to translate."""
        return self.translated == self.words

    @property
    def percent(self) -> int:
        """The part of the words that is translated: 100 only if all are, 0 only if none is."""
        if self.is_complete:
            return _PERCENT
        rounded = _PERCENT * self.translated // self.words
        return max(1, rounded) if self.translated else 0


def count_words(message: str) -> int:
    """Return the number of words of *message*: pieces between blanks that hold a letter or a digit.

    A message without any counts as one word, because it wants to be translated all the same.
    """
    return max(1, len(_WORD.findall(message)))


def _is_translated(entry: polib.POEntry) -> bool:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    # An entry with a context has no effect.
    return entry.msgctxt is None and bool(forms) and all(form.strip() for form in forms)


def progress_of(
    catalogue: Iterable[polib.POEntry], refused: Collection[polib.POEntry] = ()
) -> Progress:
    """Return how far *catalogue* (all entries of a file, or some) is translated.

    The translations of the *refused* entries are kept from readers, so they count as missing.
    """
    counts = {"translated": 0, "fuzzy": 0, "missing": 0}
    first_open_line = None
    left_out = {id(entry) for entry in refused}
    for entry in catalogue:
        if entry.obsolete or not entry.msgid:
            continue
        state = "translated"
        if entry.fuzzy:
            state = "fuzzy"
        elif id(entry) in left_out or not _is_translated(entry):
            state = "missing"
        counts[state] += count_words(entry.msgid)
        if state != "translated" and entry.linenum:
            first_open_line = min(first_open_line or entry.linenum, entry.linenum)
    return Progress(**counts, first_open_line=first_open_line)


@dataclass(frozen=True)
class PageStatus:
    """One page's translation into one language.

    ``path`` is its catalogue from the project's folder. ``progress`` is ``None`` where there is no
    catalogue that can be read; ``findings`` is ``None`` where nobody has checked it since it
    changed.
    """

    language: str
    docname: str
    path: str
    progress: Progress | None
    findings: int | None

    @property
    def is_open(self) -> bool:
        """Whether there is something left to translate."""
        return self.progress is None or not self.progress.is_complete

    @property
    def open_words(self) -> int:
        """How many words are left to translate."""
        return self.progress.words - self.progress.translated if self.progress else 0


@dataclass(frozen=True)
class PageCatalogue:
    """What the site says of the catalogue of a page.

    ``progress`` is ``None`` where there is no catalogue that can be read; ``messages`` are those of
    the page in its order, with their translations, which are empty where readers get the source.
    """

    progress: Progress | None = None
    messages: Mapping[str, str] = field(default_factory=dict)

    def said(self, message: str) -> str:
        """Return the translation of *message*, empty where readers get the source."""
        said = self.messages.get(message, "")
        return "" if said and find_differences(message, said) else said


def page_catalogue(entries: Sequence[polib.POEntry] | None) -> PageCatalogue:
    """Return what is known of the catalogue with *entries*, ``None`` where it cannot be read."""
    if entries is None:
        return PageCatalogue()
    said = {
        one.msgid: one.msgstr if is_usable(one) else ""
        for one in entries
        if one.msgid and not one.obsolete
    }
    return PageCatalogue(progress_of(entries), said)


def read_page_catalogue(path: Path) -> PageCatalogue:
    """Return what is known of the catalogue at *path*; its mistakes are reported elsewhere."""
    entries, _problems = read_entries(path, path.name) if path.exists() else (None, [])
    return page_catalogue(entries)


def read_status(
    root: Path,
    locale_dir: Path,
    languages: Iterable[str],
    sources: Mapping[str, str],
    *,
    known: Mapping[str, Mapping[str, Progress | None]] | None = None,
) -> list[PageStatus]:
    """Return the status of every page in every language but its own, labels at the end.

    *sources* gives the source language of each page, by docname, in the order of the report;
    *known* is the progress of pages, by language, that was read already.
    """
    findings = known_findings(root)
    found = []
    for code in languages:
        domains = [docname for docname, source in sources.items() if source != code]
        labels = sorted(label_catalogues(root)) if code != LABEL_LANGUAGE else []
        progress = (known or {}).get(code, {})
        for domain in [*domains, *labels]:
            path = catalogue_path(locale_dir, code, domain)
            shown = path.relative_to(root).as_posix()
            is_known = domain in progress
            reached = progress[domain] if is_known else read_page_catalogue(path).progress
            found.append(PageStatus(code, domain, shown, reached, findings.get(shown)))
    return found


def total_of(pages: Iterable[PageStatus]) -> Progress:
    """Return the progress of all *pages* together."""
    return sum((page.progress for page in pages if page.progress), Progress())


def start_here(pages: Iterable[PageStatus]) -> PageStatus | None:
    """Return the unfinished page with the fewest words left, if there is one."""
    waiting = [page for page in pages if page.is_open and page.open_words]
    return min(waiting, key=lambda page: (page.open_words, page.docname), default=None)


def _by_language(pages: Iterable[PageStatus]) -> dict[str, list[PageStatus]]:
    found: dict[str, list[PageStatus]] = {}
    for page in pages:
        found.setdefault(page.language, []).append(page)
    return found


def status_as_json(pages: Iterable[PageStatus]) -> bytes:
    """Return the status for programs: by language its words, and its pages (UTF-8 JSON)."""
    languages = {
        code: {**_words(total_of(group)), "pages": [_page_as_json(page) for page in group]}
        for code, group in _by_language(pages).items()
    }
    return (json.dumps({"languages": languages}, ensure_ascii=False, indent=1) + "\n").encode()


def _words(progress: Progress) -> dict[str, int]:
    names = ("words", "translated", "fuzzy", "missing", "percent")
    return {name: getattr(progress, name) for name in names}


def _page_as_json(page: PageStatus) -> dict[str, object]:
    progress = page.progress
    return {
        "page": page.docname,
        "catalogue": page.path,
        **(_words(progress) if progress else {}),
        "first_open_line": progress.first_open_line if progress else None,
        "findings": page.findings,
    }


# Widths of letters in the badge's font are near enough to this, in pixels.
_LETTER = 7
_BADGE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{text}">
<title>{text}</title>
<rect width="{width}" height="20" rx="3" fill="{colour}"/>
<text x="{middle}" y="14" fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,sans-serif" \
font-size="11">{text}</text>
</svg>
"""
_COMPLETE, _OPEN = "#1a6f3c", "#8a5a00"


def draw_badge(pages: Iterable[PageStatus]) -> str:
    """Return a picture (SVG) that says how much of each language is translated."""
    percents = {code: total_of(group).percent for code, group in _by_language(pages).items()}
    text = "translated: " + ", ".join(f"{code} {percent} %" for code, percent in percents.items())
    width = _LETTER * len(text) + 2 * _LETTER
    colour = _COMPLETE if all(one == _PERCENT for one in percents.values()) else _OPEN
    return _BADGE.format(text=text, width=width, middle=width // 2, colour=colour)
