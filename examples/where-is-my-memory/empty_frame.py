"""An empty pandas data frame that takes up megabytes, and the line that frees them."""

# [frame]
import pickle

import pandas as pd

names = pd.Series([f"article {number}" for number in range(1_000_000)])
orders = pd.DataFrame({"article": names.astype("category"), "amount": 1})

nothing = orders[orders["amount"] > 1]  # no row is left …


def report(frame: pd.DataFrame) -> None:
    """Print how many rows, categories and bytes *frame* has, in memory and pickled."""
    print(
        f"{len(frame)} rows,",
        f"{len(frame['article'].cat.categories):,} categories,",
        f"{frame.memory_usage(deep=True).sum():,} bytes in memory,",
        f"{len(pickle.dumps(frame)):,} pickled",
    )


report(nothing)
nothing = nothing.assign(article=nothing["article"].cat.remove_unused_categories())
report(nothing)
# [/frame]
