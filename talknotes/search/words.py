"""How texts become the words that the search compares, and what it forgives a reader who types.

The rules stand here alone: ``words.js`` reads them as `tables`, in the index of the search
(tests/search/test_search.py compares what both make of words).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import snowballstemmer
from babel import Locale
from babel.core import get_global

from talknotes.checks.words import russian_lexemes, russian_pronouns, without_yo
from talknotes.common.languages import Language

# The patterns of the search, for Python and for the browser, which reads them in `tables`.
PATTERNS = {
    # A word with its inner and trailing characters: scikit-learn, tf.data, CI/CD, C++, 24.
    "word": r"\w+(?:[-.'’/]\w+)*[+#]*",
    # Accents of Latin letters, and what nobody sees.
    "accents": r"(?<=[a-z])[\u0300-\u036f]+",
    "ignored": r"[\u00ad\u200b-\u200d\u2060]",
    # What stands between the parts of a word.
    "between": r"[-.'’/_]+",
    "times": r"^([0-9]+)[x×х]$",
}
_WORD, _ACCENTS, _IGNORED, _BETWEEN, _TIMES = map(re.compile, PATTERNS.values())
# Letters that are one to the search.
_SAME_LETTERS = {"ё": "е"}

# The scripts whose words Snowball knows, by their ISO 15924 codes, with their letters. The browser
# tells them by ``\p{Script=…}``.
_SCRIPTS = {
    "Latn": r"[a-z\u00c0-\u024f]+", "Cyrl": r"[\u0400-\u052f]+", "Grek": r"[\u0370-\u03ff]+",
    "Arab": r"[\u0620-\u06ff]+", "Armn": r"[\u0531-\u0587]+",
}  # fmt: skip


def fold(word: str) -> str:
    """Return *word* as it is compared: in small letters, е for ё, Latin letters without accents."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", _IGNORED.sub("", word).lower()))
    plain = unicodedata.normalize("NFC", plain)
    for letter, other in _SAME_LETTERS.items():
        plain = plain.replace(letter, other)
    return plain


def split(text: str) -> list[str]:
    """Return the words of *text*, folded."""
    return _WORD.findall(fold(text))


def number(one: str, other: str) -> str:
    """Return what readers write for the folded words *one* and *other* side by side, or nothing.

    400x for "400 times", 140000 for "140 000" and "140,000".
    """
    if not one.isdecimal():
        return ""
    if other in TIMES:
        return f"{one}x"
    return one + other if len(one) <= 3 == len(other) and other.isdecimal() else ""


def joint(pieces: Sequence[str]) -> str | None:
    """Return a name that is made of *pieces* without its hyphens and dots: scikitlearn.

    Of a number, 3.8, that would be another one.
    """
    return None if len(pieces) < 2 or all(map(str.isdecimal, pieces)) else "".join(pieces)


def parts(word: str) -> list[str]:
    """Return what a folded *word* is made of where hyphens or dots join it: scikit, learn."""
    times = _TIMES.match(word)
    if times:
        return [times[1]]
    found = [part for part in _BETWEEN.split(word) if part]
    return found if len(found) > 1 else []


def _script(language: str) -> str:
    likely = str(get_global("likely_subtags").get(language, ""))
    return next((part for part in likely.split("_") if len(part) == 4), "Latn")


def snowball_name(language: str) -> str | None:
    """Return what Snowball calls its algorithm for *language*, if it has one."""
    name = (Locale.parse(language).english_name or "").lower()
    return name if name in snowballstemmer.algorithms() else None


def stemmers_of(languages: Iterable[Language], current: str) -> dict[str, str]:
    """Return which algorithm of Snowball stems the words of which script, in the site *current*.

    Of languages that share a script, it is the site's own, or else the first of *languages*; names
    in Latin letters stand in texts of any language, and their forms are the English ones.
    """
    codes = [current, *(language.code for language in languages), "en"]
    found: dict[str, str] = {}
    for code in codes:
        name = snowball_name(code)
        if name and _script(code) in _SCRIPTS:
            found.setdefault(_script(code), name)
    return found


class Stems:
    """Reduces words to what the search compares, with the algorithms of `stemmers_of`."""

    def __init__(self, stemmers: Mapping[str, str]) -> None:
        self._by_script = [
            (
                re.compile(_SCRIPTS[script]),
                snowballstemmer.stemmer(name),
                [(re.compile(one), other) for one, other in SPELLINGS.get(name, ())],
            )
            for script, name in stemmers.items()
        ]
        self._has_russian = "russian" in stemmers.values()
        self._kept: dict[str, str] = {}
        self._spread: dict[str, tuple[tuple[str, int, int], ...]] = {}

    def stem(self, word: str) -> str:
        """Return the stem of a folded *word*; a word with digits or other characters is its own."""
        if word not in self._kept:
            self._kept[word] = self._find(word)
        return self._kept[word]

    def _find(self, word: str) -> str:
        last = parts(word)[-1:]
        if last and word.endswith(last[0]):  # лямбда-архитектуры: its last part has the ending
            return word.removesuffix(last[0]) + self.stem(last[0])
        for letters, stemmer, spellings in self._by_script:
            if letters.fullmatch(word):
                for pattern, spelt in spellings:
                    word = pattern.sub(spelt, word, count=1)
                return str(stemmer.stemWord(word))
        return word

    def spread(self, word: str) -> tuple[tuple[str, int, int], ...]:
        """Return what a folded *word* is found by: its stem, its parts, itself without hyphens.

        Each with its place among the parts, and how many of them it is.
        """
        if word not in self._spread:
            pieces = parts(word)
            stems = [self.stem(piece) for piece in pieces]
            wholes = {self.stem(word): None}
            name = joint([*pieces[:-1], *stems[-1:]])
            if name:
                wholes[name] = None
            width = len(pieces) or 1
            self._spread[word] = (
                *((whole, 0, width) for whole in wholes),
                *((stem, place, 1) for place, stem in enumerate(stems)),
            )
        return self._spread[word]

    def key(self, text: str, stopped: Container[str]) -> list[str]:
        """Return what two names are compared by that are said to be the same: their stems."""
        words = split(text)
        telling = [word for word in words if word not in stopped] or words
        return [self.stem(part) for word in telling for part in parts(word) or [word]]

    def kin(self, words: Iterable[str]) -> dict[str, set[str]]:
        """Return stems of forms of the folded *words*, each with those of its other forms.

        What stemming alone does not bring together: люди is a form of человек.
        """
        found: dict[str, set[str]] = {}
        if self._has_russian:
            for forms in russian_lexemes(words):
                stems = {self.stem(without_yo(form)) for form in forms}
                for stem in stems if len(stems) > 1 else ():
                    found.setdefault(stem, set()).update(stems - {stem})
        return found


# The letters of keyboards in the order of their keys, and how the letters of a script sound in
# Latin: data for the browser, which forgives the wrong layout and a name written as it sounds.
LAYOUTS = {
    "en": "`qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "ru": "ёйцукенгшщзхъфывапролджэячсмитьбю.",
}
SOUNDS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip

# What else sounds alike, in Latin letters, one rule after the other: питон and python are "piton".
SOUNDS_ALIKE = (
    ("d?zh|j", "i"), ("sch|shch", "sh"), ("ch(?=[rl])", "k"), ("ph", "f"), ("th", "t"),
    (r"ow\b", "ou"), ("ck|c(?!h)|q", "k"), ("x", "ks"), ("w", "v"), ("y", "i"), ("z", "s"),
    (r"(.)\1", r"\1"),
)  # fmt: skip

# Two spellings of one word, by the algorithm that stems its language: a pattern, and what takes its
# place before a word is stemmed. The site says colour and visualise, readers also color, visualize.
SPELLINGS = {
    "english": (
        (r"(?<=[a-z][a-z])([iy])z(?=[aei])", r"\1s"),
        (r"(?<=[a-z][a-z])our(?=$|s|ed|ing|a|i|f|l)", "or"),
        (r"(?<=[a-z][a-z])tre(?=s?$)", "ter"),
        (r"(?<=[a-z])ogue(?=s?$)", "og"),
        (r"(?<=gra)mme(?=s?$)", "m"),
        (r"^(lic|def|off)ence(?=[sd]?$)", r"\1ense"),
    ),
}

# Words after a number with which it means what a reader writes as 400x.
TIMES = frozenset({"times", "раз", "раза"})


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of *language* that say nothing alone, by Sphinx's own lists, folded."""
    from sphinx.search import languages as known

    searched = known.get(language)
    if isinstance(searched, str):
        from importlib import import_module

        module, _, name = searched.rpartition(".")
        searched = getattr(import_module(module), name)
    return frozenset(fold(word) for word in getattr(searched, "stopwords", ()))


@cache
def stop_words_of(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the stop words of *languages*, with every form of those that are pronouns."""
    found = frozenset().union(*(stop_words(language) for language in languages))
    return found | {fold(form) for form in russian_pronouns(found)}


def _for_browser(rules: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs of a pattern and what takes its place as JavaScript writes them."""
    return [(one, other.replace("\\", "$")) for one, other in rules]


def tables(languages: Collection[str], stemmers: Mapping[str, str]) -> dict[str, Any]:
    """Return all rules of words as the browser reads them, for a site in *languages*.

    *stemmers* are those of `stemmers_of`. What Python calls a letter of a word is written out.
    """
    return {
        "patterns": {
            name: pattern.replace(r"\w", r"[\p{L}\p{N}_]") for name, pattern in PATTERNS.items()
        },
        "letters": _SAME_LETTERS,
        "stemmers": [
            [f"^{_SCRIPTS[script]}$", name, _for_browser(SPELLINGS.get(name, ()))]
            for script, name in stemmers.items()
        ],
        "stop": " ".join(sorted(stop_words_of((*languages,)))),
        "layouts": [LAYOUTS[code] for code in languages if code in LAYOUTS],
        "sounds": SOUNDS,
        "alike": _for_browser(SOUNDS_ALIKE),
    }
