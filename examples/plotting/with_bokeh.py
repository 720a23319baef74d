"""The scatter plot with Bokeh: a figure with tools, filled glyph by glyph."""

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from bokeh.transform import factor_cmap
from penguins import penguins


def chart() -> figure:
    """Name the tooltips, map species to colours, add the points and the legend."""
    # [chart]
    table = penguins()
    plot = figure(
        x_axis_label="flipper_mm",
        y_axis_label="mass_kg",
        tooltips=[("species", "@species"), ("flipper", "@flipper_mm mm")],
    )
    plot.scatter(
        "flipper_mm",
        "mass_kg",
        source=ColumnDataSource(table),
        legend_group="species",
        color=factor_cmap("species", "Category10_3", sorted(table["species"].unique())),
        size=8,
    )
    plot.legend.location = "top_left"
    # [/chart]
    plot.update(width=400, height=300)
    plot.axis.major_label_text_font_size = "13px"
    plot.axis.axis_label_text_font_size = "14px"
    plot.legend.label_text_font_size = "13px"
    return plot


if __name__ == "__main__":
    print([tool.__class__.__name__ for tool in chart().tools])
