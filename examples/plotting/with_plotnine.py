"""The scatter plot with plotnine: ggplot2, in Python."""

from penguins import penguins
from plotnine import aes, geom_point, ggplot, theme


def chart() -> ggplot:
    """Add layers to a table whose columns are mapped to axes and colours."""
    # [chart]
    plot = (
        ggplot(penguins(), aes("flipper_mm", "mass_kg", colour="species"))
        + geom_point()
    )
    # [/chart]
    return plot + theme(figure_size=(4, 3))


if __name__ == "__main__":
    print(chart().mapping)
