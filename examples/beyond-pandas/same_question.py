"""From which stations do guests ride longest: one question for three engines."""

import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
from trips import trips


def with_pandas(file: Path) -> pd.DataFrame:
    """Read the columns that are needed, then compute in memory."""
    # [pandas]
    table = pd.read_parquet(file, columns=["from", "rider", "minutes"])
    return (
        table[table["rider"] == "guest"]
        .groupby("from", observed=True)["minutes"]
        .mean()
        .nlargest(3)
        .reset_index()
    )
    # [/pandas]


def with_polars(file: Path) -> pl.DataFrame:
    """Describe the question; collect() reads only what it needs, on all cores."""
    # [polars]
    return (
        pl.scan_parquet(file)
        .filter(pl.col("rider") == "guest")
        .group_by("from")
        .agg(pl.col("minutes").mean())
        .top_k(3, by="minutes")
        .collect()
    )
    # [/polars]


def with_duckdb(file: Path) -> pd.DataFrame:
    """Ask in SQL; the file is the table, and the answer comes back as one of pandas."""
    # [duckdb]
    table = duckdb.read_parquet(str(file))
    return table.query(
        "trips",
        """
        SELECT "from", avg(minutes) AS minutes
        FROM trips WHERE rider = 'guest'
        GROUP BY "from" ORDER BY minutes DESC LIMIT 3
        """,
    ).df()
    # [/duckdb]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "trips.parquet"
        trips(50_000).to_parquet(source)
        for ask in (with_pandas, with_polars, with_duckdb):
            answer = ask(source)
            print(ask.__name__, list(answer["from"]), round(answer["minutes"][0], 2))
