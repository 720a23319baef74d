"""The extension's own words, translated through the ``talknotes`` catalogue.

`_` translates at once while the site is built; Sphinx would make a lazy text of it.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.locale import get_translation, get_translator

CATALOGUE = "talknotes"
_translate = get_translation(CATALOGUE)
PACKAGE_DIR = Path(__file__).parent.parent


def _(message: str) -> str:
    """Return *message* in the language of the site that is being built."""
    return str(_translate(message))


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the plural form of the site's language for *number*, which ``{number}`` shows."""
    translated = get_translator(CATALOGUE).ngettext(singular, plural, number)
    return translated.format(number=number)
