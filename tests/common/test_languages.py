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


WRONG = [
    ({"de": {"locale": "de_DE"}}, 'language "de" lacks name'),
    ({"de": {"name": "Deutsch"}}, 'language "de" lacks locale'),
    ({"de": {}}, 'language "de" lacks locale, name'),
    ({"de": "Deutsch"}, 'language "de" lacks locale, name'),
    ({"de": {"name": "Deutsch", "locale": "xx_YY"}}, '"de": Babel knows no locale "xx_YY"'),
    ({"de": {"name": "Deutsch", "locale": "de-DE"}}, '"de": Babel knows no locale "de-DE"'),
    ({"de": {"name": "Deutsch", "locale": 3}}, '"de" must have texts for "name" and "locale"'),
    ({"de": {"name": "Deutsch", "locale": ""}}, '"de": Babel knows no locale ""'),
    ({}, 'no language; give at least {"en"'),
    ({"de": {"name": "Deutsch"}, "fr": {"name": "F", "locale": "xx_YY"}},
     '"de" lacks locale; language "fr": Babel knows no locale "xx_YY"'),
]  # fmt: skip


@pytest.mark.parametrize(("table", "sentences"), WRONG)
def test_all_that_is_wrong_in_the_table_is_reported_at_once(table: Any, sentences: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read_languages({**table, "en": ENGLISH} if table else {})
    assert str(raised.value).startswith("conf.py: talknotes_languages: ")
    assert sentences in str(raised.value)
    assert 'language "en"' not in str(raised.value)


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
