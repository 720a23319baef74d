"""Where words stand: the places of every word of a site, as lines that the browser reads.

There are two kinds of places. A *phrase* is a name: a title or another name of a record, a speaker,
what is said of it, a heading. A *section* is a text; it holds what all languages say there, one
after the other, so that a query finds the same on every site.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from itertools import pairwise

from talknotes.search.records import Record
from talknotes.search.words import Stems, number, split

# So many words are between the text of one language and that of another.
_GAP = 50
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@cache
def base36(number: int) -> str:
    """Return *number* in short, as JavaScript reads it."""
    digits = ""
    while True:
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


def _steps(numbers: Iterable[int]) -> Iterator[str]:
    """Yield the distance of each number from the one before."""
    before = 0
    for one in numbers:
        yield base36(one - before)
        before = one


def phrases_of(record: Record, headings: int) -> Iterator[str]:
    """Yield the phrases of *record* in the order in which the browser numbers them.

    Of a heading there are as many as *headings*, one a language.
    """
    yield record.title
    yield from record.names
    yield from record.people
    yield " ".join((*record.meta, *record.dates))
    for section in record.sections[1:]:
        said = [section.heading, *section.headings]
        yield from (said + [""] * headings)[:headings]


class Postings:
    """Collects where the words of records stand."""

    def __init__(self, stems: Stems, stopped: Set[str], headings: int) -> None:
        self._stems = stems
        self._stopped = stopped
        self._headings = headings
        self._phrases: dict[str, dict[int, int]] = {}
        # As they are written, for they are most of what a build keeps in memory.
        self._places: dict[str, bytearray] = {}
        self._last_sections: dict[str, int] = {}
        self._terms: dict[str, tuple[list[tuple[str, int]], int]] = {}
        self._seen: set[str] = set()
        # How many words a phrase has, and how long a section is: a digit each.
        self.widths = ""
        self.lengths = ""
        # Words of names, as readers may mistype them: of tools, and all others.
        self.names: set[str] = set()
        self.others: set[str] = set()

    def add(self, records: Iterable[Record]) -> None:
        """Take *records*, whose phrases and sections the browser numbers in the same order."""
        for record in records:
            for place, text in enumerate(phrases_of(record, self._headings)):
                is_name = record.kind == "tool" and place <= len(record.names)
                self._add_phrase(text, is_name)
            for section in record.sections:
                self._add_section([section.text, *section.texts])

    def _telling(self, words: list[str]) -> list[str]:
        """Return *words* without those that say nothing, if there are others."""
        return [word for word in words if word not in self._stopped] or words

    def _add_phrase(self, text: str, is_name: bool) -> None:
        phrase = len(self.widths)
        words = split(text)
        telling = self._telling(words)
        found = [one for word in telling for one in self._stems.spread(word)]
        if is_name and len(telling) == 2 and all(map(str.isalpha, telling)):  # timezone: time zone
            found += [(self._stems.stem("".join(telling)), 0, 2)]
        found += [(one, 0, 1) for one in map(number, words, words[1:]) if one]
        for term, _place, width in found:
            self._phrases.setdefault(term, {}).setdefault(phrase, width)
        width = sum(self._stems.spread(word)[0][2] for word in telling)
        self.widths += base36(min(width, 35))
        self._seen.update(telling)
        (self.names if is_name else self.others).update(
            word for word in telling if word not in self._stopped
        )

    def _add_section(self, texts: list[str]) -> None:
        found: defaultdict[str, list[int]] = defaultdict(list)
        place = 0
        for text in texts:
            for word, after in pairwise([*split(text), ""]):
                if word.isdecimal() and (joined := number(word, after)):
                    found[joined].append(place)
                terms, width = self._terms.get(word) or self._terms_of(word)
                for term, offset in terms:
                    found[term].append(place + offset)
                place += width
            place += _GAP
        for term, places in found.items():
            self._note(term, len(self.lengths), places)
        self.lengths += base36(min(35, round(max(0, place - _GAP * len(texts)) ** 0.5)))

    def _note(self, term: str, section: int, places: list[int]) -> None:
        step = base36(section - self._last_sections.get(term, 0))
        self._last_sections[term] = section
        within = _steps(sorted(set(places))) if len(places) > 1 else map(base36, places)
        line = f",{step}:{'.'.join(within)}".encode("ascii")
        if term in self._places:
            self._places[term] += line
        else:
            self._places[term] = bytearray(line)

    def _terms_of(self, word: str) -> tuple[list[tuple[str, int]], int]:
        """Return what a *word* of a text is found by, each with its place in it; and its width.

        It is kept: texts repeat their words.
        """
        spread = self._stems.spread(word)
        terms = []
        if word not in self._stopped:
            self._seen.add(word)
            terms = [(term, offset) for term, offset, _width in spread]
        terms = [one for one in terms if one[0] not in self._stopped]
        self._terms[word] = (terms, spread[0][2])
        return self._terms[word]

    def knows(self, phrase: Iterable[str]) -> bool:
        """Return whether all stems of *phrase* stand somewhere."""
        return all(term in self._phrases or term in self._places for term in phrase)

    def lines(self, synonyms: Mapping[str, Iterable[str]]) -> dict[str, str]:
        """Return the line of every term, in the order of terms.

        ``phrases;sections|forms|synonyms``: the numbers of phrases, as steps from the one before in
        base 36, with ``*`` and a width where a term is more than one word; those of sections alike,
        each with ``:`` and the places in it; the stems of other forms; phrases that mean the same.
        """
        kin = self._stems.kin(sorted(self._seen))
        found = {}
        for term in sorted({*self._phrases, *self._places, *kin, *synonyms}):
            phrases = self._phrases.get(term, {})
            widths = (f"*{width}" if width > 1 else "" for width in phrases.values())
            named = ",".join(map(str.__add__, _steps(phrases), widths))
            standing = self._places.get(term, b"")[1:].decode("ascii")
            forms = " ".join(sorted(one for one in kin.get(term, ()) if self.knows([one])))
            line = f"{named};{standing}|{forms}|{','.join(synonyms.get(term, ()))}".rstrip("|")
            if line != ";":
                found[term] = line
        return found
