"""Files that are written whole or not at all, and digests of their contents."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any


def write_whole(path: Path, content: bytes) -> None:
    """Write *content* to *path* whole or not at all: an interrupted write leaves what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # No other process or thread writes a file of this name.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_changed(path: Path, content: bytes) -> None:
    """Write *content* to *path* as `write_whole` does, unless it stands there already."""
    if not path.exists() or path.read_bytes() != content:
        write_whole(path, content)


def write_all(files: Mapping[Path, bytes | None]) -> None:
    """Write all of *files*, or remove (``None``); where one fails, all become what they were."""
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


def read_json(path: Path) -> Any:
    """Return what the JSON file at *path* holds, ``None`` where there is none that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def digest(content: bytes) -> str:
    """Return a digest of *content*: another content has another."""
    return blake2b(content, digest_size=8).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the `digest` of the file at *path*, empty where there is none."""
    return digest(path.read_bytes()) if path.is_file() else ""
