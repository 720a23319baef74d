"""Remembers what was computed of which file, so that only what has changed is computed again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from talknotes.common.files import write_whole
from talknotes.common.labels import PACKAGE_DIR
from talknotes.common.problems import Problem

_CODE_SUFFIXES = frozenset({".py", ".html", ".css", ".js"})


def code_digest() -> str:
    """Return a digest of this package: what was computed by other code does not count."""
    digest = blake2b(digest_size=8)
    for path in sorted(PACKAGE_DIR.rglob("*")):
        if path.suffix in _CODE_SUFFIXES:
            digest.update(path.relative_to(PACKAGE_DIR).as_posix().encode("utf-8"))
            digest.update(path.read_bytes())
    return digest.hexdigest()


class Memory:
    """What was computed in earlier runs, by name, in the JSON file at *path*.

    It depends on the contents that it was computed of, on the code, and on what the code knows
    beside them: *basis* is a text that changes with that. A file that cannot be read is an empty
    one.
    """

    def __init__(self, path: Path, basis: str = "") -> None:
        self._path = path
        self._basis = f"{code_digest()} {basis}"
        self._now: dict[str, list[Any]] = {}
        try:
            self._before = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._before = {}

    def recall(self, name: str, contents: Iterable[bytes], compute: Callable[[], Any]) -> Any:
        """Return what *compute* makes of *name*, without asking it if the *contents* are the same.

        It must be something that JSON can hold. The first of the contents is that of the file
        *name* itself.
        """
        whole = tuple(contents)
        digest = blake2b(self._basis.encode("utf-8"), digest_size=16)
        for content in whole:
            digest.update(b"%d:" % len(content) + content)
        before = self._before.get(name)
        if not before or before[0] != digest.hexdigest():
            before = [digest.hexdigest(), compute(), _digest(whole[0])]
        self._now[name] = before
        return before[1]

    def findings(
        self, name: str, contents: Iterable[bytes], find: Callable[[], Iterable[Problem]]
    ) -> list[Problem]:
        """Return what *find* finds in *name*; the rest is as for `recall`."""
        told = self.recall(
            name, contents, lambda: [[one.path, one.line, one.message] for one in find()]
        )
        return [Problem(*one) for one in told]

    def keep(self) -> None:
        """Write what this run asked for, where it is not what stands there."""
        if self._now != self._before:
            write_whole(self._path, json.dumps(self._now, ensure_ascii=False).encode("utf-8"))


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def known_findings(path: Path, root: Path) -> dict[str, int]:
    """Return how many findings each file had that has not changed since it was last checked.

    *path* is the file of findings; files are named by their paths from *root*.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: len(told)
            for name, (_digest_of_all, told, digest) in kept.items()
            if (root / name).exists() and _digest((root / name).read_bytes()) == digest
        }
    except (OSError, ValueError):
        return {}
