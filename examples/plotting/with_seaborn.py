"""The scatter plot with seaborn: a Matplotlib chart from the names of columns."""

import seaborn as sns
from matplotlib.figure import Figure
from penguins import penguins


def chart() -> Figure:
    """Say which columns become axes and colours."""
    # [chart]
    sns.set_theme()
    axes = sns.scatterplot(penguins(), x="flipper_mm", y="mass_kg", hue="species")
    # [/chart]
    axes.figure.set_size_inches(4, 3)
    axes.figure.set_layout_engine("constrained")
    return axes.figure


if __name__ == "__main__":
    print(chart().axes[0].get_legend_handles_labels()[1])
