"""May this model answer, and should somebody look at it: two checks, two readers."""

from datetime import UTC, datetime, timedelta

import numpy as np
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(2018)
trained_on = rng.normal(10, 2, size=(1000, 1))
model = LinearRegression().fit(trained_on, 3 * trained_on[:, 0])

# [checks]
EDGES = np.quantile(trained_on, np.linspace(0, 1, 11))[1:-1]  # ten equal parts


def ready() -> bool:
    """Say whether this machine may get requests: the model knows a known answer."""
    return bool(abs(model.predict([[10.0]])[0] - 30) < 0.1)


def drift(live: np.ndarray) -> float:
    """Return the population stability index: how far *live* is from the training."""
    shares = np.bincount(np.digitize(live, EDGES), minlength=10) / len(live)
    shares = shares.clip(1e-4)  # an empty part must not count as infinitely far
    return float(np.sum((shares - 0.1) * np.log(shares / 0.1)))


def alarms(live: np.ndarray, newest: datetime, now: datetime) -> list[str]:
    """Return what a person should look at; the machine goes on answering."""
    found = {
        "no data since yesterday": now - newest > timedelta(days=1),
        "inputs unlike the training": drift(live) > 0.2,
    }
    return [reason for reason, true in found.items() if true]
# [/checks]


if __name__ == "__main__":
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    usual = rng.normal(10, 2, size=500)
    print("ready:", ready())
    print("usual day:", alarms(usual, now - timedelta(hours=2), now))
    print("bad day:", alarms(usual + 2, now - timedelta(days=3), now))
    print("inputs shifted by  0    0.5  1    2")
    shifted = "  ".join(f"{drift(usual + by):.1f}" for by in (0, 0.5, 1, 2))
    print("drift             ", shifted)
