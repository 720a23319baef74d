"""The same column, row by row and as a whole: equal results, far apart in time."""

import numpy as np
import pandas as pd
from trips import trips


# [rows]
def price_of(trip: pd.Series) -> float:
    """Return what one trip costs."""
    if trip["rider"] == "member":
        return max(0.0, trip["minutes"] - 30) * 0.10
    return 1.0 + trip["minutes"] * 0.15


def by_row(table: pd.DataFrame) -> pd.Series:
    """Call a function of Python for every row."""
    return table.apply(price_of, axis=1)


# [/rows]


# [columns]
def by_column(table: pd.DataFrame) -> pd.Series:
    """Compute whole columns; np.where chooses between two of them."""
    member = (table["minutes"] - 30).clip(lower=0) * 0.10
    guest = 1.0 + table["minutes"] * 0.15
    price = np.where(table["rider"] == "member", member, guest)
    return pd.Series(price, index=table.index)


# [/columns]


if __name__ == "__main__":
    table = trips(2_000)
    pd.testing.assert_series_equal(by_row(table), by_column(table))
    print(f"{len(table)} prices, both ways the same")
