"""What the clocks of three places were ahead of UTC, from 1970 to 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from look import ACCENT, QUIET, SECOND, THIRD, new_figure
from matplotlib.figure import Figure

FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
WEEK = timedelta(days=7)


def offsets(zone: str) -> tuple[list[datetime], list[float]]:
    """Return moments, and the hours that the clocks of *zone* were ahead of UTC."""
    place = ZoneInfo(zone)
    times = [FIRST + number * WEEK for number in range((LAST - FIRST) // WEEK)]
    kept = [times[0]]
    for before, now in pairwise(times):
        if now.astimezone(place).utcoffset() != before.astimezone(place).utcoffset():
            kept.append(now)
    kept.append(times[-1])
    found = [time.astimezone(place).utcoffset() for time in kept]
    return kept, [ahead / timedelta(hours=1) for ahead in found if ahead is not None]


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a line of steps for each place."""
    figure, axes = new_figure(height=3.8)
    for zone, name, above, colour in (
        ("Pacific/Apia", _("Samoa"), -9.3, ACCENT),
        ("Europe/Moscow", _("Moscow"), 5.2, SECOND),
        ("Europe/Berlin", _("Berlin"), -1.2, THIRD),
    ):
        times, hours = offsets(zone)
        axes.step(times, hours, where="post", color=colour, linewidth=1.3)
        axes.text(FIRST, above, name, color=colour, va="center")
    axes.axhline(0, color=QUIET, linewidth=0.8, zorder=0)
    axes.set_ylim(-13, 16)
    axes.set_yticks([-12, -6, 0, 6, 12], labels=["−12", "−6", "0", "+6", "+12"])
    axes.set_ylabel(_("hours from UTC"))
    return figure
