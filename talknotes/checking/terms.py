"""Rules on terms: the glossary's own words for them, and those that the termbase settles."""

from __future__ import annotations

from collections.abc import Iterator

from talknotes.checking.model import Knowledge, Rule, Text
from talknotes.checking.words import Forms, Words, split_words

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
    return bool(some) and all(any(one & other for other in others) for one in some)


def _settled(text: Text, knowledge: Knowledge) -> Iterator[str]:
    """Tell where the source has a word of the termbase and the translation no rendering of it."""
    words = knowledge.words
    source = words.phrase(text.source_language, text.source_shown)
    translation = words.phrase(text.language, text.shown)
    for entry in knowledge.termbase:
        names = entry.renderings.get(text.source_language, ())
        wanted = entry.renderings.get(text.language, ())
        if not (entry.strict and names and wanted):
            continue
        named = [one for one in names if source.contains(words.phrase(text.source_language, one))]
        if named and not any(
            translation.contains(words.phrase(text.language, one)) for one in wanted
        ):
            yield f'"{named[0]}" is settled as "{wanted[0]}" in the termbase; use that'


def _avoided(text: Text, knowledge: Knowledge) -> Iterator[str]:
    """Tell what the termbase avoids."""
    words = knowledge.words
    shown = words.phrase(text.language, text.shown)
    for entry in knowledge.termbase:
        for avoided in entry.avoid.get(text.language, ()):
            if shown.contains(words.phrase(text.language, avoided)):
                better = entry.renderings.get(text.language, ("another word",))[0]
                yield f'"{avoided}" is avoided (termbase); use "{better}"'


RULES = (
    Rule("glossary", _glossary, reads_markdown=True),
    Rule("termbase", _settled, compares=True),
    Rule("avoided", _avoided),
)
