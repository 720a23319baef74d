"""The picture that one of the six libraries makes, made small for a web page."""

from importlib import import_module

import matplotlib as mpl
import to_svg
from matplotlib import pyplot as plt
from tidy_svg import tidy

WRITERS = {
    "matplotlib": to_svg.from_matplotlib,
    "seaborn": to_svg.from_matplotlib,
    "plotnine": to_svg.from_plotnine,
    "altair": to_svg.from_altair,
    "bokeh": to_svg.from_bokeh,
    "plotly": to_svg.from_plotly,
}


def picture(library: str) -> str:
    """Return the chart of *library* as SVG, with that library's own settings."""
    plt.close("all")
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.use("svg")
        chart = import_module(f"with_{library}").chart()
        return tidy(WRITERS[library](chart), library)


if __name__ == "__main__":
    for name in ("matplotlib", "seaborn", "plotnine", "altair"):
        print(f"{name}: {len(picture(name)) / 1000:.0f} kB")
