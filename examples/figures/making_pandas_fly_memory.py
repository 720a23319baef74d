"""How much memory one column of text takes, stored in three ways."""

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, QUIET, bars
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parent.parent / "making-pandas-fly" / "speed.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw three bars."""
    text = json.loads(NUMBERS.read_text(encoding="utf-8"))["text"]
    names = {"object": "object (pandas 2)", "str": "str (pandas 3)", "category": "category"}
    rows = []
    for kind, name in names.items():
        size = text[kind]["bytes"] / 1e6
        rows.append((name, size, f"{size:.0f}", ACCENT if kind == "category" else QUIET))
    return bars(rows, height=2.3, title=_("MB for 2 million values"))
