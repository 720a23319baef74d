"""Time for one question about two million rows, asked of four combinations."""

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, QUIET, bars
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parents[1] / "beyond-pandas" / "tables.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw four bars."""
    found = json.loads(NUMBERS.read_text(encoding="utf-8"))["question_seconds"]
    engines = [
        (_("pandas, the whole CSV file"), "pandas, CSV", QUIET),
        (_("pandas, three columns of Parquet"), "pandas, Parquet", QUIET),
        (_("DuckDB, Parquet"), "DuckDB, Parquet", ACCENT),
        (_("Polars, Parquet"), "Polars, Parquet", ACCENT),
    ]
    unit = _("ms")
    rows = [
        (name, found[engine], f"{found[engine] * 1000:.0f} {unit}", colour)
        for name, engine, colour in engines
    ]
    return bars(rows, height=3.5, above=True)
