"""Every text of the site is spelt as Hunspell's dictionaries spell, or is a reviewed exception."""

from __future__ import annotations

import re
from functools import cache

import pytest
import spelling
import yaml
from conftest import REPOSITORY

from talknotes.checks.glossary import find_entries
from talknotes.checks.run import read_texts
from talknotes.checks.words import forms_of
from talknotes.common.front_matter import split_front_matter
from talknotes.common.project import Project

# It needs Hunspell, which `make test` installs.
pytestmark = pytest.mark.whole_site

PROJECT = Project(REPOSITORY)
# PyTorch, DVC, XProf: with a capital inside, a word is a name, spelt as its owner likes.
_NAME = re.compile(r"^[^\W\d_]*[^\W\d_][A-ZА-Я][^\W\d_]*$")


def base_forms(word: str) -> frozenset[str]:
    return forms_of("ru", word.lower())


@cache
def names() -> frozenset[str]:
    """Return the words of the names of tools and people, in small letters."""
    glossary = find_entries(PROJECT.texts()).values()
    found = [name for entries in glossary for terms in entries for name in terms]
    for page in PROJECT.docs.glob("*/*.md"):
        front, _body = split_front_matter(page.read_text(encoding="utf-8"))
        found += (yaml.safe_load(front or "") or {}).get("speakers", ())
    return frozenset(word.lower() for name in found for word in spelling.words_of(name))


@cache
def exceptions() -> dict[str, str]:
    """Return the exceptions by each of their base forms."""
    return {form: word for word in spelling.read_exceptions() for form in base_forms(word)}


def is_right(word: str) -> bool:
    """Return whether *word*, which no dictionary has, is a name or an exception, in any form."""
    return bool(
        word.lower() in names() or _NAME.match(word) or base_forms(word) & exceptions().keys()
    )


@cache
def unknown_words() -> dict[str, str]:
    """Return the words of the site that no dictionary has, each with a place that it stands in.

    Of a compound that no dictionary has, only the parts count.
    """
    places: dict[str, str] = {}
    for text in read_texts(PROJECT):
        for word in spelling.words_of(text.shown):
            places.setdefault(word, f"{text.path}:{text.line}")
    assert len(places) > 5000
    unknown = spelling.misspelt(places)
    whole = {word for word in unknown if "-" not in word or is_right(word)}
    parts = {part: places[word] for word in unknown - whole for part in word.split("-") if part}
    found = {word: places[word] for word in whole}
    return {**{part: parts[part] for part in spelling.misspelt(parts)}, **found}


def test_every_word_of_the_site_is_spelt_right() -> None:
    wrong = sorted(word for word in unknown_words() if not is_right(word))
    assert wrong == [], "\n" + "\n".join(
        f'{unknown_words()[word]}: "{word}" is in no dictionary; mend it, or add it to '
        "tests/tools/spelling_exceptions.txt"
        for word in wrong
    )


def test_every_exception_is_needed() -> None:
    used = {
        exceptions()[form]
        for word in unknown_words()
        for form in base_forms(word) & exceptions().keys()
    }
    assert sorted(spelling.read_exceptions() - used) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The recieved colour, `mkae`", {"recieved"}),
        ("color and optimize behavior", {"color", "behavior"}),
        ("Сегодня мы расмотрим ещё коды", {"расмотрим"}),
        ("Well-known things, isn't it? O’Neill's", set()),
        ("tf.data, numpy_x, a/b and 400x", set()),
    ],
)
def test_mistakes_are_found_in_both_languages_and_names_are_left_alone(
    text: str, wrong: set[str]
) -> None:
    shown = re.sub("`[^`]*`", "", text)
    assert spelling.misspelt(spelling.words_of(shown)) == wrong
