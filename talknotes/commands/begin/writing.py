"""How pages are written: from templates, with YAML and Markdown that are read as they were meant.

What only a person can write stands in them as a comment that begins with ``% TODO:``; readers and
translators never see it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml
from anyascii import anyascii
from jinja2 import Environment, FileSystemLoader

from talknotes.content.facts import LINK_KINDS, SINGLE_LINK_KINDS
from talknotes.translation.inline_text import inline_tokens


def listed(text: str, parting: str = ";") -> list[str]:
    """Return the items of *text*; between them stand the characters of *parting*."""
    return [item.strip() for item in re.split(f"[{parting}]", text) if item.strip()]


def _scalar(text: str) -> str:
    """Return *text* as YAML writes it; in quotation marks only where it would be read otherwise."""
    try:
        is_plain = yaml.load(f"[k: {text}]", Loader=yaml.BaseLoader) == [{"k": text}]  # noqa: S506
    except yaml.YAMLError:
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def is_as_written(text: str) -> bool:
    """Return whether Markdown shows *text* just as it is written."""
    tokens = inline_tokens(text)
    return all(t.type == "text" for t in tokens) and "".join(t.content for t in tokens) == text


def _heading(text: str) -> str:
    """Return *text* as a heading of one line; what Markdown would take for markup is escaped."""
    text = " ".join(text.split())
    if not is_as_written(text):
        text = re.sub(r"([\\`*_\[\]<>&{}])", r"\\\1", text)
    return re.sub(r"(#+)$", r"\\\1", text)


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - Markdown
)
_TEMPLATES.filters.update(yaml=_scalar, heading=_heading, listed=listed)
_TEMPLATES.globals.update(link_kinds=LINK_KINDS, single=SINGLE_LINK_KINDS)


def compose(template: str, **values: object) -> str:
    """Return the text of ``templates/<template>.md`` with *values*."""
    return _TEMPLATES.get_template(f"{template}.md").render(values)


def insert(text: str, line: int, added: str) -> str:
    """Return *text* with the paragraph *added* before its *line*, from 0, an empty line between."""
    lines = text.rstrip("\n").split("\n")
    before, after = "\n".join(lines[:line]).rstrip("\n"), "\n".join(lines[line:]).lstrip("\n")
    return "\n\n".join(part for part in (before, added.rstrip("\n"), after) if part) + "\n"


def slug_of(title: str) -> str:
    """Return a slug of the first words of *title*."""
    return "-".join(re.findall(r"[a-z0-9]+", anyascii(title).lower())[:5])
