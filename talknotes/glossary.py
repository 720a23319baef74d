"""The glossary as its source pages have it: which terms are one entry, and how they are said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_FENCE = re.compile(r"^(?P<fence>(?P<sign>[`:])(?P=sign){2,})\s*\{glossary\}")
_OPTION = re.compile(r"^:[\w-]+:")


def read_entries(text: str) -> list[tuple[str, ...]]:
    """Return the entries of every `{glossary}` in the page *text*, each as its terms.

    A term stands on a line of its own that is not indented; the lines of one entry follow one
    another (Sphinx, directive ``glossary``).
    """
    entries: list[tuple[str, ...]] = []
    fence = ""
    names: list[str] = []
    for line in text.splitlines():
        opened = _FENCE.match(line)
        if not fence:
            fence = opened["fence"] if opened else ""
            continue
        is_term = bool(line.strip()) and not line[0].isspace() and not _OPTION.match(line)
        closes = line.strip() == fence
        if is_term and not closes:
            names.append(line.strip())
        elif names:
            entries.append(tuple(names))
            names = []
        if closes:
            fence = ""
    return entries


def find_entries(docs: Path) -> dict[str, list[tuple[str, ...]]]:
    """Return the glossary entries of every page below *docs*, by docname."""
    found = {}
    for path in sorted(docs.rglob("*.md")):
        entries = read_entries(path.read_text(encoding="utf-8-sig"))
        if entries:
            found[path.relative_to(docs).with_suffix("").as_posix()] = entries
    return found


def renderings(
    pages: Mapping[str, list[tuple[str, ...]]], translations: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Return how a language says the terms, by key in small letters, the first name preferred.

    *pages* are the entries by docname, *translations* are the translated messages of each page; a
    term without translation is said as it stands.
    """
    found: dict[str, tuple[str, ...]] = {}
    for docname, entries in pages.items():
        translated = translations.get(docname, {})
        for names in entries:
            said = tuple(dict.fromkeys(translated.get(name) or name for name in names))
            found.update({name.lower(): said for name in names})
    return found
