"""The towns within 150 km of Karlsruhe: in metres, and in degrees by mistake."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
from look import ACCENT, INK, QUIET, SECOND, new_figure
from matplotlib.figure import Figure

sys.path.insert(0, str(Path(__file__).parents[1] / "maps"))

from within import near, towns

METRES = "EPSG:25832"
# Points to the right and up, for the names that would lie on a line or on another name.
ASIDE = {
    "Basel": (0, -21),
    "Frankfurt": (-7, -21),
    "Metz": (-12, 9),
    "Saarbrücken": (62, 9),
    "Strasbourg": (3, 9),
    "Stuttgart": (-10, -20),
}


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the towns in metres, those found in the accent, and two circles."""
    table = towns()
    found = set(near(table, 150)["town"])
    places = table.to_crs(METRES)
    centre = table.geometry.iloc[:1]
    circle = centre.to_crs(METRES).buffer(150_000)
    # What 150 km become if a degree is taken for 111 km in both directions.
    with warnings.catch_warnings(
        action="ignore"
    ):  # GeoPandas warns of this very mistake
        degrees = centre.buffer(150 / 111)
    names = {
        "Karlsruhe": _("Karlsruhe"),
        "Basel": _("Basel"),
        "Frankfurt": _("Frankfurt"),
        "Metz": _("Metz"),
        "Nuremberg": _("Nuremberg"),
        "Saarbrücken": _("Saarbrücken"),
        "Strasbourg": _("Strasbourg"),
        "Stuttgart": _("Stuttgart"),
        "Ulm": _("Ulm"),
    }
    figure, axes = new_figure(height=5.4, diagram=True)
    for shape, colour, dashes in ((circle, ACCENT, "-"), (degrees, SECOND, "--")):
        line: gpd.GeoSeries = shape.to_crs(METRES).boundary
        x, y = line.iloc[0].xy
        axes.plot(x, y, color=colour, linestyle=dashes)
    for town, place in zip(table["town"], places.geometry, strict=True):
        inside = town in found
        axes.plot(
            place.x, place.y, "o", color=ACCENT if inside else QUIET, markersize=8
        )
        axes.annotate(
            names[town],
            (place.x, place.y),
            ASIDE.get(town, (0, 9)),
            textcoords="offset points",
            ha="center",
            color=INK if inside else QUIET,
        )
    x, y = places.geometry.iloc[0].x, places.geometry.iloc[0].y
    axes.text(x, y + 182_000, _("150 km in metres"), color=ACCENT, ha="center")
    axes.text(x, y + 160_000, _("150 km in degrees"), color=SECOND, ha="center")
    axes.set_aspect("equal")
    axes.margins(0.16, 0.06)
    return figure
