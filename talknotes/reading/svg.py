"""Finds what a picture in SVG could run or load when somebody opens it by itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.parsers import expat

_FORBIDDEN = frozenset({"script", "foreignobject", "iframe", "set", "animate", "handler"})
_LINKS = frozenset({"href", "src"})
_HARMLESS_LINK = re.compile(r"#|data:image/(?:png|jpeg);base64,")
# Of a name with its namespace, what expat puts between the two.
_BETWEEN = " "


class _DangerError(Exception):
    """Something dangerous was met; the text says what."""


def danger_in_svg(path: Path) -> str:
    """Return what the SVG at *path* could run or load, or why it cannot be read; else ``""``."""
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.StartElementHandler = _start
    parser.EntityDeclHandler = _entity
    parser.ProcessingInstructionHandler = _instruction
    try:
        parser.Parse(path.read_bytes(), True)
    except OSError:
        return ""  # Sphinx says so
    except _DangerError as error:
        return str(error)
    except expat.ExpatError as error:
        return f"is no SVG: {error}"
    return ""


def _start(name: str, attributes: dict[str, str]) -> None:
    tag = name.rpartition(_BETWEEN)[2].lower()
    if tag in _FORBIDDEN:
        raise _DangerError(f"holds a <{tag}>; take it out")
    for full_name, value in attributes.items():
        attribute = full_name.rpartition(_BETWEEN)[2].lower()
        if attribute.startswith("on"):
            raise _DangerError(f"holds the attribute {attribute}; take it out")
        is_web = tag == "a" and value.startswith(("https://", "http://"))
        if attribute in _LINKS and not is_web and not _HARMLESS_LINK.match(value):
            raise _DangerError(f'leads to "{value[:80]}"; take it out')


def _entity(name: str, *_rest: Any) -> None:
    raise _DangerError(f"declares the entity {name}; take it out")


def _instruction(target: str, _data: str) -> None:
    raise _DangerError(f"holds the instruction <?{target}>; take it out")
