"""How large the same points are as GeoJSON and as GeoParquet, and how fast they open.

`python measure_formats.py` prints the numbers, `--write` stores them in formats.json.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import tempfile
import timeit
from importlib.metadata import version
from pathlib import Path

import geopandas as gpd
import numpy as np

POINTS = 100_000
PACKAGES = ("geopandas", "shapely", "pyogrio", "pyarrow")


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Write the same table twice, read it three times, keep the best."""
    random = np.random.default_rng(7)
    place = gpd.points_from_xy(
        random.uniform(-10, 30, POINTS).round(6),
        random.uniform(36, 60, POINTS).round(6),
        crs="EPSG:4326",
    )
    people = random.integers(5_000, 1_000_000, POINTS)
    table = gpd.GeoDataFrame({"people": people}, geometry=place)
    text, binary = folder / "towns.geojson", folder / "towns.parquet"
    table.to_file(text, driver="GeoJSON")
    table.to_parquet(binary, compression="zstd")

    def best(read: object) -> float:
        return round(min(timeit.repeat(read, number=1, repeat=5)), 4)

    return {
        "bytes": {"GeoJSON": text.stat().st_size, "GeoParquet": binary.stat().st_size},
        "read_seconds": {
            "GeoJSON": best(lambda: gpd.read_file(text)),
            "GeoParquet": best(lambda: gpd.read_parquet(binary)),
        },
    }


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder))
    print(json.dumps(found, indent=2))
    if parser.parse_args().write:
        record = {
            "date": f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}",
            "machine": f"two cores of a cloud machine, {platform.system()}",
            "python": platform.python_version(),
            "packages": {name: version(name) for name in PACKAGES},
            "points": POINTS,
            **found,
        }
        path = Path(__file__).with_name("formats.json")
        path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
