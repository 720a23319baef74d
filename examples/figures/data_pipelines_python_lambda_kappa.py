"""Lambda with its two layers, and Kappa with the one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from look import ACCENT, INK, QUIET, SECOND, SIZE, arrow, box, new_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the way of an event to a query, in the one architecture and in the other."""
    figure, axes = new_figure(height=4.6, diagram=True)
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 7)
    for y, name in ((6.7, _("Lambda")), (2.0, _("Kappa"))):
        axes.text(0.1, y, name, va="center", color=INK, fontsize=SIZE + 1, weight="bold")
    size = {"width": 2.1, "height": 0.95}
    layer = {"width": 3.8, "height": 0.95}

    box(axes, 1.1, 4.7, _("events"), **size)
    box(axes, 5.0, 5.6, _("batch layer"), colour=SECOND, **layer)
    box(axes, 5.0, 3.8, _("speed layer"), colour=ACCENT, **layer)
    box(axes, 8.9, 4.7, _("query"), **size)
    arrow(axes, (2.15, 4.9), (3.1, 5.5))
    arrow(axes, (2.15, 4.5), (3.1, 3.9))
    arrow(axes, (6.9, 5.5), (7.85, 4.9))
    arrow(axes, (6.9, 3.9), (7.85, 4.5))
    for y, text in ((6.45, _("all data, now and then")), (2.95, _("what is new, at once"))):
        axes.text(5.0, y, text, ha="center", va="center", color=QUIET, fontsize=SIZE - 1)

    box(axes, 1.1, 0.8, _("events,\nkept"), width=2.1, height=1.2)
    box(axes, 5.0, 0.8, _("speed layer"), colour=ACCENT, **layer)
    box(axes, 8.9, 0.8, _("query"), **size)
    arrow(axes, (2.15, 0.8), (3.1, 0.8))
    arrow(axes, (6.9, 0.8), (7.85, 0.8))
    text = _("replayed when the program changes")
    axes.text(5.0, 1.75, text, ha="center", va="center", color=QUIET, fontsize=SIZE - 1)
    return figure
