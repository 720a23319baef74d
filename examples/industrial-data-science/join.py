"""From the customer's verification back to training: join by place along the pipe.

The device reports what it found and where. Later the customer measures some of
these places with a laser or digs them up; the two distances never agree exactly.
All numbers are made up.
"""

from __future__ import annotations

import pandas as pd

# [tables]
found = pd.DataFrame(
    {
        "metre": [120.4, 348.9, 512.2, 760.0, 903.7, 1150.3],
        "predicted_depth": [0.21, 0.55, 0.34, 0.62, 0.18, 0.47],  # of the wall
    }
)
verified = pd.DataFrame(
    {
        "metre": [349.3, 759.6, 1150.1, 1303.0],
        "method": ["X-ray", "X-ray", "laser", "laser"],
        "measured_depth": [0.49, 0.64, 0.31, 0.28],
    }
)
# [/tables]

# [join]
verified["row"] = verified.index
examples = pd.merge_asof(
    found.sort_values("metre"),
    verified.sort_values("metre"),
    on="metre",
    direction="nearest",
    tolerance=0.5,  # metres: further apart they are two different places
)
assert not examples["row"].dropna().duplicated().any(), "one measurement, two findings"
labelled = examples.dropna(subset="measured_depth")
missed = verified.drop(labelled["row"])  # measured, but never found
# [/join]

# [report]
if __name__ == "__main__":
    columns = ["metre", "predicted_depth", "measured_depth", "method"]
    print(labelled[columns].to_string(index=False))
    print(f"found: {len(found)}, with a label: {len(labelled)}, missed: {len(missed)}")
    print(f"mean prediction, all places:  {found['predicted_depth'].mean():.2f}")
    print(f"mean prediction, with labels: {labelled['predicted_depth'].mean():.2f}")
# [/report]
