"""Remembers what was found in which file, so that only what has changed is checked again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path

from talknotes.catalogues import write_whole
from talknotes.problems import Problem


class Memory:
    """The findings of earlier runs by file, in ``build/check.json``.

    A finding depends on the file, on the rules and on what they know; *basis* is a text that
    changes with the last two. A file of findings that cannot be read is an empty one.
    """

    def __init__(self, path: Path, basis: str) -> None:
        self._path = path
        self._basis = basis
        self._now: dict[str, list[object]] = {}
        try:
            self._before = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._before = {}

    def findings(
        self, name: str, contents: Iterable[bytes], find: Callable[[], Iterable[Problem]]
    ) -> list[Problem]:
        """Return what *find* finds in *name*, without asking it if the *contents* are the same.

        The first of the contents is that of the file *name* itself.
        """
        whole = tuple(contents)
        digest = blake2b(self._basis.encode("utf-8"), digest_size=16)
        for content in whole:
            digest.update(b"%d:" % len(content) + content)
        before = self._before.get(name)
        if before and before[0] == digest.hexdigest():
            self._now[name] = before
            return [Problem(*one) for one in before[1]]
        found = list(find())
        told = [[one.path, one.line, one.message] for one in found]
        self._now[name] = [digest.hexdigest(), told, _digest(whole[0])]
        return found

    def keep(self) -> None:
        """Write what this run found."""
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
