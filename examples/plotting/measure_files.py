"""How large the files become, as the number of points grows.

`python measure_files.py` prints the table, `--write` stores it in files.json.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import platform
from importlib.metadata import version
from pathlib import Path

import altair as alt
import matplotlib as mpl
import numpy as np
import pandas as pd
import plotly.express as px
from bokeh.embed import file_html
from bokeh.plotting import figure
from bokeh.resources import INLINE
from matplotlib import pyplot as plt

POINTS = (100, 1_000, 10_000, 100_000)
PACKAGES = ("matplotlib", "altair", "vl-convert-python", "bokeh", "plotly", "numpy")


def cloud(points: int) -> pd.DataFrame:
    """Return a table of two columns of noise."""
    noise = np.random.default_rng(7).normal(size=(points, 2))
    return pd.DataFrame(noise, columns=["x", "y"])


def sizes(table: pd.DataFrame) -> dict[str, int]:
    """Return the bytes of each kind of file for the scatter plot of *table*."""
    found = {}
    drawn, axes = plt.subplots(figsize=(4, 3), layout="constrained")
    axes.scatter(table["x"], table["y"], s=4)
    for kind in ("png", "svg"):
        file = io.BytesIO()
        drawn.savefig(file, format=kind, dpi=200)
        found[f"Matplotlib {kind.upper()}"] = len(file.getvalue())
    plt.close(drawn)
    page = io.StringIO()
    with alt.data_transformers.disable_max_rows():
        chart = alt.Chart(table).mark_point().encode(x="x", y="y")
        chart.save(page, format="html", inline=True)
    found["Altair HTML"] = len(page.getvalue().encode())
    plot = figure()
    plot.scatter(table["x"], table["y"], size=4)
    found["Bokeh HTML"] = len(file_html(plot, INLINE).encode())
    plotly = px.scatter(table, x="x", y="y")
    found["Plotly HTML"] = len(plotly.to_html(include_plotlyjs=True).encode())
    return found


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    mpl.use("agg")
    table = {points: sizes(cloud(points)) for points in POINTS}
    print(pd.DataFrame(table).map("{:,}".format).to_string())
    if parser.parse_args().write:
        record = {
            "date": f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}",
            "machine": f"two cores of a cloud machine, {platform.system()}",
            "python": platform.python_version(),
            "packages": {name: version(name) for name in PACKAGES},
            "bytes": table,
        }
        text = json.dumps(record, indent=2) + "\n"
        Path(__file__).with_name("files.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
