"""Compares the build of this site with the stack as it comes: ratios, from one run.

Run by hand on a machine that does nothing else; no test, because time depends on the machine:

    PYTHONPATH=. .venv/bin/python tests/benchmark_build.py

Measured in turn, each from nothing and in a new process: this site in all its languages side by
side, and the same pages in one translated language by Sphinx, MyST and furo alone. The latter draws
nothing of what this site draws: `STAND_IN` passes over its directives.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmark import copy_project

from talknotes.drawing.places import KINDS

ROUNDS = 5
LANGUAGE = "ru"
CONF = f"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
project = "Talk Notes"
extensions = ["myst_parser", "sphinx_copybutton", "stand_in"]
language = "{LANGUAGE}"
locale_dirs = ["../locale"]
gettext_compact = False
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
"""
STAND_IN = f"""
from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class Nothing(SphinxDirective):
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {{"day": str}}

    def run(self):
        return []


def talk(name, rawtext, text, lineno, inliner, options=None, content=()):
    return [nodes.emphasis(rawtext, text)], []


def setup(app):
    for name in {(*KINDS, "search-field")!r}:
        app.add_directive(name, Nothing)
    app.add_role("talk", talk)
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
"""


@dataclass(frozen=True)
class Cost:
    """What a build took, in seconds: on the clock, and of all processors together."""

    wall: float
    cpu: float


def measure(command: list[str], root: Path) -> Cost:
    """Run *command* in *root* after throwing away what was built there."""
    shutil.rmtree(root / "build", ignore_errors=True)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        sys.exit(f"{' '.join(command)}:\n{ran.stdout}{ran.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu)


def write_plain_project(root: Path) -> None:
    """Write to *root* the pages and the catalogues, with a configuration of the stack alone."""
    copy_project(root)
    (root / "conf.py").write_text(CONF, encoding="utf-8")
    (root / "stand_in.py").write_text(STAND_IN, encoding="utf-8")
    # In a page's own language the stack must find no catalogue, as here.
    for folder in (root / "locale").iterdir():
        if folder.is_dir() and folder.name != LANGUAGE:
            shutil.rmtree(folder)


def plain_command(jobs: int) -> list[str]:
    """Return the command that builds the plain project with *jobs* processes."""
    options = ["-q", "-c", ".", "-d", "build/doctrees", "-j", str(jobs)]
    return [sys.executable, "-m", "sphinx", "-b", "html", *options, "docs", "build/html"]


def main() -> None:
    """Print the seconds of each build, and how many times longer the plain ones take."""
    own = [sys.executable, "-m", "talknotes", "build", "--fresh"]
    with tempfile.TemporaryDirectory() as folder:
        here, plain = Path(folder, "here"), Path(folder, "plain")
        for root in (here, plain):
            root.mkdir()
        copy_project(here)
        write_plain_project(plain)
        builds = {
            "this site, all languages": (own, here),
            "the stack alone, one language": (plain_command(1), plain),
            "the stack alone, one language, -j 2": (plain_command(2), plain),
        }
        costs: dict[str, list[Cost]] = {name: [] for name in builds}
        for _ in range(ROUNDS):
            for name, (command, root) in builds.items():
                costs[name].append(measure(command, root))
    base = costs["this site, all languages"]
    print(f"{ROUNDS} rounds in turn; medians of seconds, and of the ratios within a round:")
    for name, found in costs.items():
        wall = statistics.median(cost.wall for cost in found)
        cpu = statistics.median(cost.cpu for cost in found)
        walls = statistics.median(a.wall / b.wall for a, b in zip(found, base, strict=True))
        cpus = statistics.median(a.cpu / b.cpu for a, b in zip(found, base, strict=True))
        print(f"  {name:36} {wall:6.2f} s ({walls:4.2f}×)   {cpu:6.2f} s of CPU ({cpus:4.2f}×)")


if __name__ == "__main__":
    main()
