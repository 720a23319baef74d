"""Which talks are about the same: those that name the same entries of the glossary, rare ones."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
    weights: dict[str, dict[GlossaryEntry, float]] = {}
    for entry in site.tools_of(talk.docname):
        naming = site.mentions[entry.place]
        if len(naming) > LARGEST_SHARE * every:
            continue
        for other in naming:
            if other.docname != talk.docname and other.docname not in linked:
                weights.setdefault(other.docname, {})[entry] = math.log(every / len(naming))
    shared = {docname: found for docname, found in weights.items() if len(found) > 1}
    # Rounded, so that another processor's last digit changes nothing.
    best = sorted(shared, key=lambda name: (-round(sum(shared[name].values()), 6), name))
    return [
        Related(name, tuple(sorted(shared[name], key=lambda one: -shared[name][one])[:MOST_TERMS]))
        for name in best[:MOST_TALKS]
    ]
