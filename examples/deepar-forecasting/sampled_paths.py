"""A probabilistic forecast made as DeepAR makes it, with a small model in NumPy.

One model is fitted to 40 series of daily sales at once. It gives a distribution for
the next day; a value is drawn from it and fed back for the day after. 500 such paths
are the forecast.
"""

import numpy as np

DAYS, AHEAD, SERIES, PATHS = 140, 28, 40, 500


def sales(rng: np.random.Generator) -> np.ndarray:
    """Return invented sales: one shop a row, large and small ones, busy at weekends."""
    week = np.resize([-0.25, -0.2, -0.1, -0.05, 0.1, 0.3, 0.2], DAYS + AHEAD)
    values = np.ones((SERIES, DAYS + AHEAD))
    for day in range(1, DAYS + AHEAD):
        drift = 0.7 * (values[:, day - 1] - week[day - 1] - 1)
        values[:, day] = 1 + week[day] + drift + rng.normal(0, 0.08, SERIES)
    return values * rng.uniform(20, 400, (SERIES, 1))


# [forecast]
def inputs(values: np.ndarray, day: int) -> np.ndarray:
    """Return what the model sees: the value of yesterday and the day of the week."""
    weekday = np.tile(np.arange(7) == day % 7, (len(values), 1))
    return np.column_stack([values[:, day - 1], weekday])


def fit(values: np.ndarray) -> tuple[np.ndarray, float]:
    """Fit one model to all series; return its weights and the spread of its errors."""
    x = np.vstack([inputs(values, day) for day in range(1, DAYS)])
    y = values[:, 1:DAYS].T.ravel()
    weights = np.linalg.lstsq(x, y)[0]
    return weights, float(np.std(y - x @ weights))


def forecast(history: np.ndarray, weights: np.ndarray, spread: float) -> np.ndarray:
    """Draw a value for tomorrow, feed it back, go on: one row, one possible future."""
    rng = np.random.default_rng(1)
    paths = np.tile(history, (PATHS, 1))
    for day in range(DAYS, DAYS + AHEAD):
        drawn = rng.normal(inputs(paths, day) @ weights, spread)
        paths = np.column_stack([paths, drawn])
    return paths[:, DAYS:]


# [/forecast]


# [use]
def main() -> None:
    """Forecast all series, and count how often the band held what came."""
    values = sales(np.random.default_rng(0))
    scale = values[:, :DAYS].mean(axis=1, keepdims=True)  # large and small alike
    model = fit(values / scale)
    inside = []
    for series, size in zip(values, scale, strict=True):
        paths = forecast(series[:DAYS] / size, *model) * size
        low, high = np.quantile(paths, [0.1, 0.9], axis=0)
        inside.append((low <= series[DAYS:]) & (series[DAYS:] <= high))
    print(f"days between the 10% and the 90% quantile: {np.mean(inside):.0%}")


# [/use]


if __name__ == "__main__":
    main()
