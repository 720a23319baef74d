"""Where checks stand: at the door, in front of the model, and around the code."""

from __future__ import annotations

from collections.abc import Callable

from look import ACCENT, QUIET, SECOND, arrow, box, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the way of the data, with a gate before each step."""
    figure, axes = new_figure(height=2.9, diagram=True)
    steps = ((0.95, _("new data")), (3.55, _("code cleans")), (6.15, _("use")))
    for x, name in steps:
        box(axes, x, 2.2, name, width=1.9, height=0.9, colour=QUIET)
    for x in (2.25, 4.85):
        arrow(axes, (x - 0.35, 2.2), (x + 0.35, 2.2), colour=ACCENT)
    for x, name, colour in (
        (2.25, _("schema"), ACCENT),
        (4.85, _("schema"), ACCENT),
        (3.55, _("tests"), SECOND),
    ):
        y = 0.95 if colour == ACCENT else 0.25
        box(axes, x, y, name, width=1.3, height=0.6, colour=colour, filled=True)
        arrow(axes, (x, y + 0.3), (x, 2.1 if colour == ACCENT else 1.72), colour=colour)
    axes.set_xlim(-0.05, 7.15)
    axes.set_ylim(-0.1, 2.8)
    return figure
