"""Where the three losses come from, and that their sum changes pixels alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from look import ACCENT, INK, SECOND, SIZE, arrow, box, new_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw images on the left, the network in the middle, the losses on the right."""
    figure, axes = new_figure(height=4.0, diagram=True)
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 6)
    image = {"width": 2.65, "height": 0.95, "size": SIZE - 1.5}
    loss = {"width": 3.5, "height": 0.95, "colour": SECOND, "size": SIZE - 1.5}
    box(axes, 1.4, 5.3, _("content"), **image)
    box(axes, 1.4, 4.0, _("style"), **image)
    box(axes, 1.4, 2.2, _("new image"), colour=ACCENT, filled=True, **image)
    box(axes, 4.45, 4.4, _("frozen\nnetwork"), width=2.8, height=2.6, size=SIZE - 1.5)
    box(axes, 8.2, 5.3, _("content loss"), **loss)
    box(axes, 8.2, 4.0, _("+ style loss"), **loss)
    box(axes, 8.2, 2.2, _("+ variation loss"), **loss)
    for y in (5.3, 4.0):
        arrow(axes, (2.7, y), (3.1, y))
        arrow(axes, (5.8, y), (6.5, y))
    arrow(axes, (2.7, 2.5), (3.15, 3.05))
    arrow(axes, (2.75, 2.2), (6.5, 2.2))
    arrow(axes, (8.3, 1.7), (1.4, 1.7), colour=ACCENT, bend=-0.13)
    text = _("gradients of the sum change the pixels")
    axes.text(4.8, 0.35, text, ha="center", va="center", color=INK, fontsize=SIZE)
    return figure
