"""Which talks are about the same: those that name the same entries of the glossary, rare ones."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest, nsmallest

from talknotes.content.connections import LARGEST_SHARE
from talknotes.content.domain import GlossaryEntry
from talknotes.content.facts import Talk
from talknotes.content.site import Site

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
