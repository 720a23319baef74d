"""Which of the libraries of the talk is built on which."""

from collections.abc import Callable

from look import ACCENT, SECOND, arrow, box, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw four foundations below, and what stands on each of them above."""
    figure, axes = new_figure(height=4.8, diagram=True)
    axes.set_xlim(0, 8)
    axes.set_ylim(0, 5.6)
    bases = {"Matplotlib": 1.0, "Bokeh": 3.0, "Plotly": 5.0, "Vega-Lite": 7.0}
    above = {
        "Matplotlib": ["seaborn", "plotnine"],
        "Bokeh": ["Chartify", "Pandas-\nBokeh", "Panel"],
        "Plotly": ["Plotly\nExpress", "Dash"],
        "Vega-Lite": ["Altair"],
    }
    for base, x in bases.items():
        box(axes, x, 0.45, base, width=1.86, height=0.75, colour=SECOND, filled=True)
        arrow(axes, (x, 1.37), (x, 0.84))
        for row, name in enumerate(above[base]):
            box(axes, x, 1.8 + 0.98 * row, name, width=1.86, height=0.84, colour=ACCENT)
    box(axes, 3.0, 5.0, "HoloViews, hvPlot", width=5.86, height=0.84, colour=ACCENT)
    return figure
