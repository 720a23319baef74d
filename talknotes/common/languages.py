"""The languages of the site: the one table, read from ``talknotes_languages`` in conf.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from sphinx.errors import ConfigError

from talknotes.common.problems import did_you_mean


@dataclass(frozen=True)
class Language:
    """A language of the site.

    ``code`` is what Sphinx, gettext and URLs call it (``ru``); ``name`` is its own name for itself;
    ``locale`` is the Babel locale that sets the form of dates (``en_GB``). A language that is
    ``released`` is promised to readers in full: whatever lacks its translation is a mistake. A page
    without any translation is shown in the language ``fallback``, where it has one.
    """

    code: str
    name: str
    locale: str
    released: bool = False
    fallback: str = ""

    @property
    def tag(self) -> str:
        """The language as the web writes it (BCP 47): ``pt-BR`` for ``pt_BR``."""
        return self.code.replace("_", "-")

    @property
    def territory_locale(self) -> str:
        """The locale with its territory, as Open Graph wants it; the likeliest one if untold."""
        locale = Locale.parse(self.locale)
        likely = get_global("likely_subtags").get(locale.language, self.locale)
        territory = locale.territory or likely.split("_")[-1]
        return f"{locale.language}_{territory}"


def find_language(code: str, languages: Iterable[str]) -> str | None:
    """Return which of *languages* is *code*, however that is written: ``pt-br``, ``pt_BR``."""
    plain = code.replace("-", "_").casefold()
    return next((one for one in languages if one.casefold() == plain), None)


def offered(languages: Mapping[str, Language], own: str = "") -> list[Language]:
    """Return the *languages* that readers are led to: those released, and their *own*.

    Where none is released yet, that is each of them.
    """
    released = any(language.released for language in languages.values())
    return [one for one in languages.values() if one.released or not released or one.code == own]


def _mistake(code: str, entry: Any, others: set[str]) -> str:
    """Return what is wrong with the *entry* of the language *code*, empty where nothing is."""
    missing = {"name", "locale"} - set(entry if isinstance(entry, Mapping) else ())
    if missing:
        return f'language "{code}" lacks {", ".join(sorted(missing))}'
    if not all(isinstance(entry[key], str) for key in ("name", "locale")):
        return f'language "{code}" must have texts for "name" and "locale"'
    if not isinstance(entry.get("released", False), bool):
        return f'language "{code}": "released" is True or False'
    fallback = entry.get("fallback")
    if fallback and fallback not in others:
        near = did_you_mean(str(fallback), others)
        return f'language "{code}": no language "{fallback}" to fall back to{near}'
    try:
        Locale.parse(entry["locale"])
    except (ValueError, UnknownLocaleError):
        return f'language "{code}": Babel knows no locale "{entry["locale"]}"'
    return ""


def read_languages(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Language]:
    """Return the languages of conf.py's *table*; a `ConfigError` has all its mistakes."""
    if not isinstance(table, Mapping):
        mistakes = ["it must be a table of languages"]
    elif not table:
        mistakes = ['no language; give at least {"en": {"name": "English", "locale": "en_GB"}}']
    else:
        codes = set(table)
        mistakes = [_mistake(code, entry, codes - {code}) for code, entry in table.items()]
    if any(mistakes):
        raise ConfigError("conf.py: talknotes_languages: " + "; ".join(filter(None, mistakes)))
    keys = ("name", "locale", "released", "fallback")
    return {
        code: Language(code, **{key: entry[key] for key in keys if key in entry})
        for code, entry in table.items()
    }
