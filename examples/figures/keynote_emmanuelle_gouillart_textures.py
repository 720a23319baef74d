"""Two textures: the picture, the circles that were marked in it, and what was found."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from look import ACCENT, INK, SECOND, new_figure
from matplotlib.figure import Figure
from matplotlib.patches import Circle

EXAMPLE = Path(__file__).parent.parent / "keynote-emmanuelle-gouillart" / "textures.py"


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the picture with its circles, and beside it the border that was found."""
    with redirect_stdout(StringIO()):
        made = runpy.run_path(str(EXAMPLE))
    figure, (left, right) = new_figure(height=3.2, columns=2)
    left.set_title(_("marked by hand"))
    right.set_title(_("found everywhere"))
    for axes in (left, right):
        axes.imshow(made["image"], cmap="gray", vmin=-3, vmax=3, interpolation="none")
        axes.set_axis_off()
    for y, x, is_fine in made["CIRCLES"]:
        left.add_patch(Circle((x, y), 9, color=SECOND if is_fine else ACCENT, alpha=0.8))
    right.contourf(made["found"], levels=[-0.5, 0.5, 1.5], colors=[ACCENT, SECOND], alpha=0.45)
    right.contour(made["truth"], levels=[0.5], colors=[INK])
    right.set_xlim(left.get_xlim())
    right.set_ylim(left.get_ylim())
    return figure
