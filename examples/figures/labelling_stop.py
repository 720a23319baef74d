"""When to stop asking: hardly a guess moves any more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, QUIET, SECOND, new_figure
from matplotlib.figure import Figure

DATA = Path(__file__).parents[1] / "labelling" / "rounds.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw, over the labels, the share of guesses that moved and of right answers."""
    rounds = json.loads(DATA.read_text())[1:]
    labels = [one["labels"] for one in rounds]
    figure, axes = new_figure(height=3.2)
    axes.plot(labels, [one["right"] for one in rounds], color=SECOND)
    axes.plot(labels, [one["moved"] for one in rounds], color=ACCENT, marker="o")
    below = rounds[-1]["right"] - 12
    axes.text(labels[-1], below, _("right"), ha="right", color=SECOND)
    axes.text(labels[2] + 4, rounds[1]["moved"] + 2, _("moved"), color=ACCENT)
    axes.axhline(1, color=QUIET, linestyle="--", linewidth=1.5)
    axes.set_ylim(0, 105)
    axes.set_xlabel(_("labels"))
    axes.set_ylabel(_("guesses, %"))
    return figure
