"""The idea of annealing: put a question as an energy, and look for its minimum.

Twelve weights are to be divided into two piles that are as equal as possible. Every
weight gets a sign, +1 for one pile and -1 for the other, as the spins of a magnet do;
the energy is the square of the difference. Here chance cools down on an ordinary
computer (simulated annealing); a quantum annealer takes energies of this very form.
"""

from __future__ import annotations

import numpy as np

# [anneal]
WEIGHTS = np.array([31, 10, 21, 43, 17, 8, 29, 36, 13, 25, 19, 5])


def energy(spins: np.ndarray) -> int:
    return int(spins @ WEIGHTS) ** 2


def anneal(seed: int, steps: int = 2000) -> tuple[np.ndarray, list[int]]:
    rng = np.random.default_rng(seed)
    spins = rng.choice([-1, 1], size=len(WEIGHTS))
    course = [energy(spins)]
    for temperature in np.geomspace(5000, 0.1, steps):
        tried = spins.copy()
        tried[rng.integers(len(spins))] *= -1  # move one weight over
        worse = energy(tried) - course[-1]
        if worse <= 0 or rng.random() < np.exp(-worse / temperature):
            spins = tried  # downhill always, uphill while it is hot
        course.append(energy(spins))
    return spins, course


# [/anneal]


if __name__ == "__main__":
    for seed in range(5):
        spins, course = anneal(seed)
        one, other = WEIGHTS[spins > 0].sum(), WEIGHTS[spins < 0].sum()
        print(f"energy {course[0]:5} → {course[-1]:2}, piles {one} and {other}")
