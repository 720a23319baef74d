"""What the CPU and the GPU do while four batches are trained, without and with prefetching."""

from collections.abc import Callable

from look import ACCENT, PAPER, QUIET, SECOND, new_figure
from matplotlib.axes import Axes
from matplotlib.figure import Figure

PREPARE = 3.0
TRAIN = 4.0
BATCHES = 4


def schedule(*, prefetch: bool) -> list[tuple[float, float]]:
    """Return when each batch begins to be prepared, and when it begins to be trained."""
    found: list[tuple[float, float]] = []
    prepared = trained = 0.0
    for _number in range(BATCHES):
        begin = prepared if prefetch else trained
        # One batch is kept ready, no more: the next waits until the GPU has taken it.
        if prefetch and len(found) > 1:
            begin = max(begin, found[-1][1])
        prepared = begin + PREPARE
        start = max(prepared, trained)
        trained = start + TRAIN
        found.append((begin, start))
    return found


def lane(axes: Axes, place: float, starts: list[float], length: float, colour: str) -> None:
    """Draw what one processor does: a block for each batch."""
    for number, start in enumerate(starts, start=1):
        axes.barh(place, length - 0.12, left=start + 0.06, height=0.7, color=colour)
        axes.annotate(
            str(number),
            xy=(start + length / 2, place),
            ha="center",
            va="center_baseline",
            color=PAPER,
        )


def draw(_: Callable[[str], str]) -> Figure:
    """Draw two lanes twice, one under the other, on the same axis of time."""
    figure, both = new_figure(height=3.8, rows=2, sharex=True)
    for axes, prefetch in zip(both, (False, True), strict=True):
        times = schedule(prefetch=prefetch)
        lane(axes, 1, [begin for begin, _start in times], PREPARE, SECOND)
        lane(axes, 0, [start for _begin, start in times], TRAIN, ACCENT)
        end = times[-1][1] + TRAIN
        axes.axvline(end, color=QUIET, linewidth=1.2, linestyle="--")
        axes.set_yticks([1, 0], ["CPU", "GPU"])
        axes.set_xticks([])
        axes.set_ylim(-0.6, 1.6)
        axes.spines["left"].set_visible(False)
        axes.set_title(_("with prefetching") if prefetch else _("without prefetching"))
    both[1].set_xlim(0, BATCHES * (PREPARE + TRAIN) + 0.3)
    both[1].set_xlabel(_("time →"), loc="right")
    return figure
