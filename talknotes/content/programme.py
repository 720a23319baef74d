"""The order of a programme: what was held after what."""

from __future__ import annotations

from collections.abc import Collection

from talknotes.content.facts import Talk


def programme_order(talks: Collection[Talk]) -> tuple[list[Talk], list[Talk]]:
    """Return *talks* of one conference in the order they were held, and those with no place.

    Talks are ordered by date and start. One without a start follows the talk that its ``after``
    names; where that one is not among *talks*, or leads back to itself, it is returned apart.
    """
    timed = sorted((t for t in talks if t.start), key=lambda t: (t.date, t.start or "", t.slug))
    untimed = sorted((t for t in talks if not t.start), key=lambda t: t.slug)
    ordered: list[Talk] = []

    def place(talk: Talk) -> None:
        ordered.append(talk)
        for follower in untimed:
            if follower.after == talk.slug:
                place(follower)

    for talk in timed:
        place(talk)
    return ordered, [talk for talk in untimed if talk not in ordered]
