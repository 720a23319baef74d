"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import threading
from hashlib import blake2b
from pathlib import Path


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


def digest_of_file(path: Path) -> str:
    """Return a digest of the content of *path*, empty where there is no such file."""
    return blake2b(path.read_bytes(), digest_size=8).hexdigest() if path.is_file() else ""
