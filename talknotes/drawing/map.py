"""The map of the field: what the talks connect, as a picture and as a list.

The same graph is drawn twice, once for a screen and once for a phone, where it stands upright and
nothing has to be scrolled sideways; the style sheet shows one of the two. The layout starts from a
fixed seed, so that the same records give the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from talknotes.common.labels import _
from talknotes.content.alphabet import alphabetical
from talknotes.content.related import Connections, Key, connections
from talknotes.content.site import Link, Site
from talknotes.drawing.pieces import Anchor, Picture, Row, View

# Chosen by eye among a few: another number turns the same picture around.
SEED = 3
ROUNDS = 400
MARGIN = 6


@dataclass(frozen=True)
class Sheet:
    """What a map is drawn on: its size in pixels, and the style that shows or hides it."""

    style: str
    width: int
    height: int
    upright: bool = False


SHEETS = (Sheet("map-wide", 736, 640), Sheet("map-tall", 340, 1180, upright=True))


@dataclass
class Box:
    """The room of a node: its middle and half its size; a dot, and its name below."""

    x: float
    y: float
    half_width: float
    half_height: float


def map_sources(site: Site) -> tuple[Connections, dict[Key, Link]]:
    """Return all that the map is drawn from: to draw it takes half a second."""
    found = connections(site)
    return found, {key: site.entry_link(site.entries[key]) for key in found.talks}


def map_view(site: Site) -> View:
    """Return the map and the list of what it shows."""
    found, links = map_sources(site)
    if not found.pairs:
        return View("map")
    places = _layout(found)
    pictures = tuple(
        View(sheet.style, picture=_picture(found, links, places, sheet)) for sheet in SHEETS
    )
    return View("map", parts=(*pictures, _list(site, found, links)))


def _list(site: Site, found: Connections, links: dict[Key, Link]) -> View:
    own = site.language.name
    keys = sorted(found.talks, key=lambda key: alphabetical(links[key].title.text, own))
    rows = tuple(
        Row(links[key], tuple(links[other] for other in found.partners(key))) for key in keys
    )
    return View("map-list", rows=rows, heading=Anchor(_("The same as a list"), "map-list"))


def _layout(found: Connections) -> dict[Key, tuple[float, float]]:
    """Return where each entry stands, from 0 to 1 in both directions."""
    # Slow to import, and of no use to any other page.
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(found.talks)
    graph.add_edges_from((a, b, {"weight": number}) for (a, b), number in found.pairs.items())
    spread = 2.2 / math.sqrt(len(graph))
    placed = networkx.spring_layout(graph, k=spread, iterations=ROUNDS, seed=SEED)
    columns = [_spaced([float(placed[key][axis]) for key in graph]) for axis in (0, 1)]
    return dict(zip(graph, zip(*columns, strict=True), strict=True))


def _spaced(values: Sequence[float]) -> list[float]:
    """Return *values* between 0 and 1, halfway to standing as far from each other as can be."""
    low, high = min(values), max(values)
    order = sorted(values)
    last = max(len(values) - 1, 1)
    # Rounded, so that another processor's last digit changes nothing.
    return [
        round(((one - low) / ((high - low) or 1) + order.index(one) / last) / 2, 4)
        for one in values
    ]


def _size(talks: int) -> float:
    """Return the size of the letters of an entry that so many *talks* name."""
    return min(12 + talks, 18)


def _radius(talks: int) -> float:
    return round(2 + math.sqrt(talks), 1)


def _boxes(
    found: Connections,
    links: dict[Key, Link],
    places: dict[Key, tuple[float, float]],
    sheet: Sheet,
) -> dict[Key, Box]:
    boxes = {}
    for key, place in places.items():
        across, down = reversed(place) if sheet.upright else place
        size, radius = _size(found.talks[key]), _radius(found.talks[key])
        half = max(len(links[key].title.text) * size * 0.29, radius) + 4
        boxes[key] = Box(across * sheet.width, down * sheet.height, half, size * 0.6 + radius + 2)
    _part(list(boxes.values()), sheet)
    return boxes


def _part(boxes: list[Box], sheet: Sheet) -> None:
    """Move *boxes* apart until none covers another, and none leaves the *sheet*."""
    for _round in range(ROUNDS):
        moved = False
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                moved |= _push(one, other)
        for box in boxes:
            box.x = min(max(box.x, box.half_width + MARGIN), sheet.width - box.half_width - MARGIN)
            box.y = min(
                max(box.y, box.half_height + MARGIN), sheet.height - box.half_height - MARGIN
            )
        if not moved:
            return


def _push(one: Box, other: Box) -> bool:
    """Move two boxes that overlap apart, the shorter way; return whether they did."""
    across = one.half_width + other.half_width - abs(one.x - other.x)
    down = one.half_height + other.half_height - abs(one.y - other.y)
    if across <= 0 or down <= 0:
        return False
    if across < down:
        step = across / 2 if one.x <= other.x else -across / 2
        one.x, other.x = one.x - step, other.x + step
    else:
        step = down / 2 if one.y <= other.y else -down / 2
        one.y, other.y = one.y - step, other.y + step
    return True


def _picture(
    found: Connections,
    links: dict[Key, Link],
    places: dict[Key, tuple[float, float]],
    sheet: Sheet,
) -> Picture:
    boxes = _boxes(found, links, places, sheet)
    dots = {key: box.y - box.half_height + _radius(found.talks[key]) for key, box in boxes.items()}
    lines = (
        f'<path d="M{boxes[a].x:.0f} {dots[a]:.0f}L{boxes[b].x:.0f} {dots[b]:.0f}"'
        f' class="shared-{number}"/>'
        for (a, b), number in found.pairs.items()
    )
    names = (
        _node(links[key], number, boxes[key].x, dots[key], found.talks[key])
        for number, key in enumerate(boxes)
    )
    label = escape(_("What the talks name together, as a map of links"))
    svg = (
        f'<svg viewBox="0 0 {sheet.width} {sheet.height}" role="group" aria-label="{label}">'
        f"\n<g>{''.join(lines)}</g>\n" + "\n".join(names) + "\n</svg>"
    )
    return Picture(svg, tuple(links[key] for key in boxes))


def _node(link: Link, number: int, across: float, down: float, talks: int) -> str:
    """Return the link of a node, the *number*-th of the picture: its dot, and its name below."""
    language = f' lang="{link.title.language}"' if link.title.language else ""
    name = escape(link.title.text).replace("{", "&#123;").replace("}", "&#125;")
    size, radius = _size(talks), _radius(talks)
    return (
        f'<a href="{{{number}}}"{language}><circle cx="{across:.0f}" cy="{down:.0f}" r="{radius}"/>'
        f'<text x="{across:.0f}" y="{down + radius + size * 0.95:.0f}" font-size="{size}">'
        f"{name}</text></a>"
    )
