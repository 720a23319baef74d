"""The scatter plot with seaborn: a Matplotlib chart from the names of columns."""

import seaborn as sns
from matplotlib.figure import Figure
from penguins import penguins


def chart() -> Figure:
    """Say which columns become axes and colours."""
    # [chart]
    sns.set_theme(rc={"figure.figsize": (4, 3), "figure.constrained_layout.use": True})
    axes = sns.scatterplot(penguins(), x="flipper_mm", y="mass_kg", hue="species")
    # [/chart]
    return axes.figure


if __name__ == "__main__":
    print(chart().axes[0].get_legend_handles_labels()[1])
