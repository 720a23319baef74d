"""What the population stability index measures: today's inputs in tenths of the old."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from look import ACCENT, QUIET, SECOND, SIZE, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the shares of the ten parts, on a usual day and on a shifted one."""
    rng = np.random.default_rng(2018)
    edges = np.quantile(rng.normal(10, 2, size=1000), np.linspace(0, 1, 11))[1:-1]
    usual = rng.normal(10, 2, size=500)
    figure, (left, right) = new_figure(height=3.0, columns=2, sharey=True)
    for axes, live, name, colour in (
        (left, usual, _("usual day"), SECOND),
        (right, usual + 1, _("shifted day"), ACCENT),
    ):
        shares = np.bincount(np.digitize(live, edges), minlength=10) / len(live)
        drift = np.sum((shares - 0.1) * np.log(shares / 0.1))
        axes.bar(range(1, 11), 100 * shares, width=0.8, color=colour)
        axes.axhline(10, color=QUIET, linestyle="--", linewidth=1.5)
        axes.set_title(name)
        axes.text(0.6, 23, f"{drift:.2f}", color=colour)
        axes.set_xticks([1, 5, 10])
    figure.supxlabel(_("tenths of the training data"), fontsize=SIZE, color=QUIET)
    left.set_ylabel(_("inputs, %"))
    return figure
