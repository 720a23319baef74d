"""The forms of words: which of them are the same word, and which lack their ё.

The dictionaries are loaded when they are first needed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pymorphy3
import snowballstemmer
from babel import Locale

# A word with its hyphens, dots and what ends it: scikit-learn, tf.data, C++, 2018.
_WORD = re.compile(r"\w+(?:[-.'’]\w+)*[+#]*")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
# Of all uses of a word, how large a part a reading needs to be likely.
_LIKELY = 0.2
# Words that OpenCorpora spells with a wrong ё, in small letters.
_NO_YO = frozenset({"сбоев"})

# One word as the set of its possible base forms.
Forms = frozenset[str]


def without_yo(word: str) -> str:
    """Return *word*, in small letters, with е for ё, as many people type it."""
    return word.replace("ё", "е")


def split_words(text: str) -> list[str]:
    """Return the words of *text* as they stand."""
    return _WORD.findall(text)


class Phrase:
    """The words of a text, each as its base forms, to look for other words in."""

    def __init__(self, words: list[Forms]) -> None:
        self.words = words
        self.forms = frozenset().union(*words)

    def __len__(self) -> int:
        return len(self.words)

    def find(self, other: Phrase) -> Iterator[int]:
        """Yield the places where the words of *other* stand one after the other, in any form."""
        if not other.words or any(self.forms.isdisjoint(word) for word in other.words):
            return
        for start in range(len(self.words) - len(other.words) + 1):
            if all(self.words[start + offset] & word for offset, word in enumerate(other.words)):
                yield start

    def contains(self, other: Phrase) -> bool:
        """Return whether the words of *other* stand here, one after the other, in any form."""
        return any(True for _place in self.find(other))


@cache
def _russian() -> pymorphy3.MorphAnalyzer:
    # What it says of its files while it loads them is nothing to report.
    logging.getLogger("pymorphy3").setLevel(logging.WARNING)
    return pymorphy3.MorphAnalyzer()


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer | None:
    """Return Snowball's stemmer for *language*, if it has one.

    None for English, where it takes production for product, nor for Russian: it has a dictionary.
    """
    name = (Locale.parse(language).english_name or "").lower()
    known = name in snowballstemmer.algorithms() and name not in ("english", "russian")
    return snowballstemmer.stemmer(name) if known else None


def _english_forms(word: str) -> Forms:
    """Return what *word*, in small letters, is the singular, the plural or the genitive of."""
    word = word.removesuffix("'s").removesuffix("’s")
    forms = {word}
    if word.endswith("ies"):
        forms.add(word.removesuffix("ies") + "y")
    if word.endswith(("ches", "shes", "sses", "xes")):
        forms.add(word.removesuffix("es"))
    if word.endswith("s") and not word.endswith("ss"):
        forms.add(word.removesuffix("s"))
    return frozenset(forms)


@cache
def forms_of(language: str, word: str) -> Forms:
    """Return the base forms that *word* of a text in *language* may have; е stands for ё."""
    word = word.lower()
    if _CYRILLIC.search(word):
        found = {one.normal_form for one in _russian().parse(word)}
        # The word itself too: of a new one, such as продакшен, the dictionary guesses the rest.
        return frozenset(without_yo(form) for form in {word, *found})
    # Names in Latin letters stand in texts of any alphabet; their plural is the English one.
    stemmer = _stemmer(language)
    return _english_forms(word) | ({stemmer.stemWord(word)} if stemmer else set())


@cache
def phrase_of(language: str, text: str, *, tails: bool = False) -> Phrase:
    """Return the words of *text*, which is in *language*.

    With *tails* a compound counts as its last part as well: 3D-график as график.
    """
    words = []
    for word in split_words(text):
        head, _hyphen, tail = word.rpartition("-")
        forms = forms_of(language, word)
        words.append(forms | forms_of(language, tail) if tails and head and tail else forms)
    return Phrase(words)


def russian_lexemes(words: Iterable[str]) -> Iterator[Forms]:
    """Yield all forms of every word that one of the Russian *words*, in small letters, may be.

    Nothing for words that are not in the dictionary; readings that are unlikely are left out.
    """
    seen = set()
    for word in words:
        if _CYRILLIC.search(word) and _russian().word_is_known(word):
            for one in _russian().parse(word):
                reading = (one.normal_form, one.tag.POS)
                if one.score >= _LIKELY and reading not in seen:
                    seen.add(reading)
                    yield frozenset(form.word for form in one.lexeme)


def russian_pronouns(words: Iterable[str]) -> Iterator[str]:
    """Yield all forms of those of the Russian *words*, in small letters, that are pronouns."""
    for word in words:
        for one in _russian().parse(word) if _CYRILLIC.search(word) else ():
            if one.score >= _LIKELY and (one.tag.POS == "NPRO" or "Apro" in one.tag):
                yield from (form.word for form in one.lexeme)


def with_yo(word: str) -> str:
    """Return the Russian *word* with its ё where only that spelling is in the dictionary."""
    small = word.lower()
    # The analyzer takes е for ё, its dictionary does not.
    as_spelt = _russian().dictionary.word_is_known
    if "е" not in small or small in _NO_YO or as_spelt(small):
        return word
    if not _russian().word_is_known(small):
        return word
    for parse in _russian().parse(small):
        if parse.word != small and without_yo(parse.word) == small:
            return str(parse.word)
    return word
