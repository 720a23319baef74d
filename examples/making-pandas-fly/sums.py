"""A sum in pandas and the sum of the bare array: faster, and not the same."""

import numpy as np
import pandas as pd

# [sums]
frame = pd.DataFrame({"age": [12.0, np.nan, 190.0], "staff": [3.0, 40.0, 7.0]})
array = frame.to_numpy()

print("frame.sum()            ", frame.sum().tolist())
print("array.sum()            ", array.sum())
print("array.sum(axis=0)      ", array.sum(axis=0).tolist())
print("np.nansum(…, axis=0)   ", np.nansum(array, axis=0).tolist())
# [/sums]
