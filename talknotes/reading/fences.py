"""What is wrong with a fence: one that is not closed, or closed by what should open another."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"[ >]*(?P<marks>`{3,}|~{3,}|:{3,})\s*(?P<info>.*?)\s*")


def _fences_in(content: str, mark: str) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of *content* that read as a fence of *mark*: number, length, and the rest."""
    for number, line in enumerate(content.splitlines()):
        found = _FENCE.fullmatch(line)
        # Backticks after backticks are code within a line.
        if found and found["marks"][0] == mark and "`" not in found["info"]:
            yield number, len(found["marks"]), found["info"]


def wrong_with_fence(marks: str, content: str, lines: tuple[int, int]) -> str:
    """Return what is wrong with a fence, empty where nothing is.

    *marks* open it; *content* is what Markdown takes for its content; *lines* are its first line
    and the one below its last.
    """
    first, end = lines
    fences = list(_fences_in(content, marks[0]))
    for number, length, info in fences:
        if info and length >= len(marks):
            return (
                f"this fence is not closed before line {first + 1 + number} opens another; "
                f'put "{marks}" above that line, or give this fence more of its marks than the '
                "one inside of it"
            )
    if end - first >= len(content.splitlines()) + 2:
        return ""
    open_one = f'this fence is never closed; put a line "{marks}" below what it holds, or remove it'
    inside = 0
    for number, length, info in fences:
        inside += 1 if info else -1
        if inside < 0:  # it closes nothing inside
            short = f'line {first + 1 + number} ("{marks[0] * length}") is too short to close it'
            return f"{open_one}: {short}"
    return open_one
