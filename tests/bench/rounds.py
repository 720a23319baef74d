"""Lets the peers build in turn, and tells what they took."""

from __future__ import annotations

import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from content import Content, write_content
from peers import Cost, Peer, translated_start, write_peers
from projects import LANGUAGES, TRANSLATED

# What is built in a round, in this order.
STEPS = {
    "all": "both languages from nothing",
    "same": "nothing changed",
    "changed": "one translated sentence changed",
    **{language: f"{language} alone, from nothing" for language in LANGUAGES},
}


@dataclass(frozen=True)
class Round:
    """What one peer took in one round, by the step, and the bytes of a talk's page."""

    costs: dict[str, Cost]
    page: float


def build(peer: Peer, step: str, content: Content) -> dict[str, Cost]:
    """Build what *step* means, and return what it took, by the step."""
    if step in LANGUAGES:
        if not peer.all:
            return {}  # known from the step in which each language is built by itself
        peer.clear()
        return {step: Cost.of_all(peer.build((step,)))}
    if step == "all":
        peer.clear()
    if step == "changed":
        peer.change(content.talks[len(content.talks) // 2])
    costs = peer.build()
    alone = {} if peer.all or step != "all" else dict(zip(LANGUAGES, costs, strict=True))
    return {step: Cost.of_all(costs), **alone}


def check_translated(peer: Peer, content: Content) -> None:
    """End where a page that *peer* has built is not in Russian: then it did less than others."""
    talk = content.talks[-1]
    if translated_start(talk) not in peer.html(talk, TRANSLATED).decode():
        sys.exit(f"{peer.name} has not translated talk {talk.number}, in {peer.root}.")


def page_bytes(peer: Peer, content: Content) -> float:
    """Return the median of the sizes of the English pages of talks."""
    return statistics.median(len(peer.html(talk, LANGUAGES[0])) for talk in content.talks)


def measure(peers: list[Peer], content: Content) -> dict[str, Round]:
    """Let *peers* take every step in turn, and return the round of each by its name."""
    costs: dict[str, dict[str, Cost]] = {peer.name: {} for peer in peers}
    pages: dict[str, float] = {}
    for step, meaning in STEPS.items():
        for peer in peers:
            taken = build(peer, step, content)
            costs[peer.name] |= taken
            if step in taken:
                print(f"  {meaning}, {peer.name}: {taken[step].wall:.1f} s", file=sys.stderr)
            if step == "all":
                check_translated(peer, content)
                pages[peer.name] = page_bytes(peer, content)
    return {peer.name: Round(costs[peer.name], pages[peer.name]) for peer in peers}


def measure_talks(talks: int, folder: Path, mkdocs: Path, rounds: int) -> dict[str, list[Round]]:
    """Return the *rounds* of each peer with so many *talks*, by its name."""
    shutil.rmtree(folder, ignore_errors=True)
    content = write_content(talks)
    peers = write_peers(folder, content, mkdocs)
    found: dict[str, list[Round]] = {peer.name: [] for peer in peers}
    for number in range(1, rounds + 1):
        print(f"{talks} talks, round {number} of {rounds}", file=sys.stderr)
        for name, taken in measure(peers, content).items():
            found[name].append(taken)
    return found
