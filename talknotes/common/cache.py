"""Keeps what the checks found in which file, so that only what has changed is checked again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from talknotes.common.files import digest, digest_of_file, read_json, write_whole
from talknotes.common.labels import PACKAGE_DIR
from talknotes.common.problems import Problem

# In build/: what `make check` found in the whole project.
FINDINGS = "check.json"
_CODE_SUFFIXES = frozenset({".py", ".html", ".css", ".js"})


@cache
def code_digest() -> str:
    """Return a digest of this package: what was computed by other code does not count."""
    found = blake2b(digest_size=8)
    for path in sorted(PACKAGE_DIR.rglob("*")):
        if path.suffix in _CODE_SUFFIXES:
            found.update(path.relative_to(PACKAGE_DIR).as_posix().encode("utf-8"))
            found.update(path.read_bytes())
    return found.hexdigest()


class FindingsCache:
    """What was found in earlier runs, by the paths of files from *root*, in the JSON file *path*.

    It depends on the contents of the files, on the code, and on what the code knows beside them:
    *basis* is a text that changes with that. A cache that cannot be read is empty.
    """

    def __init__(self, path: Path, root: Path, basis: str) -> None:
        self._path = path
        self._root = root
        self._basis = f"{code_digest()} {basis}"
        self._before: dict[str, list[Any]] = read_json(path) or {}
        self._now: dict[str, list[Any]] = {}

    def findings(
        self, name: str, other: str, find: Callable[[], Iterable[Problem]]
    ) -> list[Problem]:
        """Return what *find* finds in the file *name*, asked only if that or *other* changed."""
        own = digest_of_file(self._root / name)
        key = digest(f"{self._basis} {own} {other}".encode())
        kept = self._before.get(name)
        if not kept or kept[0] != key:
            kept = [key, [[one.path, one.line, one.message] for one in find()], own]
        self._now[name] = kept
        return [Problem(*one) for one in kept[1]]

    def keep(self) -> None:
        """Write what this run asked for, where it is not what stands there."""
        if self._now != self._before:
            write_whole(self._path, json.dumps(self._now, ensure_ascii=False).encode("utf-8"))


def findings_path(root: Path) -> Path:
    """Return where ``make check`` keeps what it found in the project at *root*."""
    return root / "build" / FINDINGS


def known_findings(root: Path) -> dict[str, int]:
    """Return how many findings each file below *root* had that has not changed since the check."""
    return {
        name: len(findings)
        for name, (_key, findings, own) in (read_json(findings_path(root)) or {}).items()
        if digest_of_file(root / name) == own
    }
