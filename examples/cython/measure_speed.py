"""Measure the distance three times: in Python, compiled, and compiled with its types.

Run by hand: ``python measure_speed.py --write`` writes ``speed.json``.
Needs a C compiler.
"""

import importlib.util
import json
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import timeit
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import Cython

SOURCE = Path(__file__).with_name("distance.py")


def load(path: Path) -> ModuleType:
    """Import the module *path*, whether it was compiled or not."""
    spec = importlib.util.spec_from_file_location("distance", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compiled(folder: Path, *, types: bool) -> ModuleType:
    """Compile a copy of the example in *folder*, heeding its types or not."""
    copy = shutil.copy(SOURCE, folder)
    option = ["-X", f"annotation_typing={types}"]
    command = [
        sys.executable,
        "-m",
        "Cython.Build.Cythonize",
        "-i",
        "-q",
        *option,
        copy,
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    built = [*folder.glob("*.so"), *folder.glob("*.pyd")]
    return load(built[0])


def best(distance: Callable[[str, str], int]) -> float:
    """Return the seconds that the fastest of seven runs took."""
    rng = random.Random(2018)
    words = ["".join(rng.choices("abcdefgh", k=60)) for _ in range(40)]

    def work() -> int:
        return sum(distance(one, two) for one, two in pairwise(words))

    return min(timeit.repeat(work, number=1, repeat=25))


def main() -> None:
    """Print the measurements, or write them beside this file."""
    seconds = {"Python": best(load(SOURCE).distance)}
    for name, types in (("compiled", False), ("compiled with types", True)):
        with tempfile.TemporaryDirectory() as folder:
            seconds[name] = best(compiled(Path(folder), types=types).distance)
    found = {
        "machine": "two cores of a cloud machine",
        "python": platform.python_version(),
        "versions": {"Cython": Cython.__version__},
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "milliseconds": {name: round(1000 * time, 2) for name, time in seconds.items()},
    }
    text = json.dumps(found, indent=2) + "\n"
    if "--write" in sys.argv:
        Path(__file__).with_name("speed.json").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
