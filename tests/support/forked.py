"""Python's modules run as programs by processes that have imported Sphinx already.

Importing it takes longer than reading a small project.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from talknotes.commands.processes import PreloadedProcess


def run(
    command: Sequence[str], *, env: Mapping[str, str], **_options: Any
) -> subprocess.CompletedProcess[str]:
    """Do what `subprocess.run` does with *command*, ``python -m …``, and its output as text."""
    process = PreloadedProcess(command[2:], env)
    with ThreadPoolExecutor(max_workers=2) as readers:
        out, err = readers.map(_read, (process.stdout, process.stderr))
    return subprocess.CompletedProcess(command, process.wait(), out, err)


def _read(stream: IO[str]) -> str:
    with stream:
        return stream.read()
