"""How many times too large a web map draws an area, by latitude."""

from math import cos, radians

from look import ACCENT, INK, new_figure


def draw(_):
    def scale(latitude):
        return 1 / cos(radians(latitude)) ** 2

    latitudes = range(81)
    figure, axes = new_figure(height=3.4)
    axes.plot(latitudes, [scale(latitude) for latitude in latitudes], color=ACCENT)
    for label, latitude, along, across in (
        (_("Nairobi × 1"), 1.29, "left", 9),
        (_("Karlsruhe × 2.3"), 49.01, "right", 22),
        (_("St Petersburg × 4"), 59.94, "right", 32),
        (_("Longyearbyen × 24"), 78.22, "right", 4),
    ):
        place = latitude, scale(latitude)
        axes.plot(*place, "o", color=INK)
        shift = (0 if along == "left" else -9, across)
        axes.annotate(label, place, shift, textcoords="offset points", ha=along)
    axes.set_xlabel(_("latitude, degrees"))
    axes.set_title(_("times too large"))
    axes.set_ylim(0, 32)
    axes.set_yticks([1, 10, 20, 30])
    axes.grid(axis="y", visible=True)
    return figure
