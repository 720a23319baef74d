"""The stages that `dvc.yaml` names: each reads a file, writes a file, knows no more.

`python stages.py clean data/raw.csv data/clean.csv` runs one of them, as DVC does;
without arguments all of them run in a temporary folder.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from sklearn.datasets import load_wine
from sklearn.model_selection import cross_val_score
from sklearn.tree import DecisionTreeClassifier


# [stages]
def clean(source: Path, target: Path) -> None:
    """Drop the rows with gaps."""
    pd.read_csv(source).dropna().to_csv(target, index=False)


def judge(source: Path, target: Path, depth: int) -> None:
    """Write the accuracy of a tree of that depth, cross-validated."""
    data = pd.read_csv(source)
    tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
    scores = cross_val_score(tree, data.drop(columns="target"), data.target)
    target.write_text(json.dumps({"accuracy": round(scores.mean(), 3)}) + "\n")
# [/stages]


def main(arguments: list[str]) -> None:
    """Run the stage that the arguments name, or all."""
    match arguments:
        case ["clean", source, target]:
            clean(Path(source), Path(target))
        case ["judge", source, target, depth]:
            judge(Path(source), Path(target), int(depth))
        case _:
            with TemporaryDirectory() as name:
                folder = Path(name)
                load_wine(as_frame=True).frame.to_csv(folder / "raw.csv", index=False)
                clean(folder / "raw.csv", folder / "clean.csv")
                judge(folder / "clean.csv", folder / "metrics.json", depth=2)
                print((folder / "metrics.json").read_text(), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
