"""One seed proves anything about two equal models; twenty tell whether they differ."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from look import ACCENT, QUIET, SECOND, new_figure
from matplotlib.figure import Figure

DATA = Path(__file__).parents[1] / "reproducible-work" / "seeds.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a dot for each seed: how far LDA is ahead of the other model."""
    found = {name: np.array(one) for name, one in json.loads(DATA.read_text()).items()}
    figure, axes = new_figure(height=2.7)
    for y, other, name, colour in (
        (1, "ridge", _("against ridge"), ACCENT),
        (0, "5-NN", _("against 5-NN"), SECOND),
    ):
        lead = np.round(found["LDA"] - found[other], 1)
        # Seeds with the same result stand on top of each other.
        height = [np.sum(lead[:place] == one) for place, one in enumerate(lead)]
        level = y + 0.11 * np.array(height) - 0.3
        axes.scatter(lead, level, s=55, color=colour, zorder=2)
        axes.text(-1.75, y + 0.02, name, ha="right", va="center", color=colour)
    axes.axvline(0, color=QUIET, linestyle="--", linewidth=1.5, zorder=1)
    axes.set_xlim(-1.6, 4.8)
    axes.set_ylim(-0.55, 1.7)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(_("lead of LDA, points (a dot is a seed)"))
    return figure
