"""Lets the peers build in turn, and tells what they took."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from content import Content, write_content
from peers import Cost, Peer, translated_start, write_peers
from projects import TRANSLATED

# What is built in a round, in this order.
STEPS = {
    "all": "both languages from nothing",
    "same": "nothing changed",
    "changed": "one translated sentence changed",
}
# What one peer took in one round, by the step.
Round = dict[str, Cost]


def build(peer: Peer, step: str, content: Content) -> Cost:
    """Build what *step* means, and return what it took."""
    if step == "all":
        peer.clear()
    if step == "changed":
        peer.change(content.talks[len(content.talks) // 2])
    return Cost.of_all(peer.build())


def check_translated(peer: Peer, content: Content) -> None:
    """End where a page that *peer* has built is not in Russian: then it did less than others."""
    talk = content.talks[-1]
    if translated_start(talk) not in peer.html(talk, TRANSLATED).decode():
        sys.exit(f"{peer.name} has not translated talk {talk.number}, in {peer.root}.")


def measure(peers: list[Peer], content: Content) -> dict[str, Round]:
    """Let *peers* take every step in turn, and return the round of each by its name."""
    rounds: dict[str, Round] = {peer.name: {} for peer in peers}
    for step, meaning in STEPS.items():
        for peer in peers:
            taken = rounds[peer.name][step] = build(peer, step, content)
            print(f"  {meaning}, {peer.name}: {taken.wall:.1f} s", file=sys.stderr)
            check_translated(peer, content)
    return rounds


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
