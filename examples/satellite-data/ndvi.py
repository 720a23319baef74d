"""NDVI: one number a pixel that tells leaves from soil and water.

A scene of 6 × 6 pixels, made up of reflectances that are typical of three kinds
of ground. In Sentinel-2 data red is band 4 and near infrared band 8.
"""

from __future__ import annotations

import numpy as np

# [scene]
KINDS = np.array(["water", "soil", "leaves"])
RED, NEAR_INFRARED = np.array([[0.04, 0.22, 0.05], [0.02, 0.30, 0.45]])

ground = np.array(
    [
        [0, 0, 1, 2, 2, 2],
        [0, 0, 1, 1, 2, 2],
        [0, 0, 0, 1, 1, 2],
        [1, 0, 0, 0, 1, 1],
        [2, 1, 0, 0, 0, 1],
        [2, 2, 1, 0, 0, 0],
    ]
)
noise = np.random.default_rng(seed=7).normal(scale=0.01, size=(2, *ground.shape))
reflected = np.stack([RED[ground], NEAR_INFRARED[ground]])
red, near_infrared = np.clip(reflected + noise, 0, 1)
# [/scene]


# [ndvi]
def ndvi(red: np.ndarray, near_infrared: np.ndarray) -> np.ndarray:
    """Return the index between -1 and 1, and NaN where both bands are dark."""
    total = red + near_infrared
    difference = near_infrared - red
    blank = np.full(total.shape, np.nan)
    return np.divide(difference, total, out=blank, where=total > 0)


index = ndvi(red, near_infrared)
guess = np.digitize(index, [0.0, 0.4])  # below 0, between, above 0.4
# [/ndvi]


if __name__ == "__main__":
    for row in index:
        print(" ".join(f"{value:5.2f}" for value in row))
    for number, kind in enumerate(KINDS):
        print(f"{kind:7} {index[ground == number].mean():5.2f}")
    print(f"told apart correctly: {np.mean(guess == ground):.0%}")
