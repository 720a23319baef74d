"""How much faster pandas computes some statistics when it may use Bottleneck."""

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, INK, QUIET, new_figure
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parent.parent / "making-pandas-fly" / "speed.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a bar for each statistic, and a line where nothing changes."""
    times = json.loads(NUMBERS.read_text(encoding="utf-8"))["bottleneck"]
    names = ["std", "max", "median", "mean", "sum"]
    gains = [times[name]["without"] / times[name]["with"] for name in names]
    figure, axes = new_figure(height=3.0)
    places = range(len(names))[::-1]
    colours = [ACCENT if gain > 1.5 else QUIET for gain in gains]
    axes.barh(places, gains, height=0.62, color=colours)
    axes.axvline(1, color=INK, linewidth=1.2, linestyle="--")
    axes.set_yticks(places, [f"{name}()" for name in names])
    axes.set_xlabel(_("times as fast with Bottleneck"))
    axes.set_xlim(0, max(gains) * 1.15)
    for place, gain in zip(places, gains, strict=True):
        axes.annotate(
            f"{gain:.1f}",
            xy=(max(gain, 1), place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center_baseline",
            color=INK,
        )
    return figure
