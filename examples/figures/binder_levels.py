"""Four words for the success of repeated research, by what may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from look import ACCENT, QUIET, SECOND, SIZE, box, new_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the two by two fields."""
    figure, axes = new_figure(height=2.8, diagram=True)
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 4.4)
    fields = [
        (3.75, 2.9, _("reproducible"), ACCENT, True),
        (7.9, 2.9, _("replicable"), SECOND, False),
        (3.75, 1.1, _("robust"), SECOND, False),
        (7.9, 1.1, _("generalisable"), SECOND, False),
    ]
    for x, y, name, colour, filled in fields:
        box(axes, x, y, name, width=4.05, height=1.5, colour=colour, filled=filled)
    for x, text in ((3.75, _("same data")), (7.9, _("different data"))):
        axes.text(x, 4.1, text, ha="center", va="center", color=QUIET, fontsize=SIZE)
    for y, text in ((2.9, _("same\nanalysis")), (1.1, _("different\nanalysis"))):
        axes.text(1.6, y, text, ha="right", va="center", color=QUIET, fontsize=SIZE - 1)
    return figure
