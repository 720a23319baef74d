"""Text as categories: what a column with few different values weighs."""

import numpy as np
import pandas as pd

KINDS = [
    "Private Limited Company",
    "Limited Partnership",
    "Charitable Incorporated Organisation",
    "Overseas Entity",
]

# [category]
choose = np.random.default_rng(seed=2020).choice
text = pd.Series(choose(KINDS, size=200_000), dtype="str")
category = text.astype("category")

for series in (text, category):
    print(f"{series.memory_usage(index=False, deep=True):>9,} bytes  {series.dtype}")

print(category.cat.categories[:2].tolist())
print(category.cat.codes.head(5).tolist())
# [/category]

assert category.value_counts().sum() == len(text)
assert (category.astype("str") == text).all()
