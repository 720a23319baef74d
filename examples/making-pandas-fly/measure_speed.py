"""What the advice of the talk brings today, measured with pandas.

Prints the numbers; `python measure_speed.py --write` also puts them into speed.json. Times are
the best of several runs, in milliseconds.
"""

import datetime
import json
import platform
import sys
import timeit
from collections.abc import Callable
from pathlib import Path

import bottleneck
import numpy as np
import pandas as pd
import pyarrow

ROWS = 2_000_000
KINDS = [
    "Private Limited Company",
    "Limited Partnership",
    "Charitable Incorporated Organisation",
    "Overseas Entity",
]


def best(run: Callable[[], object], repeat: int = 9) -> float:
    """Return the time of the fastest of some runs, in milliseconds."""
    return round(min(timeit.repeat(run, number=1, repeat=repeat)) * 1000, 3)


def columns_of_text(random: np.random.Generator) -> dict[str, dict[str, float]]:
    """Measure one column of text as Python objects, as text, and as categories."""
    objects = pd.Series(random.choice(KINDS, size=ROWS).tolist(), dtype=object)
    text = objects.astype("str")
    found = {}
    for name, series in {
        "object": objects,
        "str": text,
        "category": text.astype("category"),
    }.items():
        index = pd.Index(series)
        found[name] = {
            "bytes": int(series.memory_usage(index=False, deep=True)),
            "value_counts": best(series.value_counts),
            "mask_on_index": best(lambda index=index: index == KINDS[1]),
        }
    return found


def floats(random: np.random.Generator) -> dict[str, dict[str, float]]:
    """Measure the ages of companies in three sizes of floating-point numbers."""
    ages = random.integers(0, 190, size=ROWS)
    found = {}
    for name in ("float64", "float32", "float16"):
        series = pd.Series(ages).astype(name)
        found[name] = {
            "bytes": int(series.memory_usage(index=False)),
            "sum": best(series.sum),
            "add": best(lambda series=series: series + series),
        }
    return found


def sums(frame: pd.DataFrame) -> dict[str, float]:
    """Measure the ways to a sum."""
    array = frame.to_numpy()
    return {
        "frame.sum()": best(frame.sum),
        "frame.to_numpy().sum(axis=0)": best(lambda: frame.to_numpy().sum(axis=0)),
        "frame.to_numpy().sum()": best(lambda: frame.to_numpy().sum()),
        "np.nansum(array, axis=0)": best(lambda: np.nansum(array, axis=0)),
    }


def with_bottleneck(frame: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Measure some statistics without and with Bottleneck."""
    found: dict[str, dict[str, float]] = {}
    for name in ("sum", "mean", "median", "max", "std"):
        found[name] = {"without": float("inf"), "with": float("inf")}
        for _ in range(12):  # in turn, so that a busy moment meets both
            for use in found[name]:
                with pd.option_context("compute.use_bottleneck", use == "with"):
                    taken = best(getattr(frame, name), repeat=1)
                found[name][use] = min(taken, found[name][use])
    return found


def main() -> None:
    """Measure everything."""
    random = np.random.default_rng(seed=2020)
    frame = pd.DataFrame(random.random((1_000_000, 10)))
    result = {
        "machine": "two cores of a cloud machine",
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "versions": {
            "Python": platform.python_version(),
            "pandas": pd.__version__,
            "NumPy": np.__version__,
            "PyArrow": pyarrow.__version__,
            "Bottleneck": bottleneck.__version__,
        },
        "text": columns_of_text(random),
        "floats": floats(random),
        "sums": sums(frame),
        "bottleneck": with_bottleneck(frame),
    }
    words = json.dumps(result, indent=2) + "\n"
    print(words, end="")
    if "--write" in sys.argv:
        (Path(__file__).parent / "speed.json").write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
