"""Writes several files as one: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from talknotes.common.files import write_whole


def write_all(files: Mapping[Path, bytes | None]) -> None:
    """Write all of *files* or none: where one fails, the others become what they were.

    A file whose content is ``None`` is removed.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    try:
        _write(files)
    except BaseException:
        _write(before)
        raise


def _write(files: Mapping[Path, bytes | None]) -> None:
    for path, content in files.items():
        if content is not None:
            write_whole(path, content)
        elif path.is_file():
            path.unlink()
