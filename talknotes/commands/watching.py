"""Notices that a source was saved.

Looks at the times of files instead of asking the system for events: shared folders of virtual
machines and containers send none, and what is saved while a build runs is found after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

_State = dict[Path, tuple[int, int]]
_COMPILED = frozenset({".pyc", ".mo", ".swp", ".tmp"})


def _is_source(path: Path) -> bool:
    """Return whether *path* is what a person saves: not hidden, not an editor's copy."""
    return not (path.name.startswith(".") or path.name.endswith("~") or path.suffix in _COMPILED)


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from place.rglob("*") if place.is_dir() else (place,)


class Watch:
    """The files at *places*, folders with all that is in them, as they were when last looked at."""

    def __init__(self, *places: Path) -> None:
        self.places = places
        self._state = self._look()

    def _look(self) -> _State:
        state: _State = {}
        for path in _files(self.places):
            if not _is_source(path):
                continue
            try:
                status = path.stat()
            except OSError:
                continue  # gone since the folder was listed
            # A folder's own time changes with what an editor puts beside the file.
            if path.is_file():
                state[path] = status.st_mtime_ns, status.st_size
        return state

    def has_changed(self) -> bool:
        """Return whether a file came, went or was saved since the last look."""
        before, self._state = self._state, self._look()
        return before != self._state
