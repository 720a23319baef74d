"""What is known of one page while it is read: its messages, and what its catalogue says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import polib

from talknotes.common.problems import Problem
from talknotes.translation.catalogues import (
    duplicates,
    is_usable,
    line_of,
    read_entries,
    without_effect,
)
from talknotes.translation.status import Progress, progress_of

# On a text that is not translated: the line of its entry, 0 where it has none.
OPEN = "talknotes-open"
# On a document: what its blocks say in the source, by the line of the entry.
ORIGINALS = "talknotes-originals"
# A backslash at the end of a line, unless another takes its meaning.
_HARD_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")


def message_of(content: str) -> str:
    """Return the msgid of *content*, the text of one inline token of Markdown: one line.

    Only a hard line break keeps its place, so that a translation can have it too.
    """
    message = ""
    for line in content.split("\n"):
        message += line + ("\n" if _HARD_BREAK.search(line) else " ")
    return message.strip()


@dataclass
class PageTranslation:
    """One page in the language of a build.

    ``source`` is the language that the page is written in; one that ``extracts`` is read for its
    messages alone. ``listed`` are all entries of its catalogue, ``None`` where it cannot be read.
    """

    source: str
    language: str
    extracts: bool = False
    # The message of its title, and the path of its catalogue as messages show it.
    title: str = ""
    catalogue: str = ""
    listed: list[polib.POEntry] | None = None
    # Those in use, by msgid.
    entries: dict[str, polib.POEntry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # Messages with the line of their first place; entries whose translation cannot be shown.
    found: dict[str, int] = field(default_factory=dict)
    refused: list[polib.POEntry] = field(default_factory=list)
    # What translated blocks say in the source, by the line of the entry; empty if it is the same.
    originals: dict[int, str] = field(default_factory=dict)
    is_held: bool = False
    # Where nothing is translated: the entries of the language in which the page is shown.
    stand_ins: dict[str, polib.POEntry] = field(default_factory=dict)
    stands_in: str = ""

    @classmethod
    def read(cls, source: str, language: str, path: Path, shown_path: str) -> PageTranslation:
        """Return the page as the catalogue at *path* translates it; there need not be one.

        *shown_path* is the path in messages. ``problems`` tells what is wrong with the file.
        """
        page = cls(source, language)
        # A link that leads nowhere does not exist to Python, and is reported all the same.
        if not page.is_translated or not (path.exists() or path.is_symlink()):
            return page
        page.catalogue = shown_path
        page.listed, page.problems = read_entries(path, shown_path)
        messages = [entry for entry in (page.listed or ())[1:] if not entry.obsolete]
        page.problems += [*duplicates(messages, shown_path), *without_effect(messages, shown_path)]
        for entry in messages:
            if entry.msgctxt is None:
                page.entries.setdefault(entry.msgid, entry)
        return page

    def fall_back(self, language: str, path: Path) -> None:
        """Show the page in *language*, whose catalogue is at *path*, if nothing is translated yet.

        What is wrong with that catalogue is reported where the page is built in its language.
        """
        if self.is_translated and not any(map(is_usable, self.entries.values())):
            other = PageTranslation.read(self.source, language, path, path.name)
            self.stand_ins = {m: one for m, one in other.entries.items() if is_usable(one)}
            self.stands_in = language

    @property
    def is_translated(self) -> bool:
        """Whether the build is in another language than the page."""
        return self.source != self.language

    @property
    def progress(self) -> Progress | None:
        """How far the messages found so far are translated; ``None`` in the source language."""
        if not self.is_translated:
            return None
        # A message that is new on the page has no entry yet, and is missing all the same.
        entries = [self.entries.get(one) or polib.POEntry(msgid=one) for one in self.found]
        return progress_of(entries, self.refused)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Leave what is read inside of it in the source language."""
        before, self.is_held = self.is_held, True
        try:
            yield
        finally:
            self.is_held = before

    @property
    def asks(self) -> bool:
        """Whether anybody asks for the messages of what is read now."""
        return (self.is_translated or self.extracts) and not self.is_held

    def note(self, message: str, line: int) -> None:
        """Note that *message* stands on *line*."""
        self.found.setdefault(message, line)

    def translation_of(self, message: str) -> str:
        """Return the translation of *message*, empty where readers get the source."""
        entry = (self.stand_ins or self.entries).get(message)
        return str(entry.msgstr) if entry and is_usable(entry) else ""

    def refuse(self, message: str, sentences: list[str]) -> None:
        """Keep the translation of *message* from readers, because of *sentences*."""
        if self.stand_ins.pop(message, None):
            return
        entry = self.entries[message]
        if entry not in self.refused:
            self.refused.append(entry)
            self.problems += [Problem(self.catalogue, line_of(entry), one) for one in sentences]

    def line(self, message: str) -> int:
        """Return the line of the entry of *message*, 0 where there is none."""
        entry = self.entries.get(message)
        return line_of(entry) if entry else 0
