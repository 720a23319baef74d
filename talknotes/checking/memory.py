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
        """Return what *find* finds in *name*, without asking it if the *contents* are the same."""
        digest = blake2b(self._basis.encode("utf-8"), digest_size=16)
        for content in contents:
            digest.update(b"%d:" % len(content) + content)
        before = self._before.get(name)
        if before and before[0] == digest.hexdigest():
            self._now[name] = before
            return [Problem(*one) for one in before[1]]
        found = list(find())
        told = [[one.path, one.line, one.message] for one in found]
        self._now[name] = [digest.hexdigest(), told]
        return found

    def keep(self) -> None:
        """Write what this run found."""
        write_whole(self._path, json.dumps(self._now, ensure_ascii=False).encode("utf-8"))
