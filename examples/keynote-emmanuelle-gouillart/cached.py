"""Joblib keeps the result of a slow step on disk; the second call reads it there."""

# [cached]
import tempfile

import numpy as np
from joblib import Memory
from skimage import data, filters

with tempfile.TemporaryDirectory() as folder:  # in real use, a folder that stays
    memory = Memory(folder, verbose=0)

    @memory.cache
    def smooth(image: np.ndarray, sigma: float) -> np.ndarray:
        print(f"computing with sigma {sigma}")
        return filters.gaussian(image, sigma)

    image = data.binary_blobs(rng=0)
    for sigma in (2, 2, 3):
        print(f"contrast {smooth(image, sigma).std():.3f}")
# [/cached]
