"""A qubit in NumPy: superposition, measurement, interference, entanglement."""

from __future__ import annotations

import numpy as np

# [qubit]
ZERO = np.array([1.0, 0.0])  # the state |0⟩: an amplitude for 0 and one for 1
HADAMARD = np.array([[1, 1], [1, -1]]) / np.sqrt(2)


def measure(state: np.ndarray, rng: np.random.Generator, times: int = 1000) -> dict:
    """Prepare and measure *state* that many times; count what came out."""
    chances = np.abs(state) ** 2
    counts = rng.multinomial(times, chances / chances.sum())
    width = int(np.log2(len(state)))
    return {f"{n:0{width}b}": int(c) for n, c in enumerate(counts)}


rng = np.random.default_rng(seed=2018)
once = HADAMARD @ ZERO  # 0 and 1 in equal parts
twice = HADAMARD @ once  # the paths to 1 cancel out
# [/qubit]

# [pair]
CNOT = np.eye(4)[[0, 1, 3, 2]]  # turns the second qubit over if the first is 1
pair = CNOT @ np.kron(once, ZERO)
# [/pair]

if __name__ == "__main__":
    print("Hadamard once: ", measure(once, rng))
    print("Hadamard twice:", measure(twice, rng))
    print("entangled pair:", measure(pair, rng))
