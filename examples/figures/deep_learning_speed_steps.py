"""Who waits for whom: disk and GPU in turn, and with batches loaded ahead."""

from __future__ import annotations

from collections.abc import Callable

from look import ACCENT, INK, SECOND, new_figure
from matplotlib.figure import Figure

LOAD, TRAIN, STEPS, END = 9, 6, 6, 63


def draw(_: Callable[[str], str]) -> Figure:
    """Draw two pairs of rows on a scale of milliseconds; gaps are idle time."""
    figure, axes = new_figure(height=4.0)

    def row(height: float, begins: list[float], length: float, colour: str) -> None:
        for begin in begins:
            seen = min(length, END - begin)
            if seen > 0:
                axes.barh(height, seen - 0.5, left=begin, height=0.7, color=colour)

    turn = [(LOAD + TRAIN) * number for number in range(STEPS)]
    row(5, turn, LOAD, SECOND)
    row(4, [begin + LOAD for begin in turn], TRAIN, ACCENT)
    # Two threads, each of which loads every other batch.
    row(2, [LOAD * number for number in range(7)], LOAD, SECOND)
    row(1, [LOAD * number for number in range(7)], LOAD, SECOND)
    # Batch n is loaded at 9 * (n // 2 + 1); the GPU takes them one after the other.
    begins, free = [], 0.0
    for number in range(12):
        begins.append(max(free, LOAD * (number // 2 + 1)))
        free = begins[-1] + TRAIN
    row(0, begins, TRAIN, ACCENT)
    for height, title in ((5.6, _("In turn")), (2.6, _("Loaded ahead in two threads"))):
        axes.text(0, height, title, color=INK, va="bottom", fontweight="bold")
    names = [_("load"), _("train"), _("load"), _("load"), _("train")]
    axes.set_yticks([5, 4, 2, 1, 0], names)
    axes.set(xlim=(0, END), ylim=(-0.6, 6.4), xlabel=_("milliseconds"))
    axes.spines["left"].set_visible(False)
    return figure
