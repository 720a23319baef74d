"""One missing row turns whole numbers into floating-point ones, and changes an id."""

# [surprise]
import pandas as pd

orders = pd.DataFrame({"customer": ["Ada", "Grace"]})
ids = pd.DataFrame({"customer": ["Ada"], "id": [9_007_199_254_740_993]})

merged = orders.merge(ids, how="left")  # Grace has no id yet
print(merged["id"].dtype, int(merged["id"][0]))

ids = ids.astype({"id": "Int64"})  # a type that knows missing values
merged = orders.merge(ids, how="left")
print(merged["id"].dtype, merged["id"][0])
# [/surprise]
