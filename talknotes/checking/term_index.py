"""Finds the words of the termbase in a text, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from talknotes.checking.words import Phrase, Words
from talknotes.termbase import Settled

_WITH_BRACKETS = re.compile(r"(.*?)\s*\((.*)\)")


def variants(rendering: str) -> tuple[str, ...]:
    """Return what *rendering* accepts: of ``a (b)``, either."""
    found = _WITH_BRACKETS.fullmatch(rendering)
    return (found[1], found[2]) if found else (rendering,)


class TermIndex:
    """The words of one language that the termbase settles, and the names of the glossary.

    A name that no language translates is found as well, with no entry: what is a part of it, such
    as the notebook in Jupyter Notebook, is no word of its own.
    """

    def __init__(
        self, words: Words, language: str, entries: Iterable[Settled], names: Iterable[str]
    ) -> None:
        self._words = words
        self._language = language
        self._by_form: dict[str, list[tuple[Phrase, str, Settled | None]]] = {}
        for entry in entries:
            for name in entry.renderings.get(language, ()):
                for variant in variants(name):
                    self._add(variant, entry)
        for name in names:
            self._add(name, None)

    def _add(self, name: str, entry: Settled | None) -> None:
        phrase = self._words.phrase(self._language, name)
        for form in phrase.words[0] if phrase.words else ():
            self._by_form.setdefault(form, []).append((phrase, name, entry))

    def find(self, text: Phrase) -> Iterator[tuple[str, Phrase, Settled]]:
        """Yield the name, the phrase and the entry of each settled word in *text*, once a place."""
        candidates = {id(one[0]): one for form in text.forms for one in self._by_form.get(form, ())}
        taken: set[int] = set()
        for phrase, name, entry in sorted(candidates.values(), key=lambda one: -len(one[0])):
            for start in text.find(phrase):
                places = set(range(start, start + len(phrase)))
                if not places & taken:
                    taken |= places
                    if entry is not None:
                        yield name, phrase, entry
