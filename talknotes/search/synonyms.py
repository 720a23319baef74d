"""Which words mean the same to the search: those of the termbase, and names in two alphabets.

What the entries of the glossary are called stands in their records already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from anyascii import anyascii

from talknotes.checks.termbase import Settled
from talknotes.content.indexes import termbase
from talknotes.content.site import Site
from talknotes.search.words import Stems, fold

# Words of a name, then the name in brackets: Уэс Маккинни (Wes McKinney).
_CAPITAL = r"[A-ZА-ЯЁÀ-ÞĀ-Ž][\w.’'-]*"
_NAMED = re.compile(rf"({_CAPITAL}(?: {_CAPITAL})*) \(({_CAPITAL}(?: {_CAPITAL})+)\)")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_BRACKETS = re.compile(r" *\(([^()]+)\)")
# So many words of a query the browser looks up as one phrase.
MOST_WORDS = 4
# How alike a word and another of the other alphabet must be, transliterated, to be one name.
_ALIKE = 0.45


def _apart(word: str) -> list[str]:
    """Return *word* and what it says in brackets: нечёткий (fuzzy) is both words."""
    return [_BRACKETS.sub("", word), *_BRACKETS.findall(word)]


def _of_entry(entry: Settled) -> list[str]:
    """Return the words of a termbase's *entry*; of a term of the glossary what is not there."""
    others = [*(word for words in entry.avoid.values() for word in words), *entry.also]
    if entry.term:
        return [entry.term, *others]
    said = [part for words in entry.renderings.values() for word in words for part in _apart(word)]
    return [*said, *others]


def surnames_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the surnames in *text* that stand in two alphabets, folded, in pairs."""
    for names in _NAMED.findall(text.replace("\u00a0", " ")):
        one, other = (fold(name.split()[-1]) for name in names)
        if bool(_CYRILLIC.search(one)) == bool(_CYRILLIC.search(other)):
            continue
        if SequenceMatcher(None, anyascii(one), anyascii(other)).ratio() >= _ALIKE:
            yield one, other


def _texts(root: Path, folders: Iterable[str]) -> Iterator[str]:
    """Yield the pages and catalogues in *folders* of *root*, lines of catalogues joined."""
    for folder in folders:
        for path in sorted(Path(root, folder).rglob("*.*")):
            if path.suffix in (".md", ".po"):
                yield path.read_text(encoding="utf-8-sig", errors="replace").replace('"\n"', "")


def _names(site: Site) -> Iterator[list[str]]:
    """Yield each surname in Latin letters with its other spellings, everywhere on the site."""
    config = site.env.config
    folders = (Path(site.env.srcdir).name, config.talknotes_locale_dir)
    spelt: dict[str, set[str]] = {}
    for text in _texts(config.talknotes_root, folders):
        for pair in surnames_in(text):
            latin, other = sorted(pair, key=lambda word: _CYRILLIC.search(word) is not None)
            spelt.setdefault(latin, set()).add(other)
    for latin, others in sorted(spelt.items()):
        yield [latin, *sorted(others, key=lambda word: (len(word), word))]


def groups_of(site: Site) -> Iterator[list[str]]:
    """Yield the groups of words that mean the same on *site*, wanted there or not."""
    yield from map(_of_entry, termbase(site))
    yield from _names(site)


def synonyms_of(
    groups: Iterable[list[str]],
    stems: Stems,
    stopped: Container[str],
    knows: Callable[[Iterable[str]], bool],
) -> dict[str, list[str]]:
    """Return for each phrase of *groups*, as its stems, the others of its groups.

    Readers may type what the site *knows* nothing of, but need not find it.
    """
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        keys = [stems.key(phrase, stopped) for phrase in group]
        for key in keys:
            others = found.setdefault(" ".join(key), {})
            others.update((" ".join(one), None) for one in keys if one != key and knows(one))
    return {
        key: list(others) for key, others in found.items() if others and key.count(" ") < MOST_WORDS
    }
