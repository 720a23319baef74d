"""Notices that a source was saved.

Looks at the times of files instead of asking the system for events: shared folders of virtual
machines and containers send none, and what is saved while a build runs is found after it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_State = dict[Path, tuple[int, int]]
_COMPILED = frozenset({".pyc", ".mo", ".swp", ".tmp"})


def _is_source(path: Path) -> bool:
    """Return whether *path* is what a person saves: not hidden, not an editor's copy."""
    return not (path.name.startswith(".") or path.name.endswith("~") or path.suffix in _COMPILED)


class Watch:
    """The files at *places*, folders with all that is in them, as they were when last looked at."""

    def __init__(self, *places: Path) -> None:
        self.places = places
        self._state = self._look()

    def _look(self) -> _State:
        state: _State = {}
        for place in self.places:
            for path in place.rglob("*") if place.is_dir() else (place,):
                # A folder's own time changes with what an editor puts beside the file.
                if _is_source(path) and path.is_file():
                    with suppress(OSError):  # gone since the folder was listed
                        status = path.stat()
                        state[path] = status.st_mtime_ns, status.st_size
        return state

    def has_changed(self) -> bool:
        """Return whether a file came, went or was saved since the last look."""
        before, self._state = self._state, self._look()
        return before != self._state
