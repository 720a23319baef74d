"""Finds where a text names an entry of the glossary, declined forms included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from talknotes.checks.words import forms_of

Entry = TypeVar("Entry")

# A word is of letters and digits; C++ is one, and a lone sign (CI/CD, tf.data) is one too.
_WORD = re.compile(r"[^\W_](?:\w*[^\W_])?(?:\+\+|#)?|[^\w\s]|_")
# "deep-learning framework" names deep learning; no name differs from another by a hyphen alone.
_HYPHENS = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
# «перекрёстная проверка (кросс-валидация)» is a term line with two names.
_SECOND_NAME = re.compile(r"(.+) \((.+)\)")


@dataclass(frozen=True)
class Word:
    """A word of a text, and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words and other characters of *text*; hyphens are none."""
    found = (Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text))
    return [word for word in found if word.text not in _HYPHENS]


@cache
def is_form_of(word: str, name: str) -> bool:
    """Say whether *word* is the word *name* of a term, or its plural, or a declined form of it.

    Capital letters are a part of names that have them (R, Spark, VADER); a word in small letters
    may begin a sentence.
    """
    if _CYRILLIC.search(name):
        forms = forms_of("ru", word) & forms_of("ru", name)
        return bool(forms) and (name[0].islower() or word[0].isupper())
    here = word.lower() if name.islower() else word
    return here in (name, name + "s", name + "es")


@dataclass(frozen=True)
class Naming(Generic[Entry]):
    """A place in a text that names *entry*."""

    entry: Entry
    start: int
    end: int


class Names(Generic[Entry]):
    """The names of all entries of a glossary, each with its entry.

    Where several names fit, the longest is meant: "Apache Spark", not "Spark".
    """

    def __init__(self, names: Iterable[tuple[str, Entry]]) -> None:
        self._by_letter: dict[str, list[tuple[list[str], Entry]]] = {}
        for line, entry in names:
            two = _SECOND_NAME.fullmatch(line)
            for name in two.groups() if two else (line,):
                words = [word.text for word in words_of(name)]
                self._by_letter.setdefault(words[0][0].lower(), []).append((words, entry))
        for candidates in self._by_letter.values():
            candidates.sort(key=lambda one: len(one[0]), reverse=True)

    def named_in(self, text: str) -> Iterator[Naming[Entry]]:
        """Yield the places in *text* that name an entry, in order; none overlaps another."""
        words = words_of(text)
        here = 0
        while here < len(words):
            for name, entry in self._by_letter.get(words[here].text[0].lower(), ()):
                there = words[here : here + len(name)]
                if len(there) == len(name) and all(
                    is_form_of(word.text, one) for word, one in zip(there, name, strict=True)
                ):
                    yield Naming(entry, there[0].start, there[-1].end)
                    here += len(name)
                    break
            else:
                here += 1
