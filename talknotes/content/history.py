"""When files were last changed, as git knows: asked once for all of them."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

_COMMIT = "\x01"
# Where a shallow clone ends, git notes this beside the commit.
_END_OF_SHALLOW = "grafted"


def last_changes(root: Path, folders: Iterable[str]) -> dict[str, dt.date]:
    """Return the day of the last commit that changed each file of *folders*, by path from *root*.

    There is nothing to return without git, without a history, and in a shallow clone, where the
    oldest commit seems to have made every file.
    """
    git = shutil.which("git")
    if git is None:
        return {}
    asked = subprocess.run(
        [
            git, "-C", str(root), "-c", "core.quotePath=false", "-c", "log.showSignature=false",
            "log", f"--format={_COMMIT}%cs %D", "--name-only", "--no-renames", "--relative",
            "--", *folders,
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )  # fmt: skip
    return {} if asked.returncode else _read(asked.stdout)


def _read(log: str) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for commit in log.split(_COMMIT)[1:]:
        head, *names = commit.splitlines()
        day, _space, notes = head.partition(" ")
        if _END_OF_SHALLOW in notes.split(", "):
            return {}
        for name in names:
            found.setdefault(name, dt.date.fromisoformat(day))
    found.pop("", None)
    return found
