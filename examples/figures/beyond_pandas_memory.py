"""Memory of one table: whole, with fewer columns, with better types."""

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, QUIET, bars
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parents[1] / "beyond-pandas" / "tables.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw three bars."""
    found = json.loads(NUMBERS.read_text(encoding="utf-8"))["memory_bytes"]
    steps = [
        (_("All ten columns"), "all columns", QUIET),
        (_("Four columns"), "four columns", QUIET),
        (_("Four columns, better types"), "four columns, better types", ACCENT),
    ]
    unit = _("MB")
    rows = [
        (name, found[step], f"{found[step] / 1e6:.0f} {unit}", colour)
        for name, step, colour in steps
    ]
    return bars(rows, height=2.7, above=True)
