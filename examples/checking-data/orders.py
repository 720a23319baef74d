"""Check a table against a written schema, and list everything that is wrong at once."""

import io

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

DELIVERED = """order,country,weight_kg,ordered,sent
1001,DE,2.5,2026-11-02,2026-11-03
1002,FR,0.4,2026-11-02,2026-11-01
1002,DE,1.1,2026-11-03,2026-11-04
1004,Germany,3.0,2026-11-03,2026-11-05
1005,ES,,2026-11-04,2026-11-04
1006,DE,7500,2026-11-05,2026-11-06
"""


# [schema]
class Orders(pa.DataFrameModel):
    """What an order must look like before anybody computes with it."""

    order: int = pa.Field(unique=True)
    country: str = pa.Field(isin=["DE", "ES", "FR"])
    weight_kg: float = pa.Field(gt=0, lt=100)  # 7500: these are grams
    ordered: pd.Timestamp
    sent: pd.Timestamp

    @pa.dataframe_check(description="sent before it was ordered")
    def in_order(cls, orders: pd.DataFrame) -> pd.Series:  # noqa: N805
        """Nothing is sent before it is ordered."""
        return orders.sent >= orders.ordered

    class Config:
        """No columns but these, and text is turned into numbers and dates."""

        strict = True
        coerce = True
# [/schema]


# [check]
orders = pd.read_csv(io.StringIO(DELIVERED))
try:
    Orders.validate(orders, lazy=True)  # lazy: go on after the first mistake
except SchemaErrors as found:
    wrong = found.failure_cases.drop_duplicates(["index", "check"])
    print(wrong[["index", "column", "check", "failure_case"]].to_string(index=False))
# [/check]
