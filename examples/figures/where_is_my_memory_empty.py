"""Three empty frames: a million categories as Python text, as Arrow text, and none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, INK, SECOND, new_figure
from matplotlib.figure import Figure

DATA = Path(__file__).parent.parent / "where-is-my-memory" / "empty.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a bar for each."""
    found = json.loads(DATA.read_text(encoding="utf-8"))
    names = [_("Python text"), _("Arrow text"), _("no categories")]
    objects, arrow = found["python_text"], found["arrow_text"]
    size = [frame["bytes"] for frame in (objects["before"], arrow["before"], arrow["after"])]
    figure, axes = new_figure(height=2.6)
    axes.barh(
        names,
        [number / 1e6 for number in size],
        color=[ACCENT, ACCENT, SECOND],
        height=0.6,
    )
    axes.invert_yaxis()
    for place, number in enumerate(size):
        words = (
            _("{number} MB").format(number=round(number / 1e6))
            if number > 1e6
            else _("{number} bytes").format(number=number)
        )
        axes.text(number / 1e6 + 1, place, words, va="center", color=INK)
    axes.set_xlim(0, size[0] / 1e6 * 1.2)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    return figure
