"""A table of bicycle trips that nobody made: ten columns, as an export has them."""

from __future__ import annotations

import numpy as np
import pandas as pd

STATIONS = [f"Station {number:03}" for number in range(200)]


def trips(rows: int) -> pd.DataFrame:
    """Return *rows* invented trips, always the same ones."""
    random = np.random.default_rng(7)
    start = pd.Timestamp("2025-01-01") + pd.to_timedelta(
        np.sort(random.integers(0, 365 * 24 * 3600, rows)), unit="s"
    )
    minutes = random.gamma(2.0, 8.0, rows).round(1)
    return pd.DataFrame(
        {
            "trip": np.arange(rows) + 10_000_000,
            "start": start.astype(str),
            "minutes": minutes,
            "km": (minutes * random.uniform(0.1, 0.3, rows)).round(2),
            "from": random.choice(STATIONS, rows),
            "to": random.choice(STATIONS, rows),
            "rider": random.choice(
                ["member", "guest", "staff"], rows, p=[0.7, 0.29, 0.01]
            ),
            "bicycle": random.integers(1, 3000, rows),
            "battery": random.uniform(5, 100, rows).round(1),
            "note": random.choice(["", "", "", "flat tyre", "bell broken"], rows),
        }
    )


if __name__ == "__main__":
    print(trips(1000).dtypes)
