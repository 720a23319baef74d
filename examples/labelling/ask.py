"""Active learning in fifteen lines: ask where it is unsure, stop when nothing moves.

`python ask.py --write` also keeps every round in rounds.json, for the figure.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC

pictures, answers = load_digits(return_X_y=True)
pool, test, answers, test_answers = train_test_split(
    pictures, answers, test_size=500, random_state=0
)
rng = np.random.default_rng(0)
rounds = []


def ask_people(asked: np.ndarray) -> np.ndarray:
    """Return the labels of these pictures: here a look-up, in real use people."""
    return answers[asked]


def note(model: SVC, known: np.ndarray, moved: float) -> None:
    """Print the round, and keep it; the test set takes no part in any decision."""
    print(f"{len(known):3} labels, {moved:6.1%} of the guesses moved")
    right = model.score(test, test_answers)
    rounds.append({"labels": len(known), "moved": 100 * moved, "right": 100 * right})


# [loop]
known = rng.choice(len(pool), 30, replace=False)  # nothing is known yet: at random
labels, before = ask_people(known), np.full(len(pool), -1)
while True:
    model = SVC().fit(pool[known], labels)
    guesses = model.predict(pool)
    moved, before = np.mean(guesses != before), guesses
    note(model, known, moved)
    if moved < 0.01:
        break
    second, first = np.sort(model.decision_function(pool))[:, -2:].T
    unknown = np.setdiff1d(np.arange(len(pool)), known)
    unsure = unknown[np.argsort((first - second)[unknown])[:16]]
    others = rng.choice(np.setdiff1d(unknown, unsure), 4, replace=False)
    asked = np.concatenate([unsure, others])  # four at random: a look aside
    known, labels = np.append(known, asked), np.append(labels, ask_people(asked))
# [/loop]

print(f"{rounds[-1]['right']:.1f}% right on the test set")
all_labels = SVC().fit(pool, answers).score(test, test_answers)
print(f"{all_labels:.1%} with all {len(pool)} labels")
if "--write" in sys.argv:
    Path("rounds.json").write_text(json.dumps(rounds, indent=1) + "\n")
