"""Accuracy on digits as labels arrive: at random, and where the model is unsure."""

import json
from pathlib import Path

from look import ACCENT, SECOND, new_figure

CURVES = Path(__file__).parents[1] / "active-learning" / "curves.json"


def draw(_):
    curves = json.loads(CURVES.read_text())
    labels = curves["labels"]
    figure, axes = new_figure(height=3.4)
    for strategy, colour in (("least_certain", ACCENT), ("at_random", SECOND)):
        axes.plot(labels, [100 * value for value in curves[strategy]], color=colour)
    axes.text(24, 95.5, _("where it is unsure"), color=ACCENT)
    axes.text(104, 82.5, _("at random"), color=SECOND)
    axes.set_xlabel(_("pictures labelled"))
    axes.set_ylabel(_("accuracy, %"))
    axes.set_ylim(55, 100)
    axes.set_xticks([20, 80, 140, 200])
    axes.set_yticks([60, 70, 80, 90, 100])
    axes.grid(axis="y", visible=True)
    return figure
