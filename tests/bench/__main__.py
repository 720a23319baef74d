"""Compares a build of this project with MkDocs Material and plain Sphinx, on the same notes.

    make bench                    # 200 talks a language
    make bench N="40 200"         # and how the time grows from one number to the other
    make bench N=40 ROUNDS=1      # a quick look

Run on a machine that does nothing else: time on the clock means little elsewhere.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import re
from pathlib import Path

from rounds import measure_talks
from table import table

HERE = Path(__file__).parent


def versions() -> str:
    """Return the versions of the peers, and of the Python that all are run with."""
    lock = (HERE / "requirements.txt").read_text(encoding="utf-8")
    material = "".join(re.findall(r"^mkdocs-material==(\S+)", lock, re.MULTILINE))
    sphinx = importlib.metadata.version("sphinx")
    return f"Python {platform.python_version()}, Sphinx {sphinx}, MkDocs Material {material}"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("talks", type=int, nargs="+", help="how many talks a language")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mkdocs", type=Path, required=True, help="the program of MkDocs")
    parser.add_argument("--into", type=Path, required=True, help="the folder to build in")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    found = {
        talks: measure_talks(
            talks, options.into.resolve() / str(talks), options.mkdocs.absolute(), options.rounds
        )
        for talks in sorted(set(options.talks))
    }
    print(f"{versions()}; {os.cpu_count()} processors, load {load:.1f} before.")
    print(f"Medians, rounds: {options.rounds}; × is what this project takes divided by the peer's.")
    print("Plain Sphinx builds one language after the other; MkDocs always builds from nothing.\n")
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()
