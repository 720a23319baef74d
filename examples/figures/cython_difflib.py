"""The seconds of difflib's benchmark, as the talk told them."""

from __future__ import annotations

from collections.abc import Callable

from look import ACCENT, INK, QUIET, new_figure
from matplotlib.figure import Figure

SECONDS = (50, 36, 31)


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a bar for each step."""
    names = ["Python", _("compiled"), _("with types")]
    figure, axes = new_figure(height=2.6)
    axes.barh(names, SECONDS, color=[QUIET, ACCENT, ACCENT], height=0.6)
    axes.invert_yaxis()
    for place, number in enumerate(SECONDS):
        words = _("{number} s").format(number=number)
        axes.text(number + 0.7, place, words, va="center", color=INK)
    axes.set_xlim(0, 57)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    return figure
