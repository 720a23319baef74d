"""The first six points of the checklist, on a table that has just arrived."""

import pandas as pd

frame = pd.DataFrame(
    {
        "customer": [1, 2, 3, 4],
        "gender": ["Male", "M", "F", "female"],
        "spent": ["£1,200.50", "£80", "n/a", "£45.00"],
    }
)

# [look]
# 1. names, 2. size
print(frame.columns.tolist(), frame.shape)
# 3. types: "spent" is text
print(frame.dtypes.astype(str).to_dict())
# 4. distinct values: four, not two
print(frame["gender"].unique().tolist())
# 5. range
print(frame["customer"].agg(["min", "max"]).tolist())
# 6. counts
print(frame.groupby("gender").size().to_dict())
# [/look]
