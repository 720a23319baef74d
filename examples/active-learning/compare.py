"""Random choice against uncertainty sampling, on handwritten digits.

Every label of the data set is known, but they are shown to the classifier a
few at a time, as if a person were asked for each: this is how a strategy is
tested before money is spent on labelling.

    python compare.py           # one run, a short table
    python compare.py --write   # twenty runs, kept in curves.json for the figure
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SIZES = range(20, 201, 10)  # so many labels are known at each step

Strategy = Callable[[np.ndarray, np.random.Generator, int], np.ndarray]


# [strategies]
def at_random(chances, rng, count):
    return rng.choice(len(chances), count, replace=False)


def least_certain(chances, rng, count):
    """Return the pictures whose two likeliest digits are nearest to each other."""
    second, first = np.sort(chances, axis=1)[:, -2:].T
    return np.argsort(first - second)[:count]


# [/strategies]


# [learn]
def learn(strategy: Strategy, seed: int) -> list[float]:
    rng = np.random.default_rng(seed)
    pool, pool_labels, test, test_labels = digits(seed)
    known = rng.choice(len(pool), SIZES[0], replace=False)
    accuracies = []
    for _ in SIZES:
        model = LogisticRegression(max_iter=1000).fit(pool[known], pool_labels[known])
        accuracies.append(model.score(test, test_labels))
        unknown = np.setdiff1d(np.arange(len(pool)), known)
        asked = strategy(model.predict_proba(pool[unknown]), rng, SIZES.step)
        known = np.append(known, unknown[asked])  # a person labels these
    return accuracies


# [/learn]


def digits(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return pictures to choose from with their labels, and others for the test."""
    pictures, labels = load_digits(return_X_y=True)
    pool, test, pool_labels, test_labels = train_test_split(
        pictures, labels, test_size=0.4, stratify=labels, random_state=seed
    )
    scaler = StandardScaler().fit(pool)
    return scaler.transform(pool), pool_labels, scaler.transform(test), test_labels


def main(arguments: list[str]) -> None:
    runs = 20 if "--write" in arguments else 1
    curves = {}
    for strategy in (at_random, least_certain):
        accuracies = [learn(strategy, seed) for seed in range(runs)]
        curves[strategy.__name__] = np.mean(accuracies, axis=0).round(4).tolist()
    print("labels  at random  least certain")
    for size, plain, asked in zip(SIZES, *curves.values(), strict=True):
        if size % 60 == 20:
            print(f"{size:6}  {plain:9.1%}  {asked:13.1%}")
    if "--write" in arguments:
        result = {"runs": runs, "labels": list(SIZES), **curves}
        Path("curves.json").write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
