"""Fifty cross-validations of two models: one dot a seed."""

import json
from collections import Counter
from pathlib import Path

from look import ACCENT, INK, SECOND, new_figure

SEEDS = Path(__file__).parents[1] / "reproducibility-selection-bias" / "seeds.json"


def draw(_):
    found = json.loads(SEEDS.read_text())
    names = [_("logistic\nregression"), _("nearest\nneighbours")]
    figure, axes = new_figure(height=3.9)
    for row, values, colour in zip(
        (0, 1.4), found.values(), (ACCENT, SECOND), strict=True
    ):
        # Equal values stand above one another, as in a histogram.
        heights = Counter()
        for value in sorted(values):
            height = row + 0.04 * heights[value]
            heights[value] += 1
            axes.plot(100 * value, height, "o", color=colour, markersize=5)
        mean = 100 * sum(values) / len(values)
        axes.plot([mean, mean], [row - 0.2, row - 0.06], color=INK)
        axes.text(mean, row - 0.24, _("mean"), ha="center", va="top")
    axes.set_yticks([0.2, 1.6], names)
    axes.set_ylim(-0.55, 2.3)
    axes.set_xlim(93, 98.7)
    axes.set_xticks([94, 96, 98])
    axes.set_xlabel(_("accuracy of a cross-validation, %"))
    return figure
