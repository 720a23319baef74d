"""The scatter plot with Plotly Express: one call, and the chart can be zoomed."""

import plotly.express as px
from penguins import penguins
from plotly.graph_objects import Figure


def chart() -> Figure:
    """Say which columns become axes and colours; tooltips come by themselves."""
    # [chart]
    plot = px.scatter(penguins(), x="flipper_mm", y="mass_kg", color="species")
    # [/chart]
    return plot.update_layout(width=400, height=300, margin={"t": 10, "r": 10}, font_size=14)


if __name__ == "__main__":
    print([trace.name for trace in chart().data])
