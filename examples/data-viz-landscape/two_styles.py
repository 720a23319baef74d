"""One scatter plot twice: told how to draw it, and told what it shows."""

import altair as alt
import matplotlib as mpl
import pandas as pd

mpl.use("svg")

from matplotlib import pyplot as plt

cars = pd.DataFrame(
    {
        "weight": [1.1, 1.4, 1.6, 1.9, 2.1],
        "use": [5.2, 6.1, 6.0, 8.3, 9.1],
        "fuel": ["diesel", "petrol", "diesel", "petrol", "petrol"],
    }
)

# [how]
figure, axes = plt.subplots()
for fuel, colour in {"diesel": "tab:brown", "petrol": "tab:blue"}.items():
    some = cars[cars["fuel"] == fuel]
    axes.scatter(some["weight"], some["use"], color=colour, label=fuel)
axes.set_xlabel("weight")
axes.set_ylabel("use")
axes.legend(title="fuel")
# [/how]

# [what]
chart = alt.Chart(cars).mark_point().encode(x="weight", y="use", color="fuel")
print(chart.to_dict()["mark"])
print(chart.to_dict()["encoding"]["color"])
# [/what]

assert len(axes.collections) == 2
