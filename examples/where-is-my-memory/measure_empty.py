"""Measure an empty frame whose column keeps a million unused categories.

The categories are text: as Python objects, and in Arrow as pandas 3 keeps text.
Run by hand: ``python measure_empty.py --write`` writes ``empty.json``.
"""

import json
import pickle
import platform
import sys
import timeit
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa


def measured(frame: pd.DataFrame) -> dict[str, float]:
    """Return the bytes of *frame*, in memory and pickled, and the time of pickling."""
    # In this order: looking things up builds an index, which takes memory too.
    size = int(frame.memory_usage(deep=True).sum())
    seconds = min(timeit.repeat(lambda: pickle.dumps(frame), number=1, repeat=9))
    return {
        "bytes": size,
        "pickled_bytes": len(pickle.dumps(frame)),
        "pickle_milliseconds": round(1000 * seconds, 2),
    }


def emptied(*, arrow: bool) -> dict[str, dict[str, float]]:
    """Measure the frame before and after it gets rid of its categories."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the option goes with pandas 4
        with pd.option_context("future.infer_string", arrow):
            names = pd.Series([f"article {number}" for number in range(1_000_000)])
            orders = pd.DataFrame({"article": names.astype("category"), "amount": 1})
    empty = orders[orders["amount"] > 1]
    before = measured(empty)
    tidy = empty["article"].cat.remove_unused_categories()
    return {"before": before, "after": measured(empty.assign(article=tidy))}


def main() -> None:
    """Print the measurements, or write them beside this file."""
    found = {
        "machine": "two cores of a cloud machine",
        "python": platform.python_version(),
        "versions": {"pandas": pd.__version__, "pyarrow": pa.__version__},
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python_text": emptied(arrow=False),
        "arrow_text": emptied(arrow=True),
    }
    text = json.dumps(found, indent=2) + "\n"
    if "--write" in sys.argv:
        Path(__file__).with_name("empty.json").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
