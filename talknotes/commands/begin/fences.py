"""The directives that stand in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin


@dataclass(frozen=True)
class Fence:
    """A directive in a page: its name, argument and text; lines from 0, the end not included."""

    name: str
    argument: str
    text: str
    start: int
    end: int


_BLOCKS = MarkdownIt("commonmark").use(colon_fence_plugin).disable("inline")
_DIRECTIVE = re.compile(r"\{([\w-]+)\}\s*(.*)")


def find_fences(text: str) -> Iterator[Fence]:
    """Yield the directives of the page whose Markdown is *text*."""
    for token in _BLOCKS.parse(text):
        found = _DIRECTIVE.fullmatch(token.info.strip()) if token.map else None
        if found and token.map and token.type in ("fence", "colon_fence"):
            yield Fence(found[1], found[2], token.content, *token.map)
