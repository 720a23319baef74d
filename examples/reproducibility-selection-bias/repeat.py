"""One cross-validation against many: how far a lucky split can flatter a model.

Two models are compared on the same 120 patients. Everything random is fixed, and
only the seed changes that deals the patients into five folds.

    python repeat.py           # ten seeds
    python repeat.py --write   # fifty seeds, kept in seeds.json for the figure
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

table, labels = load_breast_cancer(return_X_y=True)
chosen = np.random.default_rng(seed=0).choice(len(table), 120, replace=False)
table, labels = table[chosen], labels[chosen]

# [repeat]
MODELS = {
    "logistic regression": LogisticRegression(),
    "nearest neighbours": KNeighborsClassifier(n_neighbors=3),
}


def accuracies(model, seeds) -> np.ndarray:
    """Return the mean accuracy of a five-fold cross-validation for each seed."""
    # Scaling is part of the model: it must not see the fold that is held out.
    model = make_pipeline(StandardScaler(), model)
    means = []
    for seed in seeds:
        folds = StratifiedKFold(n_splits=5, shuffle=True, random_state=seed)
        means.append(cross_val_score(model, table, labels, cv=folds).mean())
    return np.array(means)


def compare(seeds) -> dict[str, np.ndarray]:
    found = {name: accuracies(model, seeds) for name, model in MODELS.items()}
    for name, values in found.items():
        print(f"{name:20}", f"{values.min():.1%} … {values.max():.1%}", end="  ")
        print(f"mean {values.mean():.1%}")
    return found


# [/repeat]


def main(arguments: list[str]) -> None:
    count = 50 if "--write" in arguments else 10
    found = compare(range(count))
    first, second = (values.round(6) for values in found.values())
    print(f"{count} seeds:", end=" ")
    print(f"the first model wins {np.sum(first > second)} times,", end=" ")
    print(f"the second {np.sum(first < second)},", end=" ")
    print(f"a draw {np.sum(first == second)}")
    if "--write" in arguments:
        result = {name: values.round(4).tolist() for name, values in found.items()}
        Path("seeds.json").write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
