"""Active learning in fifteen lines: ask where it is unsure, stop when nothing moves."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC

pictures, answers = load_digits(return_X_y=True)
pool, test, answers, test_answers = train_test_split(
    pictures, answers, test_size=500, random_state=0
)
rng = np.random.default_rng(0)


def ask_people(asked: np.ndarray) -> np.ndarray:
    """Return the labels of these pictures: here a look-up, in earnest people."""
    return answers[asked]


# [loop]
known = rng.choice(len(pool), 30, replace=False)  # nothing is known yet: at random
labels, before = ask_people(known), np.full(len(pool), -1)
while True:
    model = SVC().fit(pool[known], labels)
    guesses = model.predict(pool)
    moved, before = np.mean(guesses != before), guesses
    print(f"{len(known):3} labels, {moved:4.0%} of the guesses moved")
    if moved < 0.01:
        break
    second, first = np.sort(model.decision_function(pool))[:, -2:].T
    unknown = np.setdiff1d(np.arange(len(pool)), known)
    unsure = unknown[np.argsort((first - second)[unknown])[:16]]
    others = rng.choice(np.setdiff1d(unknown, unsure), 4, replace=False)
    asked = np.concatenate([unsure, others])  # four at random: a look aside
    known, labels = np.append(known, asked), np.append(labels, ask_people(asked))
# [/loop]

right = model.score(test, test_answers)
print(f"{right:.1%} right on the test set")
right = SVC().fit(pool, answers).score(test, test_answers)
print(f"{right:.1%} with all {len(pool)} labels")
