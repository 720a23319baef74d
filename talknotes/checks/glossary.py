"""The glossary as its source pages have it: which terms are one entry, and how they are said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
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


def read_directives(text: str, name: str = "") -> Iterator[tuple[Token, int, int]]:
    """Yield the directives *name* of *text*, or all: each, its first line and the one after it."""
    for token in _markdown().parse(text) if f"{{{name}" in text else ():
        if token.map and token.info.strip().startswith(f"{{{name}}}" if name else "{"):
            yield token, token.map[0], token.map[1]


def read_glossaries(text: str, start: int = 0) -> Iterator[Glossary]:
    """Yield the glossaries in *text*, which begins in line *start*, but no examples in code."""
    for token, line, _end in read_directives(text) if "{glossary}" in text else ():
        first = start + line + 1
        if token.info.strip().startswith("{glossary}"):
            lines = token.content.splitlines()
            yield Glossary(tuple(_entries(lines, first)), first + len(lines))
        else:
            yield from read_glossaries(token.content, first)


def find_entries(texts: Mapping[str, str]) -> dict[str, list[tuple[str, ...]]]:
    """Return the entries of the glossary in *texts*, those of pages by docname, as their terms."""
    found = {
        docname: [entry.names for one in read_glossaries(text) for entry in one.entries]
        for docname, text in texts.items()
    }
    return {docname: entries for docname, entries in found.items() if entries}


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
