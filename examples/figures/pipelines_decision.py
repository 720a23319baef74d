"""What hurts most in a pipeline, and the tool for it."""

from __future__ import annotations

from collections.abc import Callable

from look import ACCENT, QUIET, SECOND, arrow, box, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a row for each trouble, with an arrow to its tool."""
    figure, axes = new_figure(height=5.0, diagram=True)
    rows = [
        (_("nothing yet"), _("plain functions")),
        (_("one slow step"), _("Joblib")),
        (_("versions of data"), _("DVC")),
        (_("runs on a schedule"), _("Airflow, Prefect\nor Dagster")),
        (_("a big project"), _("Kedro")),
        (_("files made by rules"), _("Snakemake")),
    ]
    for number, (trouble, tool) in enumerate(rows):
        y = len(rows) - number - 0.5
        first = number == 0
        box(axes, 1.75, y, trouble, width=3.3, height=0.82, colour=QUIET)
        arrow(axes, (3.4, y), (4.0, y), colour=QUIET)
        colour = ACCENT if first else SECOND
        box(axes, 5.5, y, tool, width=3.0, height=0.82, colour=colour, filled=first)
    axes.text(1.75, len(rows) + 0.3, _("What hurts most?"), ha="center", color=QUIET)
    axes.text(5.5, len(rows) + 0.3, _("Take"), ha="center", color=QUIET)
    axes.set_xlim(0, 7.1)
    axes.set_ylim(0, len(rows) + 0.7)
    return figure
