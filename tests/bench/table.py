"""The table of what the peers took: medians, ratios, and how the time grows."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rounds import Round


@dataclass(frozen=True)
class Row:
    """A row of the table: what it tells, and with how many decimals."""

    name: str
    value: Callable[[Round], float]
    decimals: int = 1
    compared: bool = True

    def cells(self, rounds: dict[str, list[Round]]) -> Iterator[str]:
        """Yield the medians of all peers; behind each but the first, how often it goes into that.

        The ratio is the median of those of the rounds, in which the peers built in turn.
        """
        own: list[float] = []
        for found in rounds.values():
            values = [self.value(one) for one in found]
            yield f"{statistics.median(values):,.{self.decimals}f}"
            if own:
                ratio = statistics.median(map(lambda a, b: a / b, own, values))
                yield f"{ratio:.2f}" if self.compared else ""
            own = own or values


FROM_NOTHING = [
    Row("both languages from nothing, s", lambda one: one.costs["all"].wall),
    Row("both languages from nothing, s of CPU", lambda one: one.costs["all"].cpu),
]
ROWS = [
    *FROM_NOTHING,
    Row("English alone, s of CPU", lambda one: one.costs["en"].cpu),
    Row("Russian alone, s of CPU", lambda one: one.costs["ru"].cpu),
    Row(
        "Russian ÷ English, CPU",
        lambda one: one.costs["ru"].cpu / one.costs["en"].cpu,
        decimals=2,
        compared=False,
    ),
    Row("nothing changed, s", lambda one: one.costs["same"].wall),
    Row("one translated sentence changed, s", lambda one: one.costs["changed"].wall),
    Row("peak memory of a process, MB", lambda one: one.costs["all"].memory, decimals=0),
    Row("a talk's page, bytes", lambda one: one.page, decimals=0),
]


def exponent(row: Row, few: list[Round], many: list[Round], growth: float) -> float:
    """Return with which power of the number of talks grows what *row* tells."""
    before, after = (statistics.median(map(row.value, rounds)) for rounds in (few, many))
    return math.log(after / before) / math.log(growth)


def table(found: dict[int, dict[str, list[Round]]]) -> Iterator[str]:
    """Yield the lines of the table of what was *found*, by the number of talks."""
    own, *others = next(iter(found.values()))
    heads = ["talks", "", own, *(cell for name in others for cell in (name, "×"))]
    yield f"| {' | '.join(heads)} |"
    yield f"|--:|---|{'--:|' * (len(heads) - 2)}"
    for talks, rounds in found.items():
        for row in ROWS:
            yield f"| {talks:,} | {row.name} | {' | '.join(row.cells(rounds))} |"
    for (few, before), (many, after) in itertools.pairwise(found.items()):
        for row in FROM_NOTHING:
            powers = [exponent(row, before[name], after[name], many / few) for name in before]
            first, *rest = (f"{power:.2f}" for power in powers)
            cells = [first, *(cell for power in rest for cell in (power, ""))]
            yield f"| {few:,} → {many:,} | {row.name}: exponent | {' | '.join(cells)} |"
