"""Finds the words of the termbase in a text without comparing it with each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from talknotes.checks.termbase import Settled
from talknotes.checks.words import Phrase, Words

_WITH_BRACKETS = re.compile(r"(.*?)\s*\((.*)\)")


def variants(rendering: str) -> tuple[str, ...]:
    """Return what *rendering* accepts: of ``a (b)``, either."""
    found = _WITH_BRACKETS.fullmatch(rendering)
    return (found[1], found[2]) if found else (rendering,)


_Meant = TypeVar("_Meant")


class PhraseIndex(Generic[_Meant]):
    """Phrases of one language, each with what it means to who asks, by the forms they begin with.

    *entries* are the phrases as text.
    """

    def __init__(self, words: Words, language: str, entries: Iterable[tuple[str, _Meant]]) -> None:
        self._entries = [(words.phrase(language, text), text, meant) for text, meant in entries]
        self._by_form: dict[str, list[int]] = {}
        for number, (phrase, _text, _meant) in enumerate(self._entries):
            for form in phrase.words[0] if phrase.words else ():
                self._by_form.setdefault(form, []).append(number)

    def candidates(self, text: Phrase) -> Iterator[tuple[Phrase, str, _Meant]]:
        """Yield those that may stand in *text*, for their first words do, in their order."""
        numbers = {number for form in text.forms for number in self._by_form.get(form, ())}
        for number in sorted(numbers):
            yield self._entries[number]


class TermIndex:
    """The words of one language that the termbase settles, and the names of the glossary.

    The longest are found first. A name that no language translates is found as well, with no entry:
    what is a part of it, such as the notebook in Jupyter Notebook, is no word of its own.
    """

    def __init__(
        self, words: Words, language: str, entries: Iterable[Settled], names: Iterable[str]
    ) -> None:
        settled: list[tuple[str, Settled | None]] = [
            (variant, entry)
            for entry in entries
            for name in entry.renderings.get(language, ())
            for variant in variants(name)
        ]
        self._index = PhraseIndex(words, language, [*settled, *((name, None) for name in names)])

    def find(self, text: Phrase) -> Iterator[tuple[str, Phrase, Settled]]:
        """Yield the name, the phrase and the entry of each settled word in *text*, once a place."""
        candidates = {id(one[0]): one for one in self._index.candidates(text)}
        taken: set[int] = set()
        for phrase, name, entry in sorted(candidates.values(), key=lambda one: -len(one[0])):
            for start in text.find(phrase):
                places = set(range(start, start + len(phrase)))
                if not places & taken:
                    taken |= places
                    if entry is not None:
                        yield name, phrase, entry
