from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from conftest import SmallSite
from sphinx.errors import ConfigError

from talknotes.common.languages import Language, read_languages

ENGLISH = {"name": "English", "locale": "en_GB"}


def test_the_languages_keep_the_order_of_the_table() -> None:
    table = {"ru": {"name": "Русский", "locale": "ru_RU"}, "en": ENGLISH}
    assert list(read_languages(table).values()) == [
        Language("ru", "Русский", "ru_RU"),
        Language("en", "English", "en_GB"),
    ]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({"locale": "de_DE"}, 'language "de" lacks name'),
        ({"name": "Deutsch"}, 'language "de" lacks locale'),
        ({}, 'language "de" lacks locale, name'),
        ("Deutsch", 'language "de" lacks locale, name'),
        ({"name": "Deutsch", "locale": "xx_YY"}, 'Babel knows no locale "xx_YY"'),
        ({"name": "Deutsch", "locale": "de-DE"}, 'Babel knows no locale "de-DE"'),
        ({"name": "Deutsch", "locale": 3}, "locale"),
        ({"name": "Deutsch", "locale": ""}, 'Babel knows no locale ""'),
    ],
)
def test_a_wrong_entry_is_reported_in_one_sentence(entry: Any, sentence: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read_languages({"en": ENGLISH, "de": entry})
    assert str(raised.value).startswith("conf.py: talknotes_languages: ")
    assert sentence in str(raised.value)
    assert '"en"' not in str(raised.value)


def test_a_site_without_a_language_is_reported_with_what_to_write() -> None:
    with pytest.raises(ConfigError, match=r'no language; give at least \{"en"'):
        read_languages({})


def test_all_mistakes_of_the_table_are_reported_at_once() -> None:
    table = {"de": {"name": "Deutsch"}, "en": ENGLISH, "fr": {"name": "F", "locale": "xx_YY"}}
    with pytest.raises(ConfigError, match=r'"de" lacks locale; .*"fr": Babel knows no locale'):
        read_languages(table)


def test_sphinx_alone_says_of_an_unknown_language_what_there_is_in_one_sentence(
    site: SmallSite,
) -> None:
    site.page("index", "# Home\n")
    command = ["-m", "sphinx", "-q", "-c", ".", "-D", "language=de", "docs", "build/de"]
    done = subprocess.run(
        [sys.executable, *command], cwd=site.root, capture_output=True, text=True, check=False
    )
    known = "known: en, ru"
    assert done.returncode
    assert done.stderr.strip() == f'conf.py: talknotes_languages has no language "de"; {known}'
