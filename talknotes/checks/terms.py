"""Rules on terms: the glossary's own words for them, and those that the termbase settles."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from talknotes.checks.model import Knowledge, Rule, Text
from talknotes.checks.termbase import Settled
from talknotes.checks.words import Forms, Phrase, forms_of, phrase_of, split_words

# Words that a name takes on in a sentence.
_SMALL_WORDS = {
    "en": ("a", "an", "the", "of", "for", "in", "from", "and", "with", "by"),
    "ru": ("и", "в", "на", "для", "по", "с", "из", "к", "от"),
}


def _glossary(text: Text, knowledge: Knowledge) -> Iterator[str]:
    """Yield what a `{term}` shows in other words than its entry's names in that language."""
    for key, shown in text.parts.terms:
        known = knowledge.renderings.get(text.language, {}).get(key.lower())
        if known is None or shown.lower() == key.lower():
            continue
        if not any(_agree(text.language, shown, name) for name in known):
            names = " or ".join(f'"{one}"' for one in known)
            yield f'"{shown}" for the term "{key}"; the glossary calls it {names}'


def _agree(language: str, shown: str, name: str) -> bool:
    """Return whether *shown* is *name*, shortened or with more words, in whatever form."""
    here, there = _parts(language, shown), _parts(language, name)
    return _within(here, there) or _within(there, here)


def _parts(language: str, text: str) -> list[Forms]:
    """Return the words that matter in *text*; those of a compound stand apart."""
    small = _SMALL_WORDS.get(language, ())
    found = split_words(text.replace("-", " ").lower())
    return [forms_of(language, word) for word in found if word not in small]


def _within(some: list[Forms], others: list[Forms]) -> bool:
    return bool(some) and all(any(_related(one, other) for other in others) for one in some)


# Of one root if they begin alike: quantise and quantisation, тест и тестирование; but глубинный
# is not глубокий.
_SHARED_LETTERS = 4
_SHARED_PART = 0.7


def _related(one: Forms, other: Forms) -> bool:
    """Return whether two words are the same, or one is made from the other."""
    return bool(one & other) or any(_begin_alike(a, b) for a, b in product(one, other))


def _begin_alike(a: str, b: str) -> bool:
    shared = math.ceil(max(_SHARED_LETTERS, _SHARED_PART * min(len(a), len(b))))
    return a[:shared] == b[:shared]


_WITH_BRACKETS = re.compile(r"(.*?)\s*\((.*)\)")


def _variants(rendering: str) -> tuple[str, ...]:
    """Return what *rendering* accepts: of ``a (b)``, either."""
    found = _WITH_BRACKETS.fullmatch(rendering)
    return (found[1], found[2]) if found else (rendering,)


class _Index:
    """Phrases of one language and their entries of the termbase, by the forms they begin with.

    It finds those in a text without comparing it with each. A name has no entry.
    """

    def __init__(self, language: str, entries: Iterable[tuple[str, Settled | None]]) -> None:
        self._entries = [(phrase_of(language, text), text, entry) for text, entry in entries]
        self._by_form: dict[str, list[int]] = {}
        for number, (phrase, _text, _entry) in enumerate(self._entries):
            for form in phrase.words[0] if phrase.words else ():
                self._by_form.setdefault(form, []).append(number)

    def candidates(self, text: Phrase) -> list[tuple[Phrase, str, Settled | None]]:
        """Return those that may stand in *text*, for their first words do, in their order."""
        numbers = {number for form in text.forms for number in self._by_form.get(form, ())}
        return [self._entries[number] for number in sorted(numbers)]

    def find(self, text: Phrase) -> Iterator[tuple[str, Phrase, Settled]]:
        """Yield the name, the phrase and the entry of each word in *text*, once a place.

        The longest are found first: what is a part of a name is no word of its own.
        """
        candidates = {id(one[0]): one for one in self.candidates(text)}
        taken: set[int] = set()
        for phrase, name, entry in sorted(candidates.values(), key=lambda one: -len(one[0])):
            for start in text.find(phrase):
                places = set(range(start, start + len(phrase)))
                if not places & taken:
                    taken |= places
                    if entry is not None:
                        yield name, phrase, entry


@lru_cache(maxsize=8)
def _settled_words(knowledge: Knowledge, language: str) -> _Index:
    """Return the words of *language* that the termbase settles, and the names of all languages.

    So the notebook in Jupyter Notebook is no word of its own.
    """
    terms = knowledge.renderings.values()
    said = [{name for names in of_one.values() for name in names} for of_one in terms]
    names = sorted(set.intersection(*said)) if said else ()
    settled = [
        (variant, entry)
        for entry in knowledge.termbase
        for name in entry.renderings.get(language, ())
        for variant in _variants(name)
    ]
    return _Index(language, [*settled, *((name, None) for name in names)])


@lru_cache(maxsize=8)
def _avoided_words(knowledge: Knowledge, language: str) -> _Index:
    """Return the words of *language* that the termbase avoids, with their entries."""
    entries = ((word, e) for e in knowledge.termbase for word in e.avoid.get(language, ()))
    return _Index(language, entries)


def _settled(text: Text, knowledge: Knowledge) -> Iterator[str]:
    """Yield where one language has a word of the termbase and the other no rendering of it.

    Asked from the lead language, whichever of the two is the source: its words are those that the
    termbase lists, while a word of another language may have senses beyond them.
    """
    from_translation = text.language == knowledge.lead
    said, language = text.source_shown, text.source_language
    there, other = text.shown, text.language
    if from_translation:
        (said, language), (there, other) = (there, other), (said, language)
    lead = phrase_of(language, said)
    answer = phrase_of(other, there)
    answer_with_tails = phrase_of(other, there, tails=True)
    for name, phrase, entry in _settled_words(knowledge, language).find(lead):
        wanted = entry.renderings.get(other, ())
        # What stands there in the same words was left on purpose, as in the title of a book.
        if not (entry.strict and wanted) or answer.contains(phrase):
            continue
        accepted = (one for rendering in wanted for one in _variants(rendering))
        if not any(answer_with_tails.contains(phrase_of(other, one)) for one in accepted):
            side = "the source" if from_translation else "the translation"
            yield f'"{name}" is settled as "{wanted[0]}" in the termbase; {side} does not say it'


def _avoided(text: Text, knowledge: Knowledge) -> Iterator[str]:
    shown = phrase_of(text.language, text.shown)
    for phrase, avoided, entry in _avoided_words(knowledge, text.language).candidates(shown):
        if entry and shown.contains(phrase):
            better = entry.renderings.get(text.language, ())
            use = f'use "{better[0]}"' if better else "say it otherwise"
            yield f'"{avoided}" is avoided (termbase); {use}'


RULES = (
    Rule("glossary", _glossary, reads_markdown=True),
    Rule("termbase", _settled, compares=True),
    Rule("avoided", _avoided),
)
