"""How a page is written: YAML and Markdown that are read as they were meant.

What only a person can write stands as a comment that begins with `PLACEHOLDER`; readers and
translators never see it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import yaml
from anyascii import anyascii

from talknotes.translation.inline_text import inline_tokens

PLACEHOLDER = "% TODO:"

# What is left to do at the end, whatever was begun.
LAST_STEPS = (
    "Run: make catalogues",
    "Run: make",
)

_PLACEHOLDER_LINE = re.compile(rf"^\s*{re.escape(PLACEHOLDER)}")


def unfinished_lines(text: str) -> list[int]:
    """Return the lines of a page's *text*, from 1, where something is still to be written."""
    lines = enumerate(text.split("\n"), start=1)
    return [number for number, line in lines if _PLACEHOLDER_LINE.match(line)]


def listed(text: str) -> list[str]:
    """Return the items of *text*, which has ; between them."""
    return [item.strip() for item in text.split(";") if item.strip()]


def slugs(text: str) -> list[str]:
    """Return the slugs in *text*, whatever stands between them."""
    return [item for item in re.split(r"[;,\s]+", text) if item]


def scalar(text: str) -> str:
    """Return *text* as YAML writes it; in quotation marks only where it would be read otherwise."""
    if not text:
        return ""
    try:
        plain = yaml.load(f"[{text}]", Loader=yaml.BaseLoader) == [text]  # noqa: S506
    except yaml.YAMLError:
        plain = False
    # A colon is harmless in some places only.
    return (
        text
        if plain and not re.search(r"[:#]\s|:$", text)
        else json.dumps(text, ensure_ascii=False)
    )


def front_matter(lines: Mapping[str, str]) -> str:
    """Return front matter of *lines*; a value that begins with a line break is a block."""
    parts = [
        (f"{key}:{value}" if value[:1] == "\n" else f"{key}: {value}")
        for key, value in lines.items()
        if value
    ]
    return "".join(f"{part}\n" for part in parts)


def block(items: list[str]) -> str:
    """Return *items* as the lines of a value for `front_matter`; nothing where there are none."""
    return "".join(f"\n  {item}" for item in items)


def is_as_written(text: str) -> bool:
    """Return whether Markdown shows *text* just as it is written."""
    tokens = inline_tokens(text)
    return "".join(token.content for token in tokens) == text and all(
        token.type == "text" for token in tokens
    )


def heading(text: str) -> str:
    """Return *text* as a heading shows it: what Markdown would take for markup is escaped."""
    if not is_as_written(text):
        text = re.sub(r"([\\`*_\[\]<>&{}])", r"\\\1", text)
    return re.sub(r"(#+)$", r"\\\1", text)


def insert(text: str, line: int, added: str) -> str:
    """Return *text* with the paragraph *added* before its *line*, from 0, an empty line between."""
    lines = text.rstrip("\n").split("\n")
    before, after = "\n".join(lines[:line]).rstrip("\n"), "\n".join(lines[line:]).lstrip("\n")
    return "\n\n".join(part for part in (before, added.rstrip("\n"), after) if part) + "\n"


def slug_of(title: str) -> str:
    """Return a slug of the first words of *title*."""
    words = re.findall(r"[a-z0-9]+", anyascii(title).lower())
    return "-".join(words[:5])
