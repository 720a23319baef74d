"""A pipeline of named inputs and outputs: the idea behind Kedro, in plain Python.

The order of the nodes in the list does not matter: it follows from the names.
"""

# [nodes]
from collections.abc import Callable
from graphlib import TopologicalSorter
from statistics import mean


def clean(raw: list[str]) -> list[float]:
    return [float(value) for value in raw if value.strip()]


def split(lengths: list[float]) -> tuple[list[float], list[float]]:
    return lengths[:-2], lengths[-2:]


def evaluate(train: list[float], test: list[float]) -> float:
    return max(abs(value - mean(train)) for value in test)


NODES: list[tuple[Callable, list[str], list[str]]] = [
    (evaluate, ["train", "test"], ["error"]),
    (clean, ["raw"], ["lengths"]),
    (split, ["lengths"], ["train", "test"]),
]
# [/nodes]


# [run]
def run(catalogue: dict[str, object]) -> dict[str, object]:
    maker = {out: node for node in NODES for out in node[2]}
    needs = {out: maker[out][1] for out in maker}
    for name in TopologicalSorter(needs).static_order():
        if name not in catalogue:
            function, inputs, outputs = maker[name]
            result = function(*(catalogue[name] for name in inputs))
            results = result if len(outputs) > 1 else (result,)
            catalogue |= dict(zip(outputs, results, strict=True))
            print(f"{function.__name__}: {', '.join(inputs)} -> {', '.join(outputs)}")
    return catalogue


RAW = ["5.1", "", "4.9", "5.0", "4.7"]
print(f"error: {run({'raw': RAW})['error']:.2f}")
# [/run]
