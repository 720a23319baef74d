"""The forms of words: which of them are the same word, and which lack their ё."""

from __future__ import annotations

import re
from functools import cached_property

import pymorphy3
import snowballstemmer
from babel import Locale

# A word with its hyphens, dots and trailing signs: scikit-learn, tf.data, C++, 2018.
_WORD = re.compile(r"\w+(?:[-.'’]\w+)*[+#]*")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)

# One word as the set of its possible base forms.
Forms = frozenset[str]


def split_words(text: str) -> list[str]:
    """Return the words of *text* as they stand."""
    return _WORD.findall(text)


class Phrase:
    """The words of a text, each as its base forms, to look for other words in."""

    def __init__(self, words: list[Forms]) -> None:
        self.words = words
        self._forms = frozenset().union(*words)

    def __len__(self) -> int:
        return len(self.words)

    def contains(self, other: Phrase) -> bool:
        """Return whether the words of *other* stand here, one after the other, in any form."""
        if not other.words or any(self._forms.isdisjoint(word) for word in other.words):
            return False
        return any(
            all(self.words[start + offset] & word for offset, word in enumerate(other.words))
            for start in range(len(self.words) - len(other.words) + 1)
        )


class Words:
    """Knows the base forms of words; the dictionaries are loaded when they are first needed."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Forms] = {}
        self._phrases: dict[tuple[str, str], Phrase] = {}
        self._stemmers: dict[str, snowballstemmer.stemmer] = {}

    @cached_property
    def _russian(self) -> pymorphy3.MorphAnalyzer:
        return pymorphy3.MorphAnalyzer()

    @cached_property
    def _russian_as_spelt(self) -> pymorphy3.MorphAnalyzer:
        """The dictionary that does not take е for ё."""
        return pymorphy3.MorphAnalyzer(char_substitutes={})

    def forms(self, language: str, word: str) -> Forms:
        """Return the base forms that *word* of a text in *language* may have; е stands for ё."""
        key = (language, word)
        if key not in self._known:
            self._known[key] = self._find_forms(language, word.lower())
        return self._known[key]

    def _find_forms(self, language: str, word: str) -> Forms:
        if _CYRILLIC.search(word):
            found = {one.normal_form for one in self._russian.parse(word)}
            return frozenset(form.replace("ё", "е") for form in found)
        # Names in Latin letters stand in texts of any alphabet; their plural is the English one.
        stem = self._stemmer(language).stemWord(word)
        return frozenset({stem, word.removesuffix("s")})

    def _stemmer(self, language: str) -> snowballstemmer.stemmer:
        """Return Snowball's stemmer for *language*, the English one where it has none."""
        if language not in self._stemmers:
            name = (Locale.parse(language).english_name or "").lower()
            known = name in snowballstemmer.algorithms() and name != "russian"
            self._stemmers[language] = snowballstemmer.stemmer(name if known else "english")
        return self._stemmers[language]

    def phrase(self, language: str, text: str) -> Phrase:
        """Return the words of *text*, which is in *language*."""
        key = (language, text)
        if key not in self._phrases:
            words = [self.forms(language, word) for word in split_words(text)]
            self._phrases[key] = Phrase(words)
        return self._phrases[key]

    # Words that OpenCorpora spells with a wrong ё, in small letters.
    _NO_YO = frozenset({"сбоев"})

    def with_yo(self, word: str) -> str:
        """Return the Russian *word* with its ё where only that spelling is in the dictionary."""
        small = word.lower()
        if "е" not in small or small in self._NO_YO or self._russian_as_spelt.word_is_known(small):
            return word
        if not self._russian.word_is_known(small):
            return word
        for parse in self._russian.parse(small):
            if parse.word != small and parse.word.replace("ё", "е") == small:
                return str(parse.word)
        return word
