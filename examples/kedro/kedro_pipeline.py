# needs: kedro
"""Three plain functions as the nodes of a Kedro pipeline, run without a project."""

# [pipeline]
from kedro.io import DataCatalog, MemoryDataset
from kedro.pipeline import node, pipeline
from kedro.runner import SequentialRunner


def clean(raw: list[str]) -> list[float]:
    return [float(value) for value in raw if value.strip()]


def split(lengths: list[float], test_size: int) -> tuple[list[float], list[float]]:
    return lengths[:-test_size], lengths[-test_size:]


def evaluate(train: list[float], test: list[float]) -> float:
    return max(abs(value - sum(train) / len(train)) for value in test)


iris = pipeline(
    [
        node(evaluate, inputs=["train", "test"], outputs="error"),
        node(split, inputs=["lengths", "params:test_size"], outputs=["train", "test"]),
        node(clean, inputs="raw", outputs="lengths"),
    ]
)
# [/pipeline]

# In a project the catalogue is a file, conf/base/catalog.yml, and the parameters are
# in conf/base/parameters.yml.
# [run]
raw = MemoryDataset(["5.1", "", "4.9", "5.0", "4.7"])
catalog = DataCatalog({"raw": raw, "params:test_size": MemoryDataset(2)})
error = SequentialRunner().run(iris, catalog)["error"].load()
print([node.func.__name__ for node in iris.nodes], f"error: {error:.2f}")
# [/run]
