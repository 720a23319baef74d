"""How much memory one column of text takes, stored in three ways."""

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, INK, QUIET, new_figure
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parent.parent / "making-pandas-fly" / "speed.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw three bars."""
    text = json.loads(NUMBERS.read_text(encoding="utf-8"))["text"]
    sizes = [text[name]["bytes"] / 1e6 for name in ("object", "str", "category")]
    figure, axes = new_figure(height=2.4)
    places = [2, 1, 0]
    axes.barh(places, sizes, height=0.62, color=[QUIET, QUIET, ACCENT])
    axes.set_yticks(places, ["object (pandas 2)", "str (pandas 3)", "category"])
    axes.set_xlim(0, 190)
    axes.set_xlabel(_("MB for 2 million values"))
    for place, size in zip(places, sizes, strict=True):
        axes.annotate(
            f"{size:.0f}",
            xy=(size, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center_baseline",
            color=INK,
        )
    return figure
