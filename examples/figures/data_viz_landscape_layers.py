"""Which of the libraries of the talk is built on which."""

from collections.abc import Callable

from look import ACCENT, SECOND, arrow, box, new_figure
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw four foundations below, and what stands on each of them above."""
    figure, axes = new_figure(height=4.0, diagram=True)
    axes.set_xlim(0, 8)
    axes.set_ylim(0, 5)
    bases = {"Matplotlib": 1.0, "Bokeh": 3.0, "Plotly": 5.0, "Vega-Lite": 7.0}
    above = {
        "Matplotlib": ["seaborn", "plotnine"],
        "Bokeh": ["Chartify", "Pandas-Bokeh", "Panel"],
        "Plotly": ["Plotly Express", "Dash"],
        "Vega-Lite": ["Altair"],
    }
    for base, x in bases.items():
        box(axes, x, 0.5, base, width=1.8, height=0.75, colour=SECOND, filled=True)
        arrow(axes, (x, 1.45), (x, 0.9))
        for row, name in enumerate(above[base]):
            box(axes, x, 1.75 + 0.84 * row, name, width=1.86, height=0.7, colour=ACCENT, size=12)
    box(axes, 3.0, 4.5, "HoloViews, hvPlot", width=5.86, height=0.7, colour=ACCENT)
    return figure
