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
    image = {"width": 2.3, "height": 0.95}
    loss = {"width": 3.1, "height": 0.95, "colour": SECOND}
    box(axes, 1.25, 5.3, _("content"), **image)
    box(axes, 1.25, 4.0, _("style"), **image)
    box(axes, 1.25, 2.2, _("new image"), colour=ACCENT, filled=True, **image)
    box(axes, 4.4, 4.4, _("frozen\nnetwork"), width=2.4, height=2.6)
    box(axes, 8.3, 5.3, _("content loss"), **loss)
    box(axes, 8.3, 4.0, _("+ style loss"), **loss)
    box(axes, 8.3, 2.2, _("+ variation loss"), **loss)
    for y in (5.3, 4.0):
        arrow(axes, (2.4, y), (3.2, y))
        arrow(axes, (5.6, y), (6.75, y))
    arrow(axes, (2.4, 2.5), (3.3, 3.1))
    arrow(axes, (2.4, 2.2), (6.75, 2.2))
    arrow(axes, (8.3, 1.7), (1.25, 1.7), colour=ACCENT, bend=-0.13)
    text = _("gradients of the sum change the pixels")
    axes.text(4.8, 0.35, text, ha="center", va="center", color=INK, fontsize=SIZE)
    return figure
