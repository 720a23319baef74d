"""A pipeline of plain functions: Joblib runs only the steps whose input has changed."""

from tempfile import TemporaryDirectory

import numpy as np
from joblib import Memory
from sklearn.datasets import load_wine
from sklearn.model_selection import cross_val_score
from sklearn.tree import DecisionTreeClassifier

folder = TemporaryDirectory()  # in your project: a folder that Git ignores
memory = Memory(folder.name, verbose=0)


# [steps]
@memory.cache
def clean(raw: np.ndarray) -> np.ndarray:
    """Drop the rows with gaps."""
    print("  clean")
    return raw[~np.isnan(raw).any(axis=1)]


@memory.cache
def judge(data: np.ndarray, depth: int) -> float:
    """Return the accuracy of a tree of that depth, cross-validated."""
    print("  judge")
    tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
    return cross_val_score(tree, data[:, :-1], data[:, -1]).mean()


def pipeline(raw: np.ndarray, depth: int) -> None:
    """Print which steps run, and the result."""
    print(f"{len(raw)} wines, depth {depth}")
    print(f"  accuracy {judge(clean(raw), depth):.3f}")
# [/steps]


if __name__ == "__main__":
    wines = load_wine(as_frame=True).frame.to_numpy()  # the last column is the answer
    pipeline(wines, depth=2)  # everything runs
    pipeline(wines, depth=2)  # nothing has changed
    pipeline(wines, depth=3)  # a parameter of the last step has changed
    pipeline(wines[:150], depth=3)  # the data has changed
    folder.cleanup()
