"""One function computes the features for the training and for the service."""

from __future__ import annotations

from collections.abc import Callable

from look import ACCENT, QUIET, SECOND, arrow, box, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the two ways of the data, through the same box."""
    figure, axes = new_figure(height=3.2, diagram=True)
    box(axes, 1.0, 2.4, _("old data"), width=1.9, height=0.8, colour=QUIET)
    box(axes, 1.0, 0.6, _("new request"), width=1.9, height=0.8, colour=QUIET)
    box(axes, 3.5, 1.5, _("one function"), width=2.0, height=1.1, colour=ACCENT)
    box(axes, 6.0, 2.4, _("training"), width=1.7, height=0.8, colour=SECOND)
    box(axes, 6.0, 0.6, _("prediction"), width=1.7, height=0.8, colour=SECOND)
    arrow(axes, (1.95, 2.4), (2.9, 2.05))
    arrow(axes, (1.95, 0.6), (2.9, 0.95))
    arrow(axes, (4.1, 2.05), (5.15, 2.4))
    arrow(axes, (4.1, 0.95), (5.15, 0.6))
    arrow(axes, (6.0, 2.0), (6.0, 1.0), text="")
    axes.text(6.1, 1.5, _("model"), color=QUIET, va="center")
    axes.set_xlim(0, 7)
    axes.set_ylim(0, 3)
    return figure
