"""Rules on terms: the glossary's own words for them, and those that the termbase settles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from talknotes.checks.model import Knowledge, Rule, Text
from talknotes.checks.term_index import variants
from talknotes.checks.words import Forms, Words, split_words

# Words that a name takes on in a sentence.
_SMALL_WORDS = {
    "en": ("a", "an", "the", "of", "for", "in", "from", "and", "with", "by"),
    "ru": ("и", "в", "на", "для", "по", "с", "из", "к", "от"),
}


def _glossary(text: Text, knowledge: Knowledge) -> Iterator[str]:
    """Tell where a `{term}` shows other words than its entry's names in that language."""
    for key, shown in text.parts.terms:
        known = knowledge.renderings.get(text.language, {}).get(key.lower())
        if known is None or shown.lower() == key.lower():
            continue
        if not any(_agree(knowledge.words, text.language, shown, name) for name in known):
            names = " or ".join(f'"{one}"' for one in known)
            yield f'"{shown}" for the term "{key}"; the glossary calls it {names}'


def _agree(words: Words, language: str, shown: str, name: str) -> bool:
    """Return whether *shown* is *name*, shortened or with more words, in whatever form."""
    here, there = _parts(words, language, shown), _parts(words, language, name)
    return _within(here, there) or _within(there, here)


def _parts(words: Words, language: str, text: str) -> list[Forms]:
    """Return the words that matter in *text*; those of a compound stand apart."""
    small = _SMALL_WORDS.get(language, ())
    found = split_words(text.replace("-", " ").lower())
    return [words.forms(language, word) for word in found if word not in small]


def _within(some: list[Forms], others: list[Forms]) -> bool:
    return bool(some) and all(any(_related(one, other) for other in others) for one in some)


# Of one root if they begin alike: quantise and quantisation, тест and тестирование; but глубинный
# is not глубокий.
_SHARED_LETTERS = 4
_SHARED_PART = 0.7


def _shared_letters(a: str, b: str) -> int:
    """Return how many letters *a* and *b* begin with together."""
    different = (place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y)
    return next(different, min(len(a), len(b)))


def _related(one: Forms, other: Forms) -> bool:
    """Return whether two words are the same, or one is made from the other."""
    if one & other:
        return True
    for a, b in product(one, other):
        if _shared_letters(a, b) >= max(_SHARED_LETTERS, _SHARED_PART * min(len(a), len(b))):
            return True
    return False


def _settled(text: Text, knowledge: Knowledge) -> Iterator[str]:
    """Tell where one language has a word of the termbase and the other no rendering of it.

    Asked from the lead language, whichever of the two is the source: its words are those that the
    termbase lists, while a word of another language may have senses beyond them.
    """
    words = knowledge.words
    from_translation = text.language == knowledge.lead
    said, language = text.source_shown, text.source_language
    there, other = text.shown, text.language
    if from_translation:
        (said, language), (there, other) = (there, other), (said, language)
    lead = words.phrase(language, said)
    answer = words.phrase(other, there)
    answer_with_tails = words.phrase(other, there, tails=True)
    for name, phrase, entry in knowledge.index(language).find(lead):
        wanted = entry.renderings.get(other, ())
        # What stands there in the same words was left on purpose, as in the title of a book.
        if not (entry.strict and wanted) or answer.contains(phrase):
            continue
        accepted = (one for rendering in wanted for one in variants(rendering))
        if not any(answer_with_tails.contains(words.phrase(other, one)) for one in accepted):
            side = "the source" if from_translation else "the translation"
            yield f'"{name}" is settled as "{wanted[0]}" in the termbase; {side} does not say it'


def _avoided(text: Text, knowledge: Knowledge) -> Iterator[str]:
    """Tell what the termbase avoids."""
    shown = knowledge.words.phrase(text.language, text.shown)
    for phrase, avoided, entry in knowledge.avoided(text.language).candidates(shown):
        if shown.contains(phrase):
            better = entry.renderings.get(text.language, ())
            use = f'use "{better[0]}"' if better else "say it otherwise"
            yield f'"{avoided}" is avoided (termbase); {use}'


RULES = (
    Rule("glossary", _glossary, reads_markdown=True),
    Rule("termbase", _settled, compares=True),
    Rule("avoided", _avoided),
)
