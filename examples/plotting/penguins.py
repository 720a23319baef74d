"""Forty-two penguins, fourteen of each of three species.

Flipper length and body mass come from the Palmer Penguins, measured on islands of the
Antarctic by Kristen Gorman and the Palmer Station LTER and published under CC0.
"""

from pathlib import Path

import pandas as pd


def penguins() -> pd.DataFrame:
    """Return the table: species, flipper_mm and mass_kg."""
    return pd.read_csv(Path(__file__).with_name("penguins.csv"))


if __name__ == "__main__":
    print(penguins().groupby("species").mean().round(1))
