"""Reads YAML as nodes, which know in which lines they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from talknotes.common.problems import unseen_characters

_Loader = type[yaml.BaseLoader] | type[yaml.SafeLoader]


def _read(read: Callable[[str, Any], Any], text: str, loader: _Loader) -> Any:
    """Return what *read* makes of *text*, by PyYAML's fast loader in C, but for naming mistakes."""
    try:
        return read(text, getattr(yaml, f"C{loader.__name__}", loader))
    except yaml.YAMLError:
        return read(text, loader)


def read_yaml(
    text: str, loader: _Loader, what: str, longest: int
) -> tuple[yaml.Node | None, list[tuple[int, str]]]:
    """Return the YAML document *text* as *loader* reads it, ``None`` where there is nothing.

    And what is wrong with it: lines, counted from 1, and sentences that call it *what*. It is not
    read where it has more than *longest* characters, references, which multiply values without an
    end, or characters that nobody sees.
    """
    if len(text) > longest:
        return None, [(1, f"{what} has {len(text)} characters; at most {longest}")]
    found: list[tuple[int, str]] = []
    try:
        for event in _read(lambda *given: list(yaml.parse(*given)), text, yaml.BaseLoader):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                refers = f'"*{event.anchor}" refers to another value; write the value out'
                found.append((line, refers))
            elif isinstance(event, yaml.ScalarEvent):
                unseen = unseen_characters(event.value)
                found += ((line, f"{name} in {what}; remove it") for name in unseen)
        return (None if found else _read(yaml.compose, text, loader)), found
    except yaml.YAMLError as error:
        line, reason = mistake_of(error, text)
        return None, [(line, f"{what} is not YAML: {reason}")]
    except RecursionError:
        return None, [(1, f"{what} is nested too deeply")]


def value_of(node: yaml.Node, loader: _Loader) -> Any:
    """Return what *node* says. Raises `yaml.YAMLError` where Python has no such value."""
    try:
        return loader("").construct_document(node)
    except RecursionError as error:
        raise yaml.YAMLError("nested too deeply") from error
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise yaml.YAMLError(str(error)) from error


def mistake_of(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Return the line, counted from 1, of *error* in the YAML *text*, and what is wrong there."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    # A character that YAML does not know has a position, all else a mark.
    line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
    return line + 1, str(reason)
