"""How large a file with a scatter plot becomes as the number of points grows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, FOURTH, INK, QUIET, SECOND, THIRD, new_figure
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parents[1] / "plotting" / "files.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw one line a kind of file, its name at its left end."""
    found = json.loads(NUMBERS.read_text(encoding="utf-8"))["bytes"]
    points = [int(number) for number in found]
    # Name, colour, and where the name stands: at the first point or the last, how far above it.
    kinds = {
        "Plotly HTML": ("Plotly, HTML", FOURTH, 0, 1.4),
        "Bokeh HTML": ("Bokeh, HTML", THIRD, 0, 1.4),
        "Altair HTML": ("Vega-Altair, HTML", SECOND, 0, 0.6),
        "Matplotlib SVG": ("Matplotlib, SVG", ACCENT, -1, 0.03),
        "Matplotlib PNG": ("Matplotlib, PNG", QUIET, -1, 0.4),
    }
    unit = _("MB")
    figure, axes = new_figure(height=4.4)
    for kind, (name, colour, end, above) in kinds.items():
        sizes = [found[str(number)][kind] / 1e6 for number in points]
        axes.loglog(points, sizes, color=colour, marker="o", markersize=5)
        side = "right" if end else "left"
        axes.text(points[end], sizes[end] * above, name, color=colour, ha=side, va="center")
    axes.minorticks_off()
    axes.set_xticks(points, ["100", "1,000", "10,000", "100,000"])
    axes.set_yticks(
        [0.01, 0.1, 1, 10], [f"{size:g} {unit}" for size in (0.01, 0.1, 1, 10)]
    )
    axes.set(xlim=(80, 130_000), ylim=(0.004, 20), xlabel=_("Points"))
    axes.xaxis.label.set_color(INK)
    return figure
