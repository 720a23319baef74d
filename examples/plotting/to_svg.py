"""How each of the six libraries makes an SVG picture, and what it needs for that.

Matplotlib, seaborn and plotnine write SVG themselves, Vega-Altair does with vl-convert.
Bokeh and Plotly draw in a browser and nowhere else: here a Chromium without a window
opens the chart and gives the picture back.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib import pyplot as plt
from tidy_svg import tidy

if TYPE_CHECKING:
    import altair
    from bokeh.plotting import figure
    from matplotlib.figure import Figure
    from plotly.graph_objects import Figure as PlotlyFigure
    from plotnine import ggplot

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Text stays text, and the same chart becomes the same file.
SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "talk-notes"}
PUT = """
const put = (text) => {
  const area = document.createElement("textarea");
  area.id = "svg";
  area.textContent = text;
  document.body.replaceChildren(area);
};
"""
PLOTLY = """
Plotly.toImage("chart", {format: "svg", width: 400, height: 300})
  .then((image) => put(decodeURIComponent(image.slice(image.indexOf(",") + 1))));
"""
BOKEH = """
const look = () => {
  const ready = window.Bokeh?.documents[0]?.is_idle;
  const view = ready && [...Bokeh.index].find((found) => found.export);
  if (view) put(view.export("svg").ctx.get_serialized_svg(true));
  else setTimeout(look, 50);
};
look();
"""


class NoBrowserError(Exception):
    """There is no Chromium here to draw the charts of Bokeh and Plotly."""


# [export]
def from_matplotlib(chart: Figure) -> str:
    """Return a chart of Matplotlib, seaborn or pandas."""
    file = io.StringIO()
    with mpl.rc_context(SETTINGS):
        chart.savefig(file, format="svg", dpi=72, metadata={"Date": None})
    return file.getvalue()


def from_plotnine(chart: ggplot) -> str:
    """Return a chart of plotnine, drawn by Matplotlib."""
    return from_matplotlib(chart.draw())


def from_altair(chart: altair.Chart) -> str:
    """Return a chart of Vega-Altair, drawn by vl-convert without a browser."""
    file = io.StringIO()
    chart.save(file, format="svg")
    return file.getvalue()


# [/export]


def from_plotly(chart: PlotlyFigure) -> str:
    """Return a chart of Plotly, as write_image() does with Kaleido and Chrome."""
    page = chart.to_html(
        include_plotlyjs=True, div_id="chart", post_script=PUT + PLOTLY
    )
    return from_page(page)


def from_bokeh(chart: figure) -> str:
    """Return a chart of Bokeh, as export_svg() does with Selenium and a browser."""
    from bokeh.embed import file_html
    from bokeh.resources import INLINE

    chart.output_backend = "svg"
    page = file_html(chart, INLINE)
    return from_page(page.replace("</body>", f"<script>{PUT}{BOKEH}</script></body>"))


def from_page(page: str) -> str:
    """Open *page* in a browser without a window and return the SVG that it puts out."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise NoBrowserError
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chart.html"
        file.write_text(page, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
        options += ["--virtual-time-budget=20000", f"--user-data-dir={folder}/profile"]
        command = [browser, *options, file.as_uri()]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=120, check=True
        )
    found = re.search(r'<textarea id="svg">(.*?)</textarea>', done.stdout, re.DOTALL)
    if found is None:
        raise RuntimeError(done.stderr[-2000:])
    return html.unescape(found[1])


WRITERS = {
    "matplotlib": from_matplotlib,
    "seaborn": from_matplotlib,
    "plotnine": from_plotnine,
    "altair": from_altair,
    "bokeh": from_bokeh,
    "plotly": from_plotly,
}


def picture(library: str) -> str:
    """Return the chart of *library* with its own settings; "" where no browser is."""
    plt.close("all")
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.use("svg")
        chart = import_module(f"with_{library}").chart()
        try:
            return tidy(WRITERS[library](chart), library)
        except NoBrowserError:
            return ""


if __name__ == "__main__":
    for name in ("matplotlib", "seaborn", "plotnine", "altair"):
        print(f"{name}: {len(picture(name)) / 1000:.0f} kB")
