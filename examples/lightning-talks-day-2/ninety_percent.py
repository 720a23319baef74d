"""Nine of ten are right, and no flash of lightning is found: what accuracy can hide."""

# [accuracy]
import numpy as np
from sklearn.metrics import accuracy_score, recall_score

lightning = np.arange(1_000) % 10 == 0  # a flash in one picture of ten
never = np.zeros(1_000, dtype=bool)  # the laziest forecast in the world

print(f"accuracy: {accuracy_score(lightning, never):.0%}")
print(f"recall:   {recall_score(lightning, never):.0%}")
# [/accuracy]
