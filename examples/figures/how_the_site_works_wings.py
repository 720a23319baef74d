"""The folders of the code, in the one direction in which they know each other."""

from __future__ import annotations

from collections.abc import Callable

from look import ACCENT, QUIET, SECOND, arrow, box, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a row for each folder, the one that knows most at the top."""
    figure, axes = new_figure(height=6.6, diagram=True)
    rows = [
        ("commands", _("build, serve, begin")),
        ("publishing", _("feeds, books, heads")),
        ("theme", _("templates, styles, scripts")),
        ("search", _("index and words")),
        ("drawing", _("lists, headers, tooltips")),
        ("reading", _("parser, directives")),
        ("content", _("talks, glossary, site")),
        ("checks", _("rules of make check")),
        ("translation", _("catalogues into pages")),
        ("common", _("files, problems, addresses")),
    ]
    for number, (folder, task) in enumerate(rows):
        y = len(rows) - number - 0.5
        colour = ACCENT if folder == "translation" else SECOND
        box(axes, 2.0, y, folder, width=2.4, height=0.78, colour=colour)
        axes.text(3.4, y, task, va="center", color=QUIET)
    arrow(axes, (0.45, len(rows) - 0.3), (0.45, 0.3), colour=QUIET)
    beside = {"rotation": 90, "va": "center", "ha": "center", "color": QUIET}
    axes.text(0.2, len(rows) / 2, _("may import"), **beside)
    axes.set_xlim(0, 7.1)
    axes.set_ylim(0, len(rows))
    return figure
