"""The termbase: how each language says a recurring word (``locale/termbase.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.yaml_nodes import mistake_of, read_yaml, value_of

TERMBASE_NAME = "termbase.yaml"
_LONGEST = 200_000
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
        """Return the entry with what is *said* for its term, by language and key, if it has one."""
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
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return (), [Problem(shown_path, 1, "not UTF-8; save the file in that encoding")]
    except OSError as error:
        return (), [Problem(shown_path, 1, f"it cannot be read: {error.strerror}")]
    root, mistakes = read_yaml(text, yaml.SafeLoader, "the termbase", _LONGEST)
    if mistakes:
        return (), [Problem(shown_path, *mistake) for mistake in mistakes]
    if not isinstance(root, yaml.SequenceNode):
        return (), [Problem(shown_path, 1, "a list of entries is wanted: - en: …")]
    entries: list[Settled] = []
    problems: list[Problem] = []
    codes = tuple(languages)
    for node in root.value:
        line = node.start_mark.line + 1
        try:
            data = value_of(node, yaml.SafeLoader)
        except yaml.YAMLError as error:
            found = f"{mistake_of(error, '')[1]}; put a word that is none in quotation marks"
            problems.append(Problem(shown_path, line, found))
            continue
        wrong = list(_mistakes(data, codes))
        problems += [Problem(shown_path, line, mistake) for mistake in wrong]
        if not wrong:
            entries.append(_entry(data, line, codes))
    return tuple(entries), problems


def _mistakes(data: Any, codes: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with the entry *data*."""
    if not isinstance(data, dict):
        yield "an entry is wanted, with the word in each language"
        return
    known = (*codes, *_FIELDS)
    yield from (f'unknown key "{x}"{did_you_mean(str(x), known)}' for x in data if x not in known)
    said = [code for code in codes if code in data]
    if not _texts(data.get("term", "x")) or isinstance(data.get("term"), list):
        yield '"term" is a key of the glossary, such as term: data frame'
    if ("term" in data) == bool(said):
        yield 'an entry has either "term", a key of the glossary, or the word in each language'
    yield from _wrong_words(data, said, codes)
    if not isinstance(data.get("strict", True), bool):
        yield '"strict" is true or false'


def _wrong_words(data: dict[str, Any], said: list[str], codes: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with the words of an entry; *said* are its languages."""
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


def _texts(value: Any) -> tuple[str, ...]:
    """Return *value* as words; empty where it is anything else than a word or a list of them."""
    words = value if isinstance(value, list) else [value]
    return tuple(words) if all(isinstance(one, str) and one.strip() for one in words) else ()


def _entry(data: dict[str, Any], line: int, codes: tuple[str, ...]) -> Settled:
    return Settled(
        line,
        {code: _texts(data[code]) for code in codes if code in data},
        {code: _texts(words) for code, words in data.get("avoid", {}).items()},
        data.get("strict", True),
        data.get("term", ""),
        _texts(data.get("also", [])),
    )
