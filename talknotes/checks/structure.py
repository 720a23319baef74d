"""Rules on what a translation must carry over from its source: code, numbers, marks.

Links, roles, images, footnotes are compared by `talknotes.translation.inline_text`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from talknotes.checks.model import Knowledge, Rule, Text
from talknotes.checks.words import forms_of, split_words
from talknotes.translation.inline_text import compare_items

_BLOCK = re.compile(r"(?:#{1,6}|[-*+>]|\d+[.)])\s|:{3}|`{3}|-{3,}\s*$|\|.*\||\([\w-]+\)=|%\s")
# A mark with a word on one side of it only; 3*4 and snake_case are none.
_EMPHASIS = re.compile(r"(?<!\w)[*_]+(?=\w)|(?<=\w)[*_]+(?!\w)|`+")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "„": "“"}
_SMILE = re.compile(r"[:;]-?[()]")
_NUMBER = re.compile(r"\d+(?:[.:]\d+)*")
# 3D is a word, which another language may translate: трёхмерный.
_DIMENSIONS = re.compile(r"\b\dD\b")
# How thousands are parted: in English by commas, elsewhere by spaces, beside a decimal comma.
_GROUPS = {"en": re.compile(r"(?<=\d),(?=\d{3}(?!\d))")}
_ANY_GROUPS = re.compile(r"(?<=\d)[ \N{NO-BREAK SPACE}](?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def _code(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    source = [f"`{one}`" for one in text.source_parts.code]
    translation = [f"`{one}`" for one in text.parts.code]
    yield from compare_items("code", source, translation)


def _unclosed_emphasis(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    left = _EMPHASIS.findall(text.parts.plain)
    if text.source is not None:
        expected = _EMPHASIS.findall(text.source_parts.plain)
        left = [mark for mark in left if mark not in expected]
    for mark in dict.fromkeys(left):
        yield f"{mark} is not closed, so it is shown; close it, or write \\{mark}"


def _unclosed(shown: str) -> list[str]:
    """Return the brackets and quotation marks that have no counterpart, in their order."""
    open_marks: list[str] = []
    alone: list[str] = []
    for mark in shown:
        if mark in _BRACKETS:
            open_marks.append(mark)
        elif mark in _BRACKETS.values():
            if open_marks and _BRACKETS[open_marks[-1]] == mark:
                open_marks.pop()
            elif mark != "“":  # an English one opens with it
                alone.append(mark)
    return alone + open_marks


def _brackets(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    if text.source is not None and _unclosed(_SMILE.sub("", text.source_shown)):
        return
    for mark in dict.fromkeys(_unclosed(_SMILE.sub("", text.shown))):
        yield f"{mark} has no counterpart; close it, or remove it"


def _block_start(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    found = _BLOCK.match(text.text)
    if found and not _BLOCK.match(text.source or ""):
        yield (
            f'"{found[0].strip()}" at the start makes no block in a translation, it is shown; '
            "remove it"
        )


def read_numbers(language: str, shown: str) -> list[str]:
    """Return the numbers in *shown*, a text in *language*, all in one notation: ``1234.5``."""
    groups = _GROUPS.get(language, _ANY_GROUPS)
    joined = groups.sub("", _DIMENSIONS.sub("", shown))
    if language not in _GROUPS:
        joined = _DECIMAL_COMMA.sub(".", joined)
    return _NUMBER.findall(joined)


# The first numbers, which one language may spell where the other gives the figure.
_SPELT = {
    "en": (
        ("one", "first", "once"), ("two", "second", "twice"), ("three", "third"),
        ("four", "fourth"), ("five", "fifth"), ("six", "sixth"), ("seven", "seventh"),
        ("eight", "eighth"), ("nine", "ninth"), ("ten", "tenth"), ("eleven", "eleventh"),
        ("twelve", "twelfth"),
    ),
    "ru": (
        ("один", "первый"), ("два", "двое", "второй", "дважды"), ("три", "трое", "третий"),
        ("четыре", "четвертый"), ("пять", "пятый"), ("шесть", "шестой"), ("семь", "седьмой"),
        ("восемь", "восьмой"), ("девять", "девятый"), ("десять", "десятый"),
        ("одиннадцать", "одиннадцатый"), ("двенадцать", "двенадцатый"),
    ),
}  # fmt: skip


def _spelt_numbers(language: str, shown: str) -> set[str]:
    """Return the figures of the small numbers that *shown* spells as words."""
    seen = {word: forms_of(language, word) for word in split_words(shown)}
    return {
        str(number)
        for number, names in enumerate(_SPELT.get(language, ()), start=1)
        if any(word.lower() in names or forms.intersection(names) for word, forms in seen.items())
    }


def _numbers(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    if text.is_plural:
        return
    there = read_numbers(text.source_language, text.source_shown)
    here = read_numbers(text.language, text.shown)
    if Counter(there) == Counter(here):
        return
    spelt_there = _spelt_numbers(text.source_language, text.source_shown)
    spelt_here = _spelt_numbers(text.language, text.shown)
    lost = [number for number in there if number not in spelt_here]
    found = [number for number in here if number not in spelt_there]
    common = Counter(there) & Counter(here)
    source, translation = (sorted((Counter(one) | common).elements()) for one in (lost, found))
    yield from compare_items("number", source, translation)


RULES = (
    Rule("code", _code, compares=True, reads_markdown=True),
    Rule("emphasis", _unclosed_emphasis, reads_markdown=True),
    Rule("brackets", _brackets),
    Rule("block", _block_start, compares=True, reads_markdown=True),
    Rule("numbers", _numbers, compares=True),
)
