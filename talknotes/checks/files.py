"""Rules on whole catalogues: do they match the pages, can they be read, are they complete."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from functools import cache

import polib
from babel.messages.plurals import get_plural

from talknotes.checks.texts import Catalogue
from talknotes.common.languages import Language
from talknotes.common.problems import Problem
from talknotes.translation.catalogues import line_of, translations_of

_MEND = "run: make catalogues"
_SHOWN = 60


def _keys(catalogue: polib.POFile) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in catalogue if not entry.obsolete and entry.msgid}


def freshness(catalogue: Catalogue, template: polib.POFile) -> Iterator[Problem]:
    """Yield where *catalogue* has other messages than its page now, by their texts alone."""
    wanted, there = _keys(template), _keys(catalogue.entries)
    missing = [msgid for msgid in wanted if msgid not in there]
    left = [entry for msgid, entry in there.items() if msgid not in wanted]
    shown = catalogue.shown_path
    if missing:
        yield Problem(shown, 1, f'the page also says "{_short(missing[0])}"; {_MEND}')
    if left:
        gone = f'the page no longer says "{_short(left[0].msgid)}"; {_MEND}'
        yield Problem(shown, line_of(left[0]), gone)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def headers(catalogue: Catalogue, language: Language) -> Iterator[Problem]:
    """Yield where the header of *catalogue* is not that of its *language*."""
    plural = get_plural(language.locale)
    rule = f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
    wanted = {"Language": language.code, "Content-Type": "text/plain; charset=UTF-8"}
    found = catalogue.entries.metadata
    # Editors of translators write the same rule in other words.
    if _plural_forms(found.get("Plural-Forms", "")) != _plural_forms(rule):
        wanted["Plural-Forms"] = rule
    for name, value in wanted.items():
        said = found.get(name, "")
        if _bare(said) != _bare(value):
            sentence = f'the header "{name}" is "{said}"; it should be "{value}": {_MEND}'
            yield Problem(catalogue.shown_path, 1, sentence)


def _bare(value: str) -> str:
    return "".join(value.split()).rstrip(";").casefold()


_PLURAL = re.compile(r"nplurals=(\d);plural=(.{1,300}?);*")
_ENOUGH_NUMBERS = 1000


@cache
def _plural_forms(header: str) -> list[int] | None:
    """Return which form the rule in *header* chooses for each number, ``None`` for no rule."""
    found = _PLURAL.fullmatch("".join(header.split()))
    if not found:
        return None
    try:
        form = gettext.c2py(found[2])
        return [int(found[1]), *(form(number) for number in range(_ENOUGH_NUMBERS))]
    except (ValueError, ArithmeticError, RecursionError):
        return None


def completeness(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what readers of *catalogue*'s language do not get in it."""
    for entry in catalogue.entries:
        if entry.obsolete or not entry.msgid:
            continue
        if entry.fuzzy:
            sentence = 'fuzzy; mend the translation, then remove the line "#, fuzzy"'
        elif len(translations_of(entry)) < max(1, len(entry.msgstr_plural)):
            sentence = "not translated"
        else:
            continue
        yield Problem(catalogue.shown_path, line_of(entry), sentence)
