"""Three empty frames: a million categories as Python text, as Arrow text, and none."""

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, SECOND, bars
from matplotlib.figure import Figure

DATA = Path(__file__).parent.parent / "where-is-my-memory" / "empty.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a bar for each."""
    found = json.loads(DATA.read_text(encoding="utf-8"))
    objects, arrow = found["python_text"], found["arrow_text"]
    frames = [
        (_("Python text"), objects["before"], ACCENT),
        (_("Arrow text"), arrow["before"], ACCENT),
        (_("no categories"), arrow["after"], SECOND),
    ]
    large, small = _("{number} MB"), _("{number} bytes")
    rows = []
    for name, frame, colour in frames:
        size = frame["bytes"]
        megabytes = large.format(number=round(size / 1e6))
        words = megabytes if size > 1e6 else small.format(number=size)
        rows.append((name, size, words, colour))
    return bars(rows, height=2.2)
