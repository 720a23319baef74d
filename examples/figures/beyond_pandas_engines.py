"""Time for one question about two million rows, asked of four combinations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, INK, QUIET, new_figure
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parents[1] / "beyond-pandas" / "tables.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw four bars, each with its name above it and its time behind it."""
    found = json.loads(NUMBERS.read_text(encoding="utf-8"))["question_seconds"]
    bars = [
        (_("pandas, the whole CSV file"), found["pandas, CSV"], QUIET),
        (_("pandas, three columns of Parquet"), found["pandas, Parquet"], QUIET),
        (_("DuckDB, Parquet"), found["DuckDB, Parquet"], ACCENT),
        (_("Polars, Parquet"), found["Polars, Parquet"], ACCENT),
    ]
    unit = _("ms")
    figure, axes = new_figure(height=3.6)
    for place, (step, seconds, colour) in enumerate(bars):
        axes.barh(-place, seconds, height=0.42, color=colour)
        axes.text(0, -place + 0.3, step, color=INK, va="bottom")
        value = f"{seconds * 1000:.0f} {unit}"
        axes.text(seconds + 0.006, -place, value, color=INK, va="center")
    axes.set(xlim=(0, 1.16 * bars[0][1]), ylim=(-3.4, 0.75))
    axes.set_axis_off()
    return figure
