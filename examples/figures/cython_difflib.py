"""The seconds of difflib's benchmark, by the figures of the talk."""

from collections.abc import Callable

from look import ACCENT, QUIET, bars
from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a bar for each step."""
    steps = [("Python", 50, QUIET), (_("compiled"), 36, ACCENT), (_("with types"), 31, ACCENT)]
    words = _("{number} s")
    rows = [(name, number, words.format(number=number), colour) for name, number, colour in steps]
    return bars(rows, height=2.2)
