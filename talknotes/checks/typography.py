"""Rules on quotation marks, dashes, spaces and letters, as each language prints them.

Straight quotation marks in a source are set by the site in the manner of the language, and words
that must not be parted are tied by it (`talknotes.common.typography`), so neither is typed by hand.
Sources: New Hart's Rules (Oxford) for English, Мильчин, «Справочник издателя» for Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from talknotes.checks.model import Knowledge, Rule, Text
from talknotes.checks.words import split_words

_ENGLISH, _RUSSIAN = frozenset({"en"}), frozenset({"ru"})

_NO_BREAK = re.compile(r"[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{WORD JOINER}]")
_SPACES = re.compile(r"\S  +\S")
_SPACE_BEFORE = re.compile(r"\w ([,.;:!?»”)\]])(?=\s|$)")
_SPACE_BEHIND = re.compile(r"[([«„] \w")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_TYPED_QUOTES = re.compile(r"[“”„‘’«»]")
_HYPHEN_FOR_DASH = re.compile(r"\s(--?-?)\s|\w(---?)\w")
_RUSSIAN_SHORT_DASH = re.compile(r"(?<=\s)–(?=\s)")
_RUSSIAN_TIGHT_DASH = re.compile(r"[а-яё»)]—|—[а-яё«(]", re.IGNORECASE)
_ENGLISH_LONG_DASH = re.compile(r"\w ?— ?\w")
_HYPHEN_RANGE = re.compile(r"(?<![\w-])\d{1,4}(-|—)\d{1,4}(?![\w-])")
# The apostrophe of a name, as in O’Reilly, is none of them.
_ENGLISH_QUOTES = re.compile(r"[“”‘]|(?<!\w)’|’(?!\w)")
_TIGHT_ABBREVIATION = re.compile(r"\b(т\.(?:д|п|е|к|н|ч|о)|и т\.(?:д|п))\b\.?", re.IGNORECASE)
_TIGHT_UNIT = re.compile(r"\d(?:%|(?:[КМГТ]?[Бб](?:ит)?|м?с|мкс|мин|кг|к?м|МГц|ГГц)(?!\w))")


def _told(found: re.Match[str], margin: int = 12) -> str:
    """Return what *found* matched with a little of the text around it."""
    text = found.string
    return text[max(0, found.start() - margin) : found.end() + margin].strip()


def _no_break_spaces(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    found = _NO_BREAK.search(text.text)
    if found:
        yield (
            f'a no-break space in "{_told(found)}"; type an ordinary one, '
            "the site ties what belongs together"
        )


def _spaces(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for found in _SPACES.finditer(text.shown):
        yield f'two spaces in "{_told(found)}"; type one'
    for found in _SPACE_BEFORE.finditer(text.shown):
        yield f'a space before {found[1]} in "{_told(found)}"; remove it'
    for found in _SPACE_BEHIND.finditer(text.shown):
        yield f'a space behind {found[0][0]} in "{_told(found)}"; remove it'


def _ellipsis(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for found in _DOTS.finditer(text.shown):
        yield f'three dots in "{_told(found)}"; type …'


def _straight_quotes(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    if text.shown.count('"') % 2:
        yield 'a straight quotation mark " has no counterpart; close it'


def _english_quotes(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for found in _TYPED_QUOTES.finditer(text.shown):
        yield f'{found[0]} in "{_told(found)}"; type " or \', the site sets the English marks'


def _russian_quotes(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    shown = re.sub(r"„[^„“]*“", "", text.shown)
    for found in _ENGLISH_QUOTES.finditer(shown):
        yield f'{found[0]} in "{_told(found)}"; type «…», and „…“ inside of them'


def _english_dashes(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for found in _HYPHEN_FOR_DASH.finditer(text.shown):
        yield f'a hyphen for a dash in "{_told(found)}"; type – with spaces around it'
    for found in _ENGLISH_LONG_DASH.finditer(text.shown):
        yield f'an em dash in "{_told(found)}"; type – with spaces around it'


def _russian_dashes(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for found in _HYPHEN_FOR_DASH.finditer(text.shown):
        yield f'a hyphen for a dash in "{_told(found)}"; type — with spaces around it'
    for found in _RUSSIAN_SHORT_DASH.finditer(text.shown):
        yield f'a short dash in "{_told(found)}"; type —'
    for found in _RUSSIAN_TIGHT_DASH.finditer(text.shown):
        yield f'a dash without spaces in "{_told(found)}"; type spaces around —'


def _ranges(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for found in _HYPHEN_RANGE.finditer(text.shown):
        yield f'a range of numbers "{found[0]}"; type – between them, without spaces'


def _russian_abbreviations(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for found in _TIGHT_ABBREVIATION.finditer(text.shown):
        yield f'"{found[0]}"; type a space between the parts, as in «т. д.»'


def _russian_units(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for found in _TIGHT_UNIT.finditer(text.shown):
        yield f'no space before the unit in "{_told(found)}"; type one'


def _yo(text: Text, knowledge: Knowledge) -> Iterator[str]:
    for word in dict.fromkeys(split_words(text.shown)):
        spelt = knowledge.words.with_yo(word)
        if spelt != word:
            yield f'"{word}" lacks its ё; write "{spelt}"'


RULES = (
    Rule("no-break-space", _no_break_spaces),
    Rule("spaces", _spaces),
    Rule("ellipsis", _ellipsis),
    Rule("straight-quotes", _straight_quotes, reads_markdown=True),
    Rule("english-quotes", _english_quotes, languages=_ENGLISH),
    Rule("russian-quotes", _russian_quotes, languages=_RUSSIAN),
    Rule("english-dashes", _english_dashes, languages=_ENGLISH),
    Rule("russian-dashes", _russian_dashes, languages=_RUSSIAN),
    Rule("ranges", _ranges),
    Rule("russian-abbreviations", _russian_abbreviations, languages=_RUSSIAN),
    Rule("russian-units", _russian_units, languages=_RUSSIAN),
    Rule("yo", _yo, languages=_RUSSIAN),
)
