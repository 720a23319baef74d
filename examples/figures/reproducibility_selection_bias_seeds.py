"""Fifty cross-validations of two models: one dot a seed."""

import json
from collections import Counter
from pathlib import Path

from look import ACCENT, INK, SECOND, new_figure

SEEDS = Path(__file__).parents[1] / "reproducibility-selection-bias" / "seeds.json"


def draw(_):
    found = json.loads(SEEDS.read_text())
    names = [_("logistic\nregression"), _("nearest\nneighbours")]
    figure, axes = new_figure(height=4.4)
    for row, values, colour in zip((0, 1.8), found.values(), (ACCENT, SECOND), strict=True):
        # Equal values stand above one another, as in a histogram.
        heights = Counter()
        for value in sorted(values):
            height = row + 0.06 * heights[value]
            heights[value] += 1
            axes.plot(100 * value, height, "o", color=colour, markersize=5)
        mean = 100 * sum(values) / len(values)
        axes.plot([mean, mean], [row - 0.25, row - 0.08], color=INK)
        axes.text(mean, row - 0.29, _("mean"), ha="center", va="top")
    axes.set_yticks([0.3, 2.1], names)
    axes.set_ylim(-0.6, 2.8)
    axes.set_xlim(93, 98.7)
    axes.set_xticks([94, 96, 98])
    axes.set_xlabel(_("accuracy of a cross-validation, %"))
    return figure
