"""The order of the alphabet: what names are sorted by, and under which letter they stand.

An index puts é beside e and ё beside е, as a reader looks for them; й is a letter of its own. The
script of the page's language comes first, the others after it.
"""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

# Letters of their own, although Unicode sees a mark on another letter in them.
_LETTERS = frozenset("йїў")
# Before all letters: what begins with a digit stands under this.
DIGITS = "0–9"


def without_accents(text: str) -> str:
    """Return *text* in small letters, Latin ones in ASCII, others without marks (ё as е)."""
    return "".join(_plain(character) for character in unicodedata.normalize("NFC", text.casefold()))


def _plain(character: str) -> str:
    if character in _LETTERS:
        return character
    if script_of(character) == "LATIN":
        return anyascii(character).lower()
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if not unicodedata.combining(part))


def script_of(letter: str) -> str:
    """Return the script of *letter* as Unicode calls it (``LATIN``), empty if it is no letter."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def _sorted_by(name: str) -> str:
    """Return what counts in the order of *name*: letters and digits, and blanks between words."""
    plain = without_accents(name)
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def letter_of(name: str) -> str:
    """Return the capital letter that *name* stands under in an index, or `DIGITS`."""
    first = _sorted_by(name)[:1]
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
    plain = _sorted_by(name)
    script = script_of(plain[:1])
    rank = 0 if not script else 1 if script == script_of(own[:1]) else 2
    return rank, script, plain, name
