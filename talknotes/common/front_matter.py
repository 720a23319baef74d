"""The front matter of a page: YAML between two lines of ``---`` at its top."""

from __future__ import annotations

import re
from collections.abc import Collection

_LANGUAGE = re.compile(r"""^language:\s*["']?([\w-]+)""", re.MULTILINE)


def split_front_matter(text: str) -> tuple[str | None, str]:
    """Return the YAML between the ``---`` lines at the top of *text*, and the rest.

    In the rest the front matter stands as empty lines, so that line numbers stay what they were.
    The first is ``None`` for a page that has no front matter.
    """
    lines = text.split("\n")
    # As generous as MyST, which would else read what is left over here as its own settings.
    if not lines[0].startswith("---"):
        return None, text
    for number, line in enumerate(lines[1:], start=1):
        if line.startswith(("---", "...")):
            return "\n".join(lines[1:number]), "\n" * (number + 1) + "\n".join(lines[number + 1 :])
    return "\n".join(lines[1:]), "\n" * (len(lines) - 1)


def read_page_language(text: str, codes: Collection[str]) -> str:
    """Return the source language of the page *text*, one of *codes*; the first is the default."""
    front, _body = split_front_matter(text)
    found = _LANGUAGE.search(front or "")
    return found[1] if found and found[1] in codes else next(iter(codes))
