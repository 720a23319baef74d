"""What "0.1 degrees around" is on the ground in Karlsruhe, beside a true circle."""

from math import cos, pi, radians, sin

from look import ACCENT, SECOND, new_figure


def draw(_):
    # One degree of latitude is 111.2 km; of longitude, less by the cosine.
    north, east = 11.12, 11.12 * cos(radians(49.01))
    turn = [2 * pi * step / 120 for step in range(121)]
    figure, axes = new_figure(height=3.8)
    axes.plot([10 * cos(t) for t in turn], [10 * sin(t) for t in turn], color=SECOND)
    axes.fill(
        [east * cos(t) for t in turn],
        [north * sin(t) for t in turn],
        facecolor=(ACCENT, 0.12),
        edgecolor=ACCENT,
        linewidth=2.25,
    )
    axes.text(0, 0, "buffer(0.1)", ha="center", va="center", color=ACCENT)
    axes.text(10.4, 0, _("10 km around"), va="center", color=SECOND)
    axes.set_aspect("equal")
    axes.set_xlim(-13, 24)
    axes.set_xticks([-10, 0, 10])
    axes.set_yticks([-10, 0, 10])
    axes.set_xlabel(_("kilometres"))
    return figure
