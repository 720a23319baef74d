"""The termbase: how each language says a recurring word (``locale/termbase.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.yaml_nodes import compose, value_of

TERMBASE_NAME = "termbase.yaml"
_FIELDS = ("term", "avoid", "also", "strict")


@dataclass(frozen=True)
class Settled:
    """One entry: renderings and words to avoid, by language; ``line`` is counted from 1.

    Of several renderings the first is preferred. One that is not ``strict`` is advice: only what
    it avoids is checked. ``term`` is the glossary's key of an entry whose renderings stand there.
    ``also`` are words that only the search knows: what readers type, in any language.
    """

    line: int
    renderings: dict[str, tuple[str, ...]]
    avoid: dict[str, tuple[str, ...]]
    strict: bool = True
    term: str = ""
    also: tuple[str, ...] = ()

    def with_glossary(self, said: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Settled:
        """Return the entry with the glossary's renderings if it names a term.

        *said* are the renderings by language and by key in small letters.
        """
        if not self.term:
            return self
        key = self.term.lower()
        return replace(self, renderings={code: terms.get(key, ()) for code, terms in said.items()})


def read_termbase(
    path: Path, shown_path: str, languages: Iterable[str]
) -> tuple[tuple[Settled, ...], list[Problem]]:
    """Return the entries of the termbase at *path* (UTF-8 YAML), and what is wrong with it.

    A file that is not there is an empty termbase; an entry with a mistake is left out.
    """
    if not path.exists():
        return (), []
    try:
        root = compose(path.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return (), [Problem(shown_path, mark.line + 1 if mark else 1, f"no YAML: {error.problem}")]
    if not isinstance(root, yaml.SequenceNode):
        return (), [Problem(shown_path, 1, "a list of entries is wanted: - en: …")]
    entries: list[Settled] = []
    problems: list[Problem] = []
    codes = tuple(languages)
    for node in root.value:
        line = node.start_mark.line + 1
        data = value_of(node, yaml.SafeLoader)
        mistakes = list(_mistakes(data, codes))
        problems += [Problem(shown_path, line, mistake) for mistake in mistakes]
        if not mistakes:
            entries.append(_entry(data, line, codes))
    return tuple(entries), problems


def _mistakes(data: Any, codes: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with the entry *data*."""
    if not isinstance(data, dict):
        yield "an entry is wanted, with the word in each language"
        return
    for key in data:
        if key not in (*codes, *_FIELDS):
            yield f'unknown key "{key}"{did_you_mean(str(key), (*codes, *_FIELDS))}'
    said = [code for code in codes if code in data]
    if ("term" in data) == bool(said):
        yield 'an entry has either "term", a key of the glossary, or the word in each language'
    for code in said:
        if not _texts(data[code]):
            yield f'"{code}" needs a word or a list of words'
    avoid = data.get("avoid", {})
    if not isinstance(avoid, dict) or not all(
        code in codes and _texts(words) for code, words in avoid.items()
    ):
        yield '"avoid" needs a list of words for a language: avoid: {ru: [спикер]}'
    if "also" in data and not _texts(data["also"]):
        yield '"also" needs a word or a list of words that readers search for: also: [k8s]'
    if not isinstance(data.get("strict", True), bool):
        yield '"strict" is true or false'


def _texts(value: Any) -> tuple[str, ...]:
    """Return *value* as words; empty where it is anything else than a word or a list of them."""
    words = value if isinstance(value, list) else [value]
    return tuple(words) if words and all(isinstance(word, str) for word in words) else ()


def _entry(data: dict[str, Any], line: int, codes: tuple[str, ...]) -> Settled:
    return Settled(
        line,
        {code: _texts(data[code]) for code in codes if code in data},
        {code: _texts(words) for code, words in data.get("avoid", {}).items()},
        data.get("strict", True),
        data.get("term", ""),
        _texts(data.get("also", [])),
    )
