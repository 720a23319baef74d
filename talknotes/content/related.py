"""What talks have in common: the entries of the glossary that they name.

Entries are connected by the talks that name both, talks by the rare entries that both name.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from itertools import combinations

from talknotes.content.domain import GlossaryEntry
from talknotes.content.facts import Talk
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


MOST_TALKS = 3
MOST_TERMS = 4
# Links whose targets are pages that readers are sent to.
_LINKS = frozenset({"doc", "ref", "talk"})


@dataclass(frozen=True)
class Related:
    """A talk, and the entries that it shares with another, the rarest first."""

    docname: str
    shared: tuple[GlossaryEntry, ...]


def related_talks(site: Site, talk: Talk) -> list[Related]:
    """Return the talks that share most with *talk*, without those that its page links to.

    A term weighs the more the fewer talks name it; what is named all over the site weighs nothing.
    One shared term is chance, two are a subject.
    """
    linked = {
        site.page_of_link(talk.docname, kind, target)
        for _domain, kind, target in site.pages[talk.docname].references
        if kind in _LINKS
    }
    every = sum(map(len, site.talks.values()))
    terms: dict[GlossaryEntry, float] = {}
    weights: defaultdict[str, float] = defaultdict(float)
    shared: Counter[str] = Counter()
    for entry in site.tools_of(talk.docname):
        rarity = every / len(site.mentions[entry.place])
        if rarity * LARGEST_SHARE >= 1:
            terms[entry] = weight = math.log(rarity)
            named = [other.docname for other in site.mentions[entry.place]]
            shared.update(named)
            for docname in named:
                weights[docname] += weight
    others = [name for name, number in shared.items() if number > 1]
    others = [name for name in others if name != talk.docname and name not in linked]
    # Rounded, so that another processor's last digit changes nothing.
    best = nsmallest(MOST_TALKS, others, key=lambda name: (-round(weights[name], 6), name))
    return [Related(name, _shared(site, name, terms)) for name in best]


def _shared(
    site: Site, docname: str, terms: dict[GlossaryEntry, float]
) -> tuple[GlossaryEntry, ...]:
    """Return those of *terms* that the talk *docname* names as well, those that weigh most."""
    named = set(site.tools_of(docname))
    return tuple(nlargest(MOST_TERMS, (one for one in terms if one in named), terms.__getitem__))
