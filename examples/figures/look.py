"""How the figures of the site look: one paper, one ink, one accent, and few words.

`make figures` turns each of the colours below into a class of the SVG file, which has a light and
a dark set of them: a figure uses these colours alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl

mpl.use("svg")

from matplotlib import pyplot as plt
from matplotlib.patches import FancyBboxPatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation

# Each by its light value; the dark one stands beside it in make.py.
INK = "#1d2433"  # words, and what matters
QUIET = "#626877"  # axes, arrows, remarks
FAINT = "#ded9cd"  # lines of a grid
PAPER = "#ffffff"  # words on a filled shape
ACCENT = "#9a4a17"  # the one thing that the figure is about
SECOND = "#214d8c"  # what it is compared with
THIRD = "#2f6f4f"
FOURTH = "#62438f"

# Inches: about as wide as a phone shows, so that letters there are hardly smaller than here.
WIDTH = 5.4
SIZE = 14.0
# How strongly a box is filled with its colour.
TINT = 0.12

mpl.rcParams.update(
    {
        "svg.fonttype": "none",  # text stays text
        "svg.hashsalt": "talk-notes",  # the same ids on every machine
        "font.family": "sans-serif",
        "font.sans-serif": ["DejaVu Sans"],  # comes with Matplotlib: measured alike everywhere
        "font.size": SIZE,
        "axes.titlesize": SIZE,
        "axes.labelsize": SIZE,
        "xtick.labelsize": SIZE - 1,
        "ytick.labelsize": SIZE - 1,
        "legend.fontsize": SIZE - 1,
        "legend.frameon": False,
        "text.color": INK,
        "axes.labelcolor": QUIET,
        "axes.titlecolor": INK,
        "axes.titlelocation": "left",
        "axes.edgecolor": QUIET,
        "axes.facecolor": "none",
        "figure.facecolor": "none",
        "savefig.facecolor": "none",
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.linewidth": 1.0,
        "axes.axisbelow": True,
        # Numbers as they are: no powers of ten, no offset in a corner.
        "axes.formatter.useoffset": False,
        "axes.formatter.limits": (-6, 12),
        "axes.unicode_minus": True,
        "grid.color": FAINT,
        "grid.linewidth": 1.0,
        "lines.linewidth": 2.25,
        "lines.solid_capstyle": "round",
        "patch.linewidth": 0.0,
        "hatch.color": QUIET,
        "axes.prop_cycle": mpl.cycler(color=[ACCENT, SECOND, THIRD, FOURTH, QUIET]),
        "path.simplify": True,
        "path.simplify_threshold": 0.5,
    }
)


def new_figure(
    height: float = 3.0, *, columns: int = 1, rows: int = 1, diagram: bool = False, **options: Any
) -> tuple[Figure, Any]:
    """Return a figure of the usual width and its axes (an array where there are several).

    A *diagram* shows no axes; its limits are set by the caller (`axes.set_xlim`, `set_ylim`).
    Further *options* go to `plt.subplots`, such as ``sharey=True``.
    """
    figure, found = plt.subplots(
        rows,
        columns,
        figsize=(WIDTH, height),
        layout="constrained",
        squeeze=False,
        **options,
    )
    for axes in found.flat:
        if diagram:
            axes.set_axis_off()
            continue
        axes.locator_params(nbins=6)
        axes.grid(visible=False)
    only = rows == columns == 1
    return figure, found[0, 0] if only else found.squeeze()


def bars(
    rows: Sequence[tuple[str, float, str, str]],
    *,
    height: float,
    above: bool = False,
    line: float | None = None,
    title: str = "",
) -> Figure:
    """Return a figure with a bar for each row: its name, length, the words at its end, colour.

    Names stand to the left of their bars, or *above* them where they are long. A *line* says where
    nothing changes; the *title* says what is counted.
    """
    figure, axes = new_figure(height=height)
    names = [row[0] for row in rows]
    longest = max(row[1] for row in rows)
    for place, (name, length, words, colour) in enumerate(rows):
        axes.barh(-place, length, height=0.45 if above else 0.62, color=colour)
        axes.annotate(
            words,
            xy=(max(length, line or 0), -place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center_baseline",
            color=INK,
        )
        if above:
            axes.text(0, -place + 0.3, name, color=INK, va="bottom")
    if line is not None:
        axes.axvline(line, color=INK, linewidth=1.2, linestyle="--")
    axes.set(xlim=(0, 1.25 * longest), ylim=(-len(rows) + 0.5, 0.75 if above else 0.5))
    axes.set_xticks([])
    axes.set_yticks([] if above else [-place for place in range(len(rows))])
    if not above:
        axes.set_yticklabels(names)
    axes.spines["bottom"].set_visible(False)
    if above:
        axes.spines["left"].set_visible(False)
    if title:
        figure.suptitle(title, x=0.01, ha="left", fontsize=SIZE)
    return figure


def box(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    width: float = 1.0,
    height: float = 0.6,
    colour: str = QUIET,
    filled: bool = False,
    size: float = SIZE,
) -> FancyBboxPatch:
    """Draw a box with *text*, its centre at *x*, *y*; a *filled* one has its words in paper."""
    small = min(width, height)
    radius = 0.12 * small
    left, bottom = x - width / 2 + radius, y - height / 2 + radius
    shape = FancyBboxPatch(
        (left, bottom),
        width - 2 * radius,
        height - 2 * radius,
        boxstyle=f"round,pad={radius},rounding_size={radius}",
        linewidth=1.5,
        edgecolor=colour,
        facecolor=colour if filled else (colour, TINT),
    )
    axes.add_patch(shape)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        # Each by itself: only a line of its own is centred in whatever letters the reader has.
        axes.annotate(
            line,
            xy=(x, y),
            xytext=(0, size * 1.3 * ((len(lines) - 1) / 2 - number)),
            textcoords="offset points",
            ha="center",
            va="center_baseline",
            color=PAPER if filled else INK,
            fontsize=size,
        )
    return shape


def arrow(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    text: str = "",
    colour: str = QUIET,
    bend: float = 0.0,
    dashed: bool = False,
) -> Annotation:
    """Draw an arrow from *start* to *end*; *bend* curves it, *text* stands above its middle."""
    drawn = axes.annotate(
        "",
        xy=end,
        xytext=start,
        arrowprops={
            "arrowstyle": "-|>,head_width=0.28,head_length=0.55",
            "color": colour,
            "linewidth": 1.6,
            "linestyle": "--" if dashed else "-",
            "shrinkA": 3,
            "shrinkB": 3,
            "connectionstyle": f"arc3,rad={bend}",
        },
    )
    if text:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        axes.annotate(
            text,
            xy=middle,
            xytext=(0, 7 + 60 * abs(bend)),
            textcoords="offset points",
            ha="center",
            color=QUIET,
            fontsize=SIZE - 1,
        )
    return drawn
