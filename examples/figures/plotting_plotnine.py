"""The scatter plot as plotnine draws it by itself."""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "plotting"))

from to_svg import picture


def svg(_: Callable[[str], str]) -> str:
    """Return the picture; its words are those of the table, in any language."""
    return picture("plotnine")
