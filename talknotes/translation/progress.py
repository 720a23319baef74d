"""How far a translation is: counted in words of the source, the same way wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from talknotes.translation.catalogues import AnyEntry

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


def _is_translated(entry: AnyEntry) -> bool:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    # An entry with a context has no effect.
    return entry.msgctxt is None and bool(forms) and all(form.strip() for form in forms)


def progress_of(catalogue: Iterable[AnyEntry], refused: Collection[AnyEntry] = ()) -> Progress:
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
