"""One id travels with a request through three services into all that they record."""

from __future__ import annotations

from collections.abc import Callable

from look import ACCENT, QUIET, SECOND, arrow, box, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the services in a row, and what they record below them."""
    figure, axes = new_figure(height=3.0, diagram=True)
    for x, name in ((1.2, _("shop")), (3.5, _("stock")), (5.8, _("payment"))):
        box(axes, x, 2.3, name, width=1.6, height=0.8, colour=SECOND)
        arrow(axes, (x, 1.9), (x, 1.05))
    arrow(axes, (2.0, 2.3), (2.7, 2.3), text="a1", colour=ACCENT)
    arrow(axes, (4.3, 2.3), (5.0, 2.3), text="a1", colour=ACCENT)
    box(
        axes,
        3.5,
        0.6,
        _("logs, errors, traces: all with id a1"),
        width=6.2,
        height=0.8,
        colour=ACCENT,
    )
    axes.text(-0.15, 2.3, "a1", color=QUIET, va="center")
    axes.set_xlim(-0.2, 6.8)
    axes.set_ylim(0, 3)
    return figure
