"""Reads YAML as nodes, which know in which lines they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

_Loader = type[yaml.BaseLoader] | type[yaml.SafeLoader]


def _fast(loader: _Loader) -> Any:
    """Return *loader* in C, ten times as fast, where PyYAML has it; it tells mistakes less well."""
    return getattr(yaml, f"C{loader.__name__}", loader)


def compose(text: str, loader: _Loader) -> yaml.Node | None:
    """Return the YAML document *text* as *loader* reads it, ``None`` where there is nothing.

    Raises `yaml.YAMLError` as *loader* does.
    """
    try:
        return yaml.compose(text, Loader=_fast(loader))
    except yaml.YAMLError:
        return yaml.compose(text, Loader=loader)


def value_of(node: yaml.Node, loader: _Loader) -> Any:
    """Return what *node* says. Raises `yaml.YAMLError` where Python has no such value."""
    try:
        return loader("").construct_document(node)
    except RecursionError as error:
        raise yaml.YAMLError("nested too deeply") from error
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise yaml.YAMLError(str(error)) from error


def events(text: str) -> list[yaml.Event]:
    """Return the events of *text*: its values have no types yet. Raises `yaml.YAMLError`."""
    try:
        return list(yaml.parse(text, Loader=_fast(yaml.BaseLoader)))
    except yaml.YAMLError:
        return list(yaml.parse(text, Loader=yaml.BaseLoader))


def aliases(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line, counted from 1, and the name of each reference to another value in *text*.

    References multiply a value without an end. Raises `yaml.YAMLError`.
    """
    for event in events(text):
        if isinstance(event, yaml.AliasEvent):
            yield event.start_mark.line + 1 if event.start_mark else 1, str(event.anchor)


def mistake_of(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Return the line, counted from 1, of *error* in the YAML *text*, and what is wrong there."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    # A character that YAML does not know has a position, all else a mark.
    line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
    return line + 1, str(reason)
