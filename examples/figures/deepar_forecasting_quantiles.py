"""A forecast as a band: the last weeks of one series, and 500 drawn futures of it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from look import ACCENT, INK, QUIET, new_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

EXAMPLE = Path(__file__).parents[1] / "deepar-forecasting" / "sampled_paths.py"
SHOP, SHOWN = 3, 35


def draw(_: Callable[[str], str]) -> Figure:
    """Draw what was sold, what was forecast, and what came."""
    made = runpy.run_path(str(EXAMPLE))
    days, ahead = made["DAYS"], made["AHEAD"]
    values = made["sales"](np.random.default_rng(0))
    scale = values[:, :days].mean(axis=1, keepdims=True)
    paths = made["forecast"](
        values[SHOP, :days] / scale[SHOP], *made["fit"](values[:, :days] / scale)
    )
    low, middle, high = np.quantile(paths * scale[SHOP], [0.1, 0.5, 0.9], axis=0)

    figure, axes = new_figure(height=3.4)
    past, future = np.arange(-SHOWN, 0) + 1, np.arange(ahead) + 1
    axes.plot(past, values[SHOP, days - SHOWN : days], color=QUIET)
    axes.fill_between(
        future, low, high, color=ACCENT, alpha=0.2, linewidth=0, label=_("80% of the futures")
    )
    axes.plot(future, middle, color=ACCENT, label=_("their median"))
    axes.plot(future, values[SHOP, days:], color=INK, linestyle=":", label=_("what came"))
    axes.axvline(0.5, color=QUIET, linewidth=1)
    axes.set_ylim(0)
    axes.set_xlabel(_("days from today"))
    axes.set_ylabel(_("sales a day"))
    axes.legend(loc="lower left", ncols=1)
    return figure
