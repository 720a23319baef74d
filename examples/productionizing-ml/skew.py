"""Training–serving skew: the same model, with the same feature computed in two ways."""

# [data]
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

rng = np.random.default_rng(2018)
visits = rng.integers(1, 50, size=4_000)
clicks = rng.binomial(visits, rng.uniform(0, 1, size=4_000))
booked = rng.uniform(size=4_000) < (clicks / visits) ** 2
raw = np.column_stack([clicks, visits])
# [/data]


# [shared]
def features(raw: np.ndarray) -> np.ndarray:
    """Return the share of visits with a click: the only place that computes it."""
    clicks, visits = raw.T
    return (clicks / visits)[:, np.newaxis]


old, new, old_booked, new_booked = train_test_split(raw, booked, random_state=0)
share = FunctionTransformer(features)
model = make_pipeline(share, StandardScaler(), LogisticRegression())
model.fit(old, old_booked)

print(f"one function for both: {model.score(new, new_booked):.0%} right")
# [/shared]


# [skewed]
def features_again(raw: np.ndarray) -> np.ndarray:
    """Compute "the same" in percent, as somebody wrote it for the service."""
    clicks, visits = raw.T
    return (100 * clicks / visits)[:, np.newaxis]


served = model[1:].score(features_again(new), new_booked)
print(f"written a second time: {served:.0%} right, and no error message")
# [/skewed]
