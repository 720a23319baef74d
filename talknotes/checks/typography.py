"""Rules on marks, spaces and letters as each language prints them, and on the wrong language.

Nobody types what the site sets: quotation marks, and ties (`talknotes.common.typography`).
Sources: New Hart's Rules (Oxford) for English, Мильчин, «Справочник издателя» for Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from talknotes.checks.model import Knowledge, Rule, Text
from talknotes.checks.words import split_words, with_yo

_MARGIN = 12
_HYPHEN_FOR_DASH = r"\s--?-?\s|\w---?\w"
# The rule, what it looks for, and what it says: {0} is what was found, {1} the first group of it,
# and {near} what was found with a little of the text around it.
_PATTERNS = (
    ("spaces", r"\S  +\S", 'two spaces in "{near}"; type one'),
    ("spaces", r"\w ([,.;:!?»”)\]])(?=\s|$)", 'a space before {1} in "{near}"; remove it'),
    ("spaces", r"([([«„]) \w", 'a space after {1} in "{near}"; remove it'),
    ("ellipsis", r"(?<!\.)\.\.\.(?!\.)", 'three dots in "{near}"; type …'),
    ("english-quotes", r"[“”„‘’«»]",
     "{0} in \"{near}\"; type \" or ', the site sets the English marks"),
    ("english-dashes", _HYPHEN_FOR_DASH,
     'a hyphen for a dash in "{near}"; type – with spaces around it'),
    ("english-dashes", r"\w ?— ?\w", 'an em dash in "{near}"; type – with spaces around it'),
    # „…“ within other marks is right, and the apostrophe of a name, as in O’Reilly, is no mark.
    ("russian-quotes", r"„[^„“]*“|([“”‘]|(?<!\w)’|’(?!\w))",
     '{1} in "{near}"; type «…», and „…“ inside of them'),
    ("russian-dashes", _HYPHEN_FOR_DASH,
     'a hyphen for a dash in "{near}"; type — with spaces around it'),
    ("russian-dashes", r"(?<=\s)–(?=\s)", 'a short dash in "{near}"; type —'),
    ("russian-dashes", r"(?i)[а-яё»)]—|—[а-яё«(]",
     'a dash without spaces in "{near}"; type spaces around —'),
    ("ranges", r"(?<![\w-])\d{1,4}[-—]\d{1,4}(?![\w-])",
     'a range of numbers "{0}"; type – between them, without spaces'),
    ("russian-abbreviations", r"(?i)\b(?:и )?т\.(?:д|п|е|к|н|ч|о)\b\.?",
     '"{0}"; type a space between the parts, as in «т. д.»'),
    ("russian-units", r"\d(?:%|(?:[КМГТ]?[Бб](?:ит)?|м?с|мкс|мин|кг|к?м|МГц|ГГц)(?!\w))",
     'no space before the unit in "{near}"; type one'),
)  # fmt: skip
_NO_BREAK = re.compile(r"[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{WORD JOINER}]")


def _near(found: re.Match[str]) -> str:
    text = found.string
    return text[max(0, found.start() - _MARGIN) : found.end() + _MARGIN].strip()


def _look(rule: str, text: Text, _knowledge: Knowledge) -> Iterator[str]:
    """Yield what the patterns of *rule* find."""
    for name, pattern, sentence in _PATTERNS:
        for found in re.finditer(pattern, text.shown) if name == rule else ():
            if "{1}" not in sentence or found[1]:
                yield sentence.format(found[0], *found.groups(), near=_near(found))


def _no_break_spaces(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    found = _NO_BREAK.search(text.text)
    if found:
        yield (
            f'a no-break space in "{_near(found)}"; type an ordinary one, '
            "the site ties what belongs together"
        )


def _straight_quotes(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    if text.shown.count('"') % 2:
        yield 'a straight quotation mark " has no counterpart; close it'


def _yo(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for word in dict.fromkeys(split_words(text.shown)):
        spelt = with_yo(word)
        if spelt != word:
            yield f'"{word}" lacks its ё; write "{spelt}"'


_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[А-Яа-яЁё])\w+\b")
# Latin words in Russian that are written with small letters, so no names, one after the other.
_FOREIGN = {
    "ru": (r"(?:\b[a-z]{2,}\b[ ,;:]+){3,}\b[a-z]{2,}\b", "is not Russian; translate it"),
    "en": (r"[А-Яа-яЁё]+", "is not English; translate it, or put it into `…` as an example"),
}
# One or two may be a name, such as scikit-learn or char-rnn.
_FEW_WORDS = 3


def _mixed_alphabets(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    for word in dict.fromkeys(_MIXED.findall(text.shown)):
        # GPU-шный has its hyphen; a letter that only looks Latin has nothing.
        cyrillic = "".join(re.findall(r"[А-Яа-яЁё]", word))
        yield f'"{word}" mixes two alphabets (Cyrillic: {cyrillic}); type it with one'


def _foreign(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    pattern, says = _FOREIGN[text.language]
    found = re.search(pattern, text.shown)
    if found:
        yield f'"{found[0]}" {says}'


def _not_translated(text: Text, _knowledge: Knowledge) -> Iterator[str]:
    if text.text != text.source:
        return
    words = [word for word in split_words(text.shown) if word.islower()]
    if len(words) >= _FEW_WORDS:
        yield "the translation is the source itself; translate it, or leave it empty"


# The languages of a rule stand at the beginning of its name; others are for all.
_LANGUAGES = {"english": frozenset({"en"}), "russian": frozenset({"ru"})}
RULES = (
    Rule("no-break-space", _no_break_spaces),
    Rule("straight-quotes", _straight_quotes, reads_markdown=True),
    Rule("yo", _yo, languages=_LANGUAGES["russian"]),
    Rule("mixed-alphabets", _mixed_alphabets),
    Rule("foreign-in-russian", _foreign, languages=_LANGUAGES["russian"]),
    Rule("foreign-in-english", _foreign, languages=_LANGUAGES["english"]),
    Rule("not-translated", _not_translated, compares=True),
    *(
        Rule(name, partial(_look, name), _LANGUAGES.get(name.partition("-")[0], frozenset()))
        for name in dict.fromkeys(rule for rule, _pattern, _sentence in _PATTERNS)
    ),
)
