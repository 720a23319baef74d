"""The glossary as its source pages have it: which terms are one entry, and how they are said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

_OPTION = re.compile(r"^:[\w-]+:")


@dataclass(frozen=True)
class Entry:
    """An entry: its terms, and the line of the first, from 0."""

    names: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Glossary:
    """A ``{glossary}`` of a page: its entries, and the line that closes it, from 0."""

    entries: tuple[Entry, ...]
    end: int


def _entries(lines: Sequence[str], start: int) -> Iterator[Entry]:
    """Yield the entries in *lines*, the inside of a glossary; the first of them is line *start*.

    A term stands on a line of its own that is not indented; the lines of one entry follow one
    another (Sphinx, directive ``glossary``).
    """
    names: list[str] = []
    for number, line in enumerate([*lines, ""], start):
        if line.strip() and not line[0].isspace() and not _OPTION.match(line):
            names.append(line.strip())
        elif names:
            yield Entry(tuple(names), number - len(names))
            names = []


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").use(colon_fence_plugin).disable("inline")


def _glossaries(text: str, start: int = 0) -> Iterator[Glossary]:
    """Yield the glossaries in *text*, whose first line is line *start* of the page."""
    for token in _markdown().parse(text) if "{glossary}" in text else ():
        if token.type not in ("fence", "colon_fence") or not token.map:
            continue
        first = start + token.map[0] + 1
        if token.info.strip().startswith("{glossary}"):
            lines = token.content.splitlines()
            yield Glossary(tuple(_entries(lines, first)), first + len(lines))
        elif token.info.strip().startswith("{"):
            yield from _glossaries(token.content, first)


def read_glossaries(text: str) -> list[Glossary]:
    """Return the glossaries of the page *text*; an example of one, inside of code, is none."""
    return list(_glossaries(text))


def read_entries(text: str) -> list[tuple[str, ...]]:
    """Return the entries of every glossary of the page *text*, each as its terms."""
    return [entry.names for glossary in read_glossaries(text) for entry in glossary.entries]


def find_entries(docs: Path) -> dict[str, list[tuple[str, ...]]]:
    """Return the glossary entries of every page below *docs*, by docname."""
    found = {}
    for path in sorted(docs.rglob("*.md")):
        entries = read_entries(path.read_text(encoding="utf-8-sig"))
        if entries:
            found[path.relative_to(docs).with_suffix("").as_posix()] = entries
    return found


def renderings(
    pages: Mapping[str, list[tuple[str, ...]]], said: Callable[[str, str], str | None]
) -> dict[str, tuple[str, ...]]:
    """Return how a language says the terms, by key in small letters, the first name preferred.

    *pages* are the entries by docname, *said* gives the translation of a term of a page; a term
    without translation is said as it stands.
    """
    found: dict[str, tuple[str, ...]] = {}
    for docname, entries in pages.items():
        for names in entries:
            words = tuple(dict.fromkeys(said(docname, name) or name for name in names))
            found.update({name.lower(): words for name in names})
    return found
