"""A small list of customers, cleaned in the order of the checklist."""

import pandas as pd

# [data]
first = pd.DataFrame(
    {
        "Customer ID": [1, 2, 2],
        "gender": ["Male", "M", "M"],
        "spent": ["£1,200.50", "£80", "£80"],
        "joined": ["2020-01-31", "2020-02-29", "2020-02-29"],
    }
)
second = pd.DataFrame(
    {
        "customer_id": [3, 4],
        "gender": ["F", "female"],
        "spent": ["n/a", "£45.00"],
        "joined": ["2020-07-01", "2020-07-24"],
    }
)
# [/data]


# [steps]
GENDERS = {"m": "male", "f": "female"}


def tidy_names(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns=lambda name: name.lower().replace(" ", "_"))


def tidy_values(frame: pd.DataFrame) -> pd.DataFrame:
    amount = frame["spent"].str.replace(r"[£,]", "", regex=True)
    return frame.assign(
        gender=frame["gender"].str.lower().replace(GENDERS).astype("category"),
        spent=pd.to_numeric(amount, errors="coerce"),
        joined=pd.to_datetime(frame["joined"], format="%Y-%m-%d"),
    )


def check(frame: pd.DataFrame) -> pd.DataFrame:
    assert frame["customer_id"].is_unique
    assert set(frame["gender"]) <= {"male", "female"}
    assert frame["spent"].dropna().ge(0).all()
    return frame


# [/steps]


# [pipe]
quarters = [tidy_names(quarter) for quarter in (first, second)]
customers = pd.concat(quarters).drop_duplicates(ignore_index=True)
customers = customers.pipe(tidy_values).pipe(check)
print(customers)
print(customers.isna().sum().loc[lambda missing: missing > 0])
# [/pipe]
