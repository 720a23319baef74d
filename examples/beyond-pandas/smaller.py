"""Fewer columns, better types, Parquet: the same trips in a ninth of the memory."""

import tempfile
from pathlib import Path

import pandas as pd
from trips import trips


def megabytes(table: pd.DataFrame) -> str:
    """Return how much memory *table* takes."""
    return f"{table.memory_usage(deep=True).sum() / 1e6:5.1f} MB"


def main(folder: Path) -> None:
    """Read the same file in three ways, and store it in a better one."""
    source = folder / "trips.csv"
    trips(100_000).to_csv(source, index=False)
    # [smaller]
    everything = pd.read_csv(source)
    needed = pd.read_csv(source, usecols=["start", "from", "rider", "minutes"])
    typed = needed.astype(
        {
            "start": "datetime64[ms]",
            "from": "category",
            "rider": "category",
            "minutes": "float32",
        }
    )
    for table in (everything, needed, typed):
        print(megabytes(table))
    typed.to_parquet(folder / "trips.parquet")
    # [/smaller]
    for file in sorted(folder.iterdir()):
        print(f"{file.stat().st_size / 1e6:5.1f} MB", file.name)
    again = pd.read_parquet(folder / "trips.parquet")
    assert (again.dtypes == typed.dtypes).all(), "Parquet keeps the types"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(Path(name))
