"""The scatter plot with Vega-Altair: a description that the browser draws."""

import altair as alt
from penguins import penguins


def chart() -> alt.Chart:
    """Encode columns as axes and colours; the last line makes the chart move."""
    # [chart]
    plot = (
        alt.Chart(penguins())
        .mark_point(filled=True, size=60)
        .encode(
            x=alt.X("flipper_mm").scale(zero=False, padding=10),
            y=alt.Y("mass_kg").scale(zero=False),
            color="species",
            tooltip=["species", "flipper_mm", "mass_kg"],
        )
        .interactive()
    )
    # [/chart]
    letters = {"labelFontSize": 13, "titleFontSize": 13}
    sized = plot.properties(width=260, height=240)
    return sized.configure_axis(**letters).configure_legend(**letters)


if __name__ == "__main__":
    print(sorted(chart().to_dict()["encoding"]))
