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
print(frame.columns.tolist())  # 1 names
print(frame.shape)  # 2 size: is it all there?
print(frame.dtypes.astype(str).to_dict())  # 3 types: "spent" is text
print(frame["gender"].unique().tolist())  # 4 distinct values: four, not two
print(frame["customer"].agg(["min", "max"]).tolist())  # 5 range
print(frame.groupby("gender").size().to_dict())  # 6 counts
# [/look]
