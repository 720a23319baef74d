"""Second stage: train a network with the layers of params.yaml, and measure it."""

# [train]
import json
from pathlib import Path

import numpy as np
import yaml
from sklearn.neural_network import MLPClassifier

layers = yaml.safe_load(Path("params.yaml").read_text())["layers"]
data = np.load("digits.npz")
model = MLPClassifier(layers, max_iter=2000, random_state=0)
model.fit(data["x"], data["y"])
metrics = {"accuracy": round(model.score(data["x_test"], data["y_test"]), 4)}
Path("metrics.json").write_text(json.dumps(metrics))
# [/train]
