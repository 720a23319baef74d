"""The scatter plot with Matplotlib: every step is told."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from penguins import penguins


def chart() -> Figure:
    """Draw one group of points at a time, then the labels and the legend."""
    # [chart]
    figure, axes = plt.subplots(layout="constrained")
    for species, group in penguins().groupby("species"):
        axes.scatter(group["flipper_mm"], group["mass_kg"], label=species)
    axes.set(xlabel="flipper_mm", ylabel="mass_kg")
    axes.legend(title="species")
    # [/chart]
    figure.set_size_inches(4, 3)
    return figure


if __name__ == "__main__":
    print(chart().axes[0].get_legend_handles_labels()[1])
