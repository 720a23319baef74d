"""One table in Arrow's format, read by three libraries without a copy."""

# [handover]
import duckdb
import polars as pl
import pyarrow as pa

talks = pa.table({"minutes": pa.array(range(1_000_000), type=pa.int64())})


def address(column: pa.ChunkedArray) -> int:
    """Return where in memory the values of *column* begin."""
    return column.chunk(0).buffers()[1].address


frame = pl.from_arrow(talks)
back = frame.to_arrow()
print("same memory:", address(talks["minutes"]) == address(back["minutes"]))
print("Polars:", frame["minutes"].sum())
print("DuckDB:", duckdb.sql("select sum(minutes) from talks").fetchall()[0][0])
# [/handover]
