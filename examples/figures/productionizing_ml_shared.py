"""One function computes the features for the training and for the service."""

from __future__ import annotations

from collections.abc import Callable

from look import ACCENT, QUIET, SECOND, arrow, box, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the two ways of the data, through the same box."""
    figure, axes = new_figure(height=3.2, diagram=True)
    box(axes, 1.1, 2.4, _("old data"), width=2.15, height=0.8, colour=QUIET)
    box(axes, 1.1, 0.6, _("new request"), width=2.15, height=0.8, colour=QUIET)
    box(axes, 3.5, 1.5, _("one\nfunction"), width=1.5, height=1.1, colour=ACCENT)
    box(axes, 5.9, 2.4, _("training"), width=2.1, height=0.8, colour=SECOND)
    box(axes, 5.9, 0.6, _("prediction"), width=2.1, height=0.8, colour=SECOND)
    arrow(axes, (2.2, 2.4), (2.85, 2.05))
    arrow(axes, (2.2, 0.6), (2.85, 0.95))
    arrow(axes, (4.15, 2.05), (4.8, 2.4))
    arrow(axes, (4.15, 0.95), (4.8, 0.6))
    arrow(axes, (5.9, 2.0), (5.9, 1.0), text="")
    axes.text(6.0, 1.5, _("model"), color=QUIET, va="center")
    axes.set_xlim(0, 7)
    axes.set_ylim(0, 3)
    return figure
