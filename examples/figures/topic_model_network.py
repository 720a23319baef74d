"""The network of words of the example, its communities in colours."""

import json
from pathlib import Path

from look import ACCENT, FAINT, FOURTH, SECOND, THIRD, new_figure

NETWORK = Path(__file__).parents[1] / "topic-model" / "network.json"


# Their names stand below them, out of the way of a neighbour's.
BELOW = {"view", "channels"}


def draw(_):
    network = json.loads(NETWORK.read_text())
    colours = (SECOND, THIRD, ACCENT, FOURTH)
    figure, axes = new_figure(height=4.8, diagram=True)
    places = network["places"]
    for start, end, weight in network["links"]:
        (x0, y0), (x1, y1) = places[start], places[end]
        axes.plot([x0, x1], [y0, y1], color=FAINT, linewidth=weight, zorder=1)
    for word, (x, y), topic in zip(network["words"], places, network["topics"], strict=True):
        axes.plot(x, y, "o", color=colours[topic], markersize=7, zorder=2)
        axes.annotate(
            word,
            xy=(x, y),
            xytext=(0, -17 if word in BELOW else 6),
            textcoords="offset points",
            ha="center",
            color=colours[topic],
            fontsize=14,
        )
    axes.margins(0.08)
    return figure
