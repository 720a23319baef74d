"""The form of texts, numbers and dates; above all, what is not parted at the end of a line.

Nobody types no-break spaces, which an editor does not show: the site puts them in by rules.
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
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform

_TIE = "\N{NO-BREAK SPACE}"

# A space that no line ends at: before what is counted or a unit, and before a dash …
_ENGLISH = (
    r"(?<=\d) (?=[a-zа-яёµ%°€$]|[KMGTP]i?[Bb]|[MG]Hz|[КМГТ]?Б|[МГ]?Гц)"
    r"| (?=[–—](?:\s|$))"
)
# … in Russian also between the digits of a long number, after short prepositions, conjunctions
# and particles, before particles that belong to what precedes, and in «и т. д.».
_RUSSIAN = (
    rf"{_ENGLISH}|(?<=\d) (?=\d{{3}}(?!\d))"
    r"|(?i:(?<=(?<![\w-])[вксоуиа№]) )"
    r"|(?i:(?<=(?<![\w-])(?:во|ко|со|об|от|из|на|по|за|до|не|ни)) )"
    r"| (?=(?:бы|же|ли|б|ж)(?![\w-]))|(?<=\bт\.) (?=[дпекнчо]\.)"
)
_LOOSE = {"en": re.compile(_ENGLISH), "ru": re.compile(_RUSSIAN)}


def tie(text: str, language: str) -> str:
    """Return *text*, which is in *language* (``ru``), with no-break spaces where they belong."""
    loose = _LOOSE.get(language)
    return loose.sub(_TIE, text) if loose else text


# Below it the digits of a number stand together: 5222, but 10 000.
_GROUPED_FROM = {"ru": 10_000}


def grouped(number: int, locale: str) -> str:
    """Return *number* as *locale* (``ru_RU``) writes it, its digits in groups of three."""
    least = _GROUPED_FROM.get(Locale.parse(locale).language, 0)
    return format_decimal(number, locale=locale, group_separator=number >= least)


# What typography changes: quotation marks, two or three hyphens, three full stops.
_TYPED = re.compile(r"""["'`\\]|--|\.\.\.|\. \. \.""")


def is_typed(text: str) -> bool:
    """Return whether *text* holds what typographic quotation marks and dashes stand for."""
    return _TYPED.search(text) is not None


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
    for text in [text for text in node.findall(nodes.Text) if " " in text]:
        code = text.parent.get_language_code(language).partition("-")[0]
        tied = tie(text, code)
        if tied != text and not is_inside(text, _AS_IT_STANDS):
            text.parent.replace(text, nodes.Text(tied))


def is_inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    """Return whether *node* stands, however deep, in a node of one of *kinds*."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kinds):
            return True
        parent = parent.parent
    return False


class QuotationMarks(SphinxSmartQuotes):
    """Sphinx's typographic quotation marks and dashes, looked for only where there are any.

    Sphinx takes every text apart for them, a twentieth of a build (Sphinx 9.0). This goes when its
    own transform passes texts by that have none.
    """

    default_priority = SphinxSmartQuotes.default_priority - 1

    def apply(self, **kwargs: Any) -> None:
        """Put them in, and tell Sphinx's own transform that nothing is left to do."""
        super().apply(**kwargs)
        self.document.settings.smart_quotes = False

    def get_tokens(self, txtnodes: Any) -> Any:
        """Yield the texts of a block, as Sphinx does, or as they stand."""
        if any(map(is_typed, txtnodes)):
            return super().get_tokens(txtnodes)
        return (("literal", str(text)) for text in txtnodes)


class TieWords(SphinxTransform):
    """Ties the words of a page, after the translation (20) and the marks of languages (22)."""

    default_priority = 24

    def apply(self, **kwargs: Any) -> None:
        """Tie the words of the whole page."""
        tie_words(self.document, self.config.language)
