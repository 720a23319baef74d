"""How far a catalogue is translated, in words."""

from __future__ import annotations

import polib
import pytest

from talknotes.translation.status import Progress, count_words, progress_of


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("One two three", 3),
        ("A dash — is no word", 5),
        ("{term}`waterfall model` and [a link](https://example.org)", 5),
        ("Python 3.11", 2),
        ("Две строки", 2),
        ("…", 1),
    ],
)
def test_words_are_what_stands_between_blanks(message: str, words: int) -> None:
    assert count_words(message) == words


def catalogue() -> polib.POFile:
    found = polib.POFile()
    found += [
        polib.POEntry(msgid="One two", msgstr="Раз два", linenum=5),
        polib.POEntry(msgid="Three four five", msgstr="Три", flags=["fuzzy"], linenum=20),
        polib.POEntry(msgid="Six", msgstr="", linenum=9),
        polib.POEntry(msgid="Seven", msgstr="  ", linenum=30),
        polib.POEntry(msgid="Gone for good", msgstr="Нет", obsolete=True, linenum=1),
    ]
    return found


def test_fuzzy_and_blank_count_as_not_translated_and_obsolete_does_not_count() -> None:
    found = progress_of(catalogue())
    assert found == Progress(translated=2, fuzzy=3, missing=2, first_open_line=9)
    assert (found.words, found.percent, found.is_complete) == (7, 28, False)


def test_what_is_refused_counts_as_missing() -> None:
    entries = catalogue()
    found = progress_of(entries, [entries[0]])
    assert (found.translated, found.missing, found.first_open_line) == (0, 4, 5)


def test_a_complete_catalogue_has_no_open_line_and_an_empty_one_is_complete() -> None:
    found = progress_of(catalogue()[:1])
    assert (found.percent, found.is_complete, found.first_open_line) == (100, True, None)
    assert progress_of(polib.POFile()).is_complete


@pytest.mark.parametrize(("done", "left", "percent"), [(999, 1, 99), (1, 999, 1), (0, 9, 0)])
def test_only_all_is_a_hundred_and_only_nothing_is_zero(done: int, left: int, percent: int) -> None:
    assert Progress(translated=done, missing=left).percent == percent


def test_an_entry_with_one_of_its_plural_forms_is_not_translated() -> None:
    entry = polib.POEntry(
        msgid="a page", msgid_plural="pages", msgstr_plural={0: "страница", 1: ""}, linenum=3
    )
    assert progress_of([entry]) == Progress(missing=2, first_open_line=3)
