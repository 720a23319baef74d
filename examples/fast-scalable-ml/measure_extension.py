# needs: sklearnex
"""Five algorithms in scikit-learn alone and with Intel's extension of it.

Prints the numbers; `python measure_extension.py --write` also puts them into extension.json.
Times are the best of several runs, in milliseconds.
"""

import datetime
import importlib
import json
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.datasets import make_blobs, make_classification

Data = tuple[np.ndarray, np.ndarray]


def fitted(package: str, path: str, data: Data, **options: Any) -> Any:
    """Fit an estimator of *package*, which is "sklearn" or "sklearnex"."""
    module, name = path.rsplit(".", 1)
    estimator = getattr(importlib.import_module(f"{package}.{module}"), name)
    return estimator(**options).fit(*data)


def main() -> None:
    """Measure everything."""
    kinds = make_classification(20_000, 20, n_informative=10, random_state=0)
    blobs = make_blobs(100_000, 20, centers=10, cluster_std=6.0, random_state=0)[0]
    works: dict[str, tuple[str, Data, dict[str, Any], Any]] = {
        "random forest": (
            "ensemble.RandomForestClassifier",
            kinds,
            {"n_estimators": 100, "n_jobs": 2, "random_state": 0},
            None,
        ),
        "linear regression": (
            "linear_model.LinearRegression",
            (blobs[:, :-1], blobs[:, -1]),
            {},
            None,
        ),
        "nearest neighbours": (
            "neighbors.KNeighborsClassifier",
            kinds,
            {"algorithm": "brute"},
            kinds[0][:5000],
        ),
        "support vectors": (
            "svm.SVC",
            (kinds[0][:8000], kinds[1][:8000]),
            {},
            None,
        ),
        "k-means": (
            "cluster.KMeans",
            (blobs, None),
            {"n_clusters": 10, "init": "random", "n_init": 1, "random_state": 0},
            None,
        ),
    }
    times: dict[str, dict[str, float]] = {}
    for name, (path, data, options, asked) in works.items():
        times[name] = {"sklearn": float("inf"), "sklearnex": float("inf")}
        for _ in range(5 if "forest" in name else 40):  # in turn, so that a busy moment meets both
            for package in times[name]:
                start = time.perf_counter()
                model = fitted(package, path, data, **options)
                if asked is not None:
                    model.predict(asked)
                taken = round((time.perf_counter() - start) * 1000, 1)
                times[name][package] = min(taken, times[name][package])
    result = {
        "machine": "two cores of a cloud machine (AMD EPYC)",
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "versions": {
            "Python": platform.python_version(),
            "scikit-learn": version("scikit-learn"),
            "scikit-learn-intelex": version("scikit-learn-intelex"),
        },
        "times": times,
    }
    words = json.dumps(result, indent=2) + "\n"
    print(words, end="")
    if "--write" in sys.argv:
        (Path(__file__).parent / "extension.json").write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
