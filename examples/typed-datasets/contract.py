"""A contract for a table, checked where the data comes in: types, ranges, categories."""

# [contract]
import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

COLOURS = ["blue", "red"]


class Order(pa.DataFrameModel):
    """What every table of orders in this program looks like."""

    customer: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    amount: Series[int] = pa.Field(gt=0)
    colour: Series[pd.CategoricalDtype] = pa.Field(
        dtype_kwargs={"categories": COLOURS, "ordered": False}
    )

    class Config:
        """An unknown column is a mistake as well."""

        strict = True


# [/contract]


# [check]
good = pd.DataFrame(
    {
        "customer": pd.array([1, None], dtype="Int64"),
        "amount": [2, 1],
        "colour": pd.Categorical(["red", "red"], categories=COLOURS),
    }
)
print(Order.validate(good).dtypes.to_string())

bad = good.assign(customer=[1.0, None], amount=[2, 0])
try:
    Order.validate(bad, lazy=True)
except pa.errors.SchemaErrors as errors:
    print(errors.failure_cases[["column", "check", "failure_case"]].to_string())
# [/check]
