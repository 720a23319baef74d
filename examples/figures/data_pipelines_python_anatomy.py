"""What a data product is made of, and what counts in each of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from look import ACCENT, INK, QUIET, SIZE, arrow, box, new_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw three boxes in a row, each with its two or three lines."""
    parts = [
        (_("Ingress"), _("logs,\ndatabases"), _("volume\nvariety"), QUIET),
        (_("Processes"), _("the work"), _("veracity\nvelocity"), ACCENT),
        (_("Egress"), _("services,\ndatabases"), _("veracity"), QUIET),
    ]
    figure, axes = new_figure(height=2.7, diagram=True)
    axes.set_xlim(0, 9)
    axes.set_ylim(-0.6, 2.9)
    for number, (name, what, counts, colour) in enumerate(parts):
        x = 1.3 + 3.2 * number
        box(axes, x, 2.2, name, width=2.2, height=0.9, colour=colour)
        axes.text(x, 1.55, what, ha="center", va="top", color=QUIET, fontsize=SIZE - 1)
        axes.text(x, 0.35, counts, ha="center", va="top", color=INK, fontsize=SIZE)
        if number:
            arrow(axes, (x - 2.1, 2.2), (x - 1.1, 2.2))
    return figure
