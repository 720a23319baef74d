"""How much faster five algorithms run with Intel's extension of scikit-learn."""

import json
from collections.abc import Callable
from pathlib import Path

from look import ACCENT, INK, QUIET, new_figure
from matplotlib.figure import Figure

NUMBERS = Path(__file__).parent.parent / "fast-scalable-ml" / "extension.json"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a bar for each algorithm, and a line where nothing changes."""
    times = json.loads(NUMBERS.read_text(encoding="utf-8"))["times"]
    names = {
        "random forest": _("random forest"),
        "linear regression": _("linear regression"),
        "nearest neighbours": _("nearest neighbours"),
        "support vectors": _("support vectors"),
        "k-means": _("k-means"),
    }
    gains = {name: pair["sklearn"] / pair["sklearnex"] for name, pair in times.items()}
    ordered = sorted((gain, names[name]) for name, gain in gains.items())
    figure, axes = new_figure(height=3.0)
    places = range(len(ordered))
    colours = [ACCENT if gain > 1 else QUIET for gain, _label in ordered]
    axes.barh(places, [gain for gain, _label in ordered], height=0.62, color=colours)
    axes.axvline(1, color=INK, linewidth=1.2, linestyle="--")
    axes.set_yticks(places, [label for _gain, label in ordered])
    axes.set_xlabel(_("times as fast with the extension"))
    axes.set_xlim(0, ordered[-1][0] * 1.15)
    for place, (gain, _label) in zip(places, ordered, strict=True):
        axes.annotate(
            f"{gain:.1f}",
            xy=(max(gain, 1), place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center_baseline",
            color=INK,
        )
    return figure
