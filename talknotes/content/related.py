"""Which talks are about the same: those that name the same entries of the glossary, rare ones."""

from __future__ import annotations

import math
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
    # Of other talks, the numbers of the entries that they share; comparing entries takes long.
    shared: dict[str, list[int]] = {}
    entries = site.tools_of(talk.docname)
    rarity = [every / len(site.mentions[entry.place]) for entry in entries]
    for number, entry in enumerate(entries):
        if rarity[number] * LARGEST_SHARE >= 1:
            for other in site.mentions[entry.place]:
                shared.setdefault(other.docname, []).append(number)
    weights = {
        # Rounded, so that another processor's last digit changes nothing.
        docname: round(sum(math.log(rarity[one]) for one in numbers), 6)
        for docname, numbers in shared.items()
        if len(numbers) > 1 and docname != talk.docname and docname not in linked
    }
    best = nsmallest(MOST_TALKS, weights, key=lambda name: (-weights[name], name))
    return [
        Related(
            name,
            tuple(entries[one] for one in nlargest(MOST_TERMS, shared[name], rarity.__getitem__)),
        )
        for name in best
    ]
