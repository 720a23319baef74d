"""The form of texts, numbers and dates; above all, what is not parted at the end of a line.

Nobody types no-break spaces: they cannot be seen in an editor. The site puts them in, by the rules
of each language, when a page is read.
Sources: New Hart's Rules (Oxford) for English, Мильчин, «Справочник издателя» for Russian.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from docutils import nodes
from sphinx.transforms import SphinxTransform

_TIE = "\N{NO-BREAK SPACE}"

# What is counted stays with its number, and so do a unit and the parts of a long number.
_COUNTED = re.compile(r"(\d) (?=[a-zа-яёµ%°€$]|[KMGTP]i?[Bb]|[MG]Hz|[КМГТ]?Б|[МГ]?Гц)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_DASH = re.compile(r" (?=[–—](?:\s|$))")
# Short prepositions, conjunctions and particles stay with what follows …
_RUSSIAN_BEFORE = re.compile(
    r"(?<![\w-])(в|во|к|ко|с|со|о|об|от|у|и|а|из|на|по|за|до|не|ни|№) ", re.IGNORECASE
)
# … and these particles with what precedes; «и т. д.» stays whole.
_RUSSIAN_AFTER = re.compile(r" (?=(?:бы|же|ли|б|ж)(?![\w-]))|(?<=\bт\.) (?=[дпекнчо]\.)")

_RULES: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": ((_COUNTED, rf"\1{_TIE}"), (_DASH, _TIE)),
    "ru": (
        (_THOUSANDS, _TIE),
        (_COUNTED, rf"\1{_TIE}"),
        (_DASH, _TIE),
        (_RUSSIAN_BEFORE, rf"\1{_TIE}"),
        (_RUSSIAN_AFTER, _TIE),
    ),
}


def tie(text: str, language: str) -> str:
    """Return *text*, which is in *language* (``ru``), with no-break spaces where they belong."""
    for pattern, replacement in _RULES.get(language, ()):
        text = pattern.sub(replacement, text)
    return text


# Below it the digits of a number stand together: 5222, but 10 000.
_GROUPED_FROM = {"ru": 10_000}


def grouped(number: int, locale: str) -> str:
    """Return *number* as *locale* (``ru_RU``) writes it, its digits in groups of three."""
    least = _GROUPED_FROM.get(Locale.parse(locale).language, 0)
    return format_decimal(number, locale=locale, group_separator=number >= least)


def date_span(first: dt.date, last: dt.date, locale: str, form: str = "full") -> str:
    """Return the days from *first* to *last* as *locale* writes them; one day in Babel's *form*."""
    if first == last:
        return format_date(first, form, locale=locale)
    start, end = (format_date(day, "long", locale=locale) for day in (first, last))
    same_month = (first.year, first.month) == (last.year, last.month)
    # CLDR has spans with short names of months only; where the day comes first they join easily.
    joins = same_month and start[len(str(first.day)) :] == end[len(str(last.day)) :]
    return f"{first.day}–{end}" if joins else f"{start} – {end}"


_AS_IT_STANDS = (nodes.literal, nodes.FixedTextElement, nodes.raw, nodes.math, nodes.comment)


def tie_words(node: nodes.Node, language: str) -> None:
    """Tie every text in *node*, which is in *language* but for what is marked as another."""
    for text in list(node.findall(nodes.Text)):
        if is_inside(text, _AS_IT_STANDS):
            continue
        code = text.parent.get_language_code(language).partition("-")[0]
        tied = tie(text, code)
        if tied != text:
            text.parent.replace(text, nodes.Text(tied))


def is_inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    """Return whether *node* stands, however deep, in a node of one of *kinds*."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kinds):
            return True
        parent = parent.parent
    return False


class TieWords(SphinxTransform):
    """Ties the words of a page, after the translation (20) and the marks of languages (22)."""

    default_priority = 24

    def apply(self, **kwargs: Any) -> None:
        """Tie the words of the whole page."""
        tie_words(self.document, self.config.language)
