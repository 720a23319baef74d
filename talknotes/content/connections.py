"""Which entries of the glossary the talks connect: those that the same talks name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from talknotes.content.site import Site

# An entry that one talk names connects nothing; neither do two that met only once.
FEWEST_TALKS = 2
# What a larger share of all talks names would be connected with everything.
LARGEST_SHARE = 0.4

# The page of an entry and the id of its first term line.
Key = tuple[str, str]


@dataclass(frozen=True)
class Connections:
    """The entries that talks connect: with the number of talks that name them, and them both.

    All are in the order of their keys, whose names stand in the source and are the same in every
    language; in ``pairs`` the lesser key comes first.
    """

    talks: dict[Key, int]
    pairs: dict[tuple[Key, Key], int]

    def partners(self, key: Key) -> list[Key]:
        """Return what *key* is connected with, the most connected first."""
        found = {b if a == key else a: n for (a, b), n in self.pairs.items() if key in (a, b)}
        return sorted(found, key=lambda other: (-found[other], other))


def connections(site: Site) -> Connections:
    """Return what the talks of *site* connect; entries connected with nothing are left out."""
    every = [talk for talks in site.talks.values() for talk in talks]
    most = LARGEST_SHARE * len(every)
    talks = {key: len(named) for key, named in site.mentions.items()}
    shown = {key for key, number in talks.items() if FEWEST_TALKS <= number <= most}
    together: Counter[tuple[Key, Key]] = Counter()
    for talk in every:
        keys = {entry.place for entry in site.tools_of(talk.docname)} & shown
        together.update(combinations(sorted(keys), 2))
    pairs = {pair: number for pair, number in sorted(together.items()) if number >= FEWEST_TALKS}
    ends = Counter(key for pair in pairs for key in pair)
    # Two that meet each other alone are no part of the field.
    pairs = {(a, b): number for (a, b), number in pairs.items() if ends[a] + ends[b] > 2}
    connected = sorted({key for pair in pairs for key in pair})
    return Connections({key: talks[key] for key in connected}, pairs)
