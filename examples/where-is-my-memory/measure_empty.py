"""Measure an empty frame with up to a million unused categories.

Run by hand: ``python measure_empty.py --write`` writes ``empty.json``.
"""

import json
import pickle
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa


def measured(categories: int) -> dict[str, float]:
    """Return the bytes, and the seconds to pickle, of an empty frame."""
    names = pd.Series([f"article {number}" for number in range(categories)])
    frame = pd.DataFrame({"article": names.astype("category"), "amount": 1}).iloc[:0]
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        pickled = pickle.dumps(frame)
        seconds.append(time.perf_counter() - start)
    tidy = frame.assign(article=frame["article"].cat.remove_unused_categories())
    return {
        "categories": categories,
        "bytes": int(frame.memory_usage(deep=True).sum()),
        "pickled_bytes": len(pickled),
        "pickle_seconds": round(min(seconds), 5),
        "bytes_after": int(tidy.memory_usage(deep=True).sum()),
        "pickled_bytes_after": len(pickle.dumps(tidy)),
    }


def main() -> None:
    """Print the measurements, or write them beside this file."""
    found = {
        "machine": "two cores of a cloud machine",
        "python": platform.python_version(),
        "versions": {"pandas": pd.__version__, "pyarrow": pa.__version__},
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "rows": [measured(number) for number in (1_000, 10_000, 100_000, 1_000_000)],
    }
    text = json.dumps(found, indent=2) + "\n"
    if "--write" in sys.argv:
        Path(__file__).with_name("empty.json").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
