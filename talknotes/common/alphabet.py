"""The order of the alphabet: what names are sorted by, and under which letter they stand.

An index puts é beside e and ё beside е, as a reader looks for them; й is a letter of its own. The
script of the page's language comes first, the others behind it.
"""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

# Letters of their own, although Unicode sees a mark on another letter in them.
_LETTERS = frozenset("йїў")
# Signs before all letters: what begins with a digit stands under this.
DIGITS = "0–9"


def without_accents(text: str) -> str:
    """Return *text* in small letters, Latin ones in ASCII, others without marks (ё as е)."""
    return "".join(_plain(sign) for sign in unicodedata.normalize("NFC", text.casefold()))


def _plain(sign: str) -> str:
    if sign in _LETTERS:
        return sign
    if script_of(sign) == "LATIN":
        return anyascii(sign).lower()
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(part for part in parts if not unicodedata.combining(part))


def script_of(sign: str) -> str:
    """Return the script of a letter as Unicode calls it (``LATIN``), of any other sign nothing."""
    return unicodedata.name(sign, "").partition(" ")[0] if sign.isalpha() else ""


def _signs(name: str) -> str:
    """Return what counts in the order of *name*: letters and digits, and blanks between words."""
    plain = without_accents(name)
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def letter_of(name: str) -> str:
    """Return the capital letter that *name* stands under in an index, or `DIGITS`."""
    first = _signs(name)[:1]
    return first.upper() if first.isalpha() else DIGITS


def letter_id(letter: str) -> str:
    """Return an id for *letter* in ASCII: ``letter-latin-a``, ``letter-cyrillic-sha``."""
    if letter == DIGITS:
        return "letter-digits"
    words = unicodedata.name(letter).lower().replace("capital letter ", "").split()
    return "-".join(["letter", *words])


def alphabetical(name: str, own: str) -> tuple[int, str, str, str]:
    """Return what *name* is sorted by in a language that calls itself *own* (``Русский``).

    Digits come first, then the script of that language, then the others.
    """
    signs = _signs(name)
    script = script_of(signs[:1])
    rank = 0 if not script else 1 if script == script_of(own[:1]) else 2
    return rank, script, signs, name
