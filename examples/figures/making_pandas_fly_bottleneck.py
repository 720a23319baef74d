"""How much faster pandas computes some statistics when it may use Bottleneck."""

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, QUIET, bars
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parent.parent / "making-pandas-fly" / "speed.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a bar for each statistic, and a line where nothing changes."""
    times = json.loads(NUMBERS.read_text(encoding="utf-8"))["bottleneck"]
    rows = []
    for name in ("std", "max", "median", "mean", "sum"):
        gain = times[name]["without"] / times[name]["with"]
        rows.append((f"{name}()", gain, f"{gain:.1f}", ACCENT if gain > 1.5 else QUIET))
    return bars(rows, height=3.0, line=1, title=_("times as fast with Bottleneck"))
