"""Rules on text in the wrong language: left untranslated, or typed with another alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talknotes.checks.model import Knowledge, Rule, Text
from talknotes.checks.words import split_words

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[А-Яа-яЁё])\w+\b")
# Latin words that are written with small letters, so no names, standing one behind the other.
_LATIN_RUN = re.compile(r"(?:\b[a-z]{2,}\b[ ,;:]+){3,}\b[a-z]{2,}\b")
# One or two may be a name, such as scikit-learn or char-rnn.
_FEW_WORDS = 3


def _mixed_alphabets(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for word in dict.fromkeys(_MIXED.findall(text.shown)):
        # GPU-шный has its hyphen; a letter that only looks Latin has nothing.
        cyrillic = "".join(_CYRILLIC.findall(word))
        yield f'"{word}" mixes two alphabets (Cyrillic: {cyrillic}); type it with one'


def _foreign_in_russian(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    found = _LATIN_RUN.search(text.shown)
    if found:
        yield f'"{found[0]}" is not Russian; translate it'


def _foreign_in_english(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    found = re.search(r"[А-Яа-яЁё]+", text.shown)
    if found:
        yield f'"{found[0]}" is not English; translate it, or put it into `…` as an example'


def _not_translated(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    if text.text != text.source:
        return
    words = [word for word in split_words(text.shown) if word.islower()]
    if len(words) >= _FEW_WORDS:
        yield "the translation is the source itself; translate it, or leave it empty"


RULES = (
    Rule("mixed-alphabets", _mixed_alphabets),
    Rule("foreign-in-russian", _foreign_in_russian, languages=frozenset({"ru"})),
    Rule("foreign-in-english", _foreign_in_english, languages=frozenset({"en"})),
    Rule("not-translated", _not_translated, compares=True),
)
