"""What each step saves: fewer columns, better types, Parquet, other engines.

`python measure_tables.py` prints the numbers, `--write` stores them in tables.json.
Times are the best of several runs.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import tempfile
import timeit
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from same_question import with_duckdb, with_pandas, with_polars
from trips import trips
from vectorised import by_column, by_row

ROWS = 2_000_000
ROWS_ONE_BY_ONE = 100_000
COLUMNS = ["start", "from", "rider", "minutes"]
TYPES = {
    "start": "datetime64[ms]",
    "from": "category",
    "rider": "category",
    "minutes": "float32",
}
PACKAGES = ("pandas", "pyarrow", "numpy", "polars", "duckdb")


def best(call: Callable[[], object], runs: int = 5) -> float:
    """Return the seconds of the fastest of *runs* calls."""
    return round(min(timeit.repeat(call, number=1, repeat=runs)), 5)


def memory(table: pd.DataFrame) -> int:
    """Return the bytes that *table* takes in memory."""
    return int(table.memory_usage(deep=True).sum())


def csv_by_pandas(file: Path) -> pd.DataFrame:
    """Ask the question of a CSV file, all of it read."""
    table = pd.read_csv(file)
    guests = table[table["rider"] == "guest"]
    return guests.groupby("from")["minutes"].mean().nlargest(3).reset_index()


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Return bytes in memory, bytes on disk and seconds."""
    csv, parquet, small = (
        folder / name for name in ("t.csv", "t.parquet", "s.parquet")
    )
    trips(ROWS).to_csv(csv, index=False)
    everything = pd.read_csv(csv)
    needed = everything[COLUMNS].copy()
    typed = needed.astype(TYPES)
    everything.to_parquet(parquet, compression="zstd")
    typed.to_parquet(small, compression="zstd")
    few = trips(ROWS_ONE_BY_ONE)
    few_types = few.astype({"rider": "category"})
    return {
        "memory_bytes": {
            "all columns": memory(everything),
            "four columns": memory(needed),
            "four columns, better types": memory(typed),
        },
        "file_bytes": {
            "CSV": csv.stat().st_size,
            "Parquet": parquet.stat().st_size,
            "Parquet, four columns, better types": small.stat().st_size,
        },
        "read_seconds": {
            "CSV, all columns": best(lambda: pd.read_csv(csv), 9),
            "CSV, four columns": best(lambda: pd.read_csv(csv, usecols=COLUMNS), 9),
            "Parquet, four columns": best(
                lambda: pd.read_parquet(parquet, columns=COLUMNS)
            ),
            "Parquet, four columns, better types": best(lambda: pd.read_parquet(small)),
        },
        "price_seconds": {
            "row by row": best(lambda: by_row(few), 3),
            "whole columns": best(lambda: by_column(few)),
            "whole columns, category": best(lambda: by_column(few_types)),
        },
        "question_seconds": {
            "pandas, CSV": best(lambda: csv_by_pandas(csv), 9),
            "pandas, Parquet": best(lambda: with_pandas(parquet), 15),
            "Polars, Parquet": best(lambda: with_polars(parquet), 15),
            "DuckDB, Parquet": best(lambda: with_duckdb(parquet), 15),
        },
    }


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder))
    text = json.dumps(found, indent=2)
    print(text)
    if parser.parse_args().write:
        record = {
            "date": f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}",
            "machine": f"two cores of a cloud machine, {platform.system()}",
            "python": platform.python_version(),
            "packages": {name: version(name) for name in PACKAGES},
            "rows": ROWS,
            "rows_priced": ROWS_ONE_BY_ONE,
            **found,
        }
        path = Path(__file__).with_name("tables.json")
        path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
