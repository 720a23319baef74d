"""Memory of one table: whole, with fewer columns, with better types."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, INK, QUIET, new_figure
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parents[1] / "beyond-pandas" / "tables.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw three bars, each with its step above it and its size behind it."""
    found = json.loads(NUMBERS.read_text(encoding="utf-8"))["memory_bytes"]
    bars = [
        (_("All ten columns"), found["all columns"], QUIET),
        (_("Four columns"), found["four columns"], QUIET),
        (_("Four columns, better types"), found["four columns, better types"], ACCENT),
    ]
    unit = _("MB")
    figure, axes = new_figure(height=2.9)
    for place, (step, size, colour) in enumerate(bars):
        axes.barh(-place, size, height=0.42, color=colour)
        axes.text(0, -place + 0.3, step, color=INK, va="bottom")
        value = f"{size / 1e6:.0f} {unit}"
        axes.text(size + 3e6, -place, value, color=INK, va="center")
    axes.set(xlim=(0, 1.16 * bars[0][1]), ylim=(-2.4, 0.75))
    axes.set_axis_off()
    return figure
