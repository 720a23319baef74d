"""How texts become the words that the search compares, and what it forgives a reader who types.

The rules stand here alone: ``talknotes/theme/static/search-engine.js`` reads them as `tables`, in
the index of the search (tests/search/test_search.py compares what both make of words).
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import snowballstemmer
from babel import Locale
from babel.core import get_global

from talknotes.checks.words import Words
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
_LETTERS = re.compile(r"[^\W\d_]+")
# Letters that are one to the search.
_SAME_LETTERS = {"ё": "е"}

# The scripts whose words Snowball knows, by their ISO 15924 codes; the value begins the Unicode
# names of their letters. The browser tells them by ``\p{Script=…}``.
_SCRIPTS = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC", "Armn": "ARMENIAN",
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


def numbers(words: Sequence[str]) -> Iterator[str]:
    """Yield what readers write for numbers among folded *words*.

    400x for "400 times", 140000 for "140 000" and "140,000".
    """
    for number, word in pairwise(words):
        if not number.isdecimal():
            continue
        if word in TIMES:
            yield f"{number}x"
        elif len(number) <= 3 == len(word) and word.isdecimal():
            yield number + word


def joint(pieces: Sequence[str]) -> str | None:
    """Return a name that is made of *pieces* without its signs: scikitlearn.

    Of a number, 3.8, that would be another one.
    """
    return None if len(pieces) < 2 or all(map(str.isdecimal, pieces)) else "".join(pieces)


def parts(word: str) -> list[str]:
    """Return what a folded *word* is made of where it has signs within: scikit, learn."""
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
        self._by_name = {
            _SCRIPTS[script]: snowballstemmer.stemmer(name) for script, name in stemmers.items()
        }
        self._spellings = {
            _SCRIPTS[script]: [(re.compile(one), other) for one, other in SPELLINGS.get(name, ())]
            for script, name in stemmers.items()
        }
        self._has_russian = "russian" in stemmers.values()
        self._kept: dict[str, str] = {}

    @cached_property
    def _dictionary(self) -> Words:
        # What it says of its files while it loads them is nothing to report.
        logging.getLogger("pymorphy3").setLevel(logging.WARNING)
        return Words()

    def stem(self, word: str) -> str:
        """Return the stem of a folded *word*; a word with digits or signs is its own."""
        if word not in self._kept:
            self._kept[word] = self._find(word)
        return self._kept[word]

    def _find(self, word: str) -> str:
        last = parts(word)[-1:]
        if last and word.endswith(last[0]):  # лямбда-архитектуры: its last part has the ending
            return word.removesuffix(last[0]) + self.stem(last[0])
        if not _LETTERS.fullmatch(word):
            return word
        names = {unicodedata.name(sign, "").split(" ")[0] for sign in word}
        script = names.pop() if len(names) == 1 else ""
        stemmer = self._by_name.get(script)
        if stemmer is None:
            return word
        for pattern, spelt in self._spellings.get(script, ()):
            word = pattern.sub(spelt, word, count=1)
        return str(stemmer.stemWord(word))

    def terms(self, word: str) -> set[str]:
        """Return what a folded *word* is found by: its stem, its parts, itself without signs."""
        pieces = parts(word)
        name = joint([*pieces[:-1], *map(self.stem, pieces[-1:])])
        return {self.stem(word), *map(self.stem, pieces), *({name} if name else ())}

    def kin(self, words: Iterable[str]) -> dict[str, set[str]]:
        """Return stems of other forms of the folded *words*, each with the stems that they have.

        What stemming alone does not bring together: люди is a form of человек.
        """
        found: dict[str, set[str]] = {}
        if not self._has_russian:
            return found
        for word in words:
            stem = self.stem(word)
            for form in self._dictionary.russian_lexeme(word):
                other = self.stem(fold(form))
                if other != stem:
                    found.setdefault(other, set()).add(stem)
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


def stop_words_of(languages: Iterable[str]) -> Iterator[str]:
    """Yield the stop words of *languages*, sorted."""
    yield from sorted(frozenset().union(*(stop_words(language) for language in languages)))


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
        "stemmers": stemmers,
        "spellings": {name: _for_browser(SPELLINGS.get(name, ())) for name in stemmers.values()},
        "stop": " ".join(stop_words_of(languages)),
        "layouts": [LAYOUTS[code] for code in languages if code in LAYOUTS],
        "sounds": SOUNDS,
        "alike": _for_browser(SOUNDS_ALIKE),
    }
