"""Does the training wait for its data? Feed the same batch again and compare.

Both sides are stand-ins that wait as long as the real ones work: `load` for a disk and
a CPU that reads and resizes, `train` for a GPU. With yours, the lines read the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

BATCHES = 50


def load(number: int) -> int:
    """Return batch *number* after the 9 ms that reading and resizing takes."""
    time.sleep(0.009)
    return number


def train(batch: int) -> None:
    """Train on *batch*: the GPU is busy for 6 ms."""
    time.sleep(0.006)


# [test]
def epoch(batches: Iterable[int]) -> float:
    """Return how many seconds it takes to train on all of *batches*."""
    begun = time.perf_counter()
    for batch in batches:
        train(batch)
    return time.perf_counter() - begun


def prefetched(ahead: int = 2) -> Iterator[int]:
    """Yield the batches, loaded in threads while those before them are trained on."""
    with ThreadPoolExecutor(max_workers=ahead) as pool:
        yield from pool.map(load, range(BATCHES))


def compare() -> dict[str, float]:
    """Return the seconds of an epoch as it is, without loading, and loaded ahead."""
    return {
        "as it is": epoch(load(number) for number in range(BATCHES)),
        "the same batch again": epoch(repeat(load(0), BATCHES)),
        "prefetched": epoch(prefetched()),
    }


# [/test]


if __name__ == "__main__":
    for name, seconds in compare().items():
        print(f"{name:21} {seconds * 1000 / BATCHES:4.0f} ms a step")
