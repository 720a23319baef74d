"""The commands as a person types them, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import REPOSITORY

Done = subprocess.CompletedProcess[str]
# Seconds; far more than anything takes, also on a machine that is busy with other tests.
PATIENCE = 120
# No test may open a window of the person who runs it.
_OF_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
# What `make test`, which runs these tests, hands down to a `make` that they run.
_HANDED_DOWN = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON", "PORT", "VENV", "PIP", "LANGUAGE")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "talknotes", *arguments]


def environment(**variables: str) -> dict[str, str]:
    left_out = (*_OF_DISPLAYS, *_HANDED_DOWN)
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("READTHEDOCS") and key not in left_out
    }
    return {**kept, "PYTHONPATH": str(REPOSITORY), **variables}


def talknotes(root: Path, *arguments: str, **options: Any) -> Done:
    """Run a command in the project in the folder *root*; nobody is there to be asked."""
    return subprocess.run(
        command(*arguments), cwd=root, env=environment(), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, **options,
    )  # fmt: skip


def make(*arguments: str, **variables: str) -> Done:
    """Run make in the repository, with *variables* in its environment."""
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=REPOSITORY, env=environment(**variables), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def would_run(*arguments: str, **variables: str) -> str:
    """Return what make would run."""
    done = make("--dry-run", *arguments, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout
