"""The sentences of the site are its own: none is carried over from the raw notes."""

from __future__ import annotations

import re
from pathlib import Path

import own_words
import pytest
from bs4 import BeautifulSoup

from talknotes.reading.blocks import MOST_QUOTATIONS, MOST_WORDS

# Titles, names and what a speaker said are quoted as they are; commands too.
ASIDE = (
    "h1, pre, code, .headerlink, .language-switch, .talk-header, .talk-foot, .mentioned-in, "
    # The note-taker's own words, which say of themselves that they are: short, and few on a page.
    "blockquote.quotation"
)
QUOTATION = re.compile(r"“[^”]{1,120}”|«[^»]{1,120}»")
BREAK = " \N{BULLET} "  # no word, so that what stood on its two sides is no run


def titles_of(folder: Path) -> list[str]:
    """Return the titles of all pages below *folder*, the longest first."""
    titles = set()
    for path in folder.rglob("*.html"):
        heading = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").article
        if heading is not None and heading.h1 is not None:
            for mark in heading.h1.select(".headerlink"):
                mark.decompose()
            titles.add(heading.h1.get_text().strip())
    return sorted(titles, key=len, reverse=True)


def prose_of(path: Path, titles: list[str]) -> list[str]:
    """Return the page's own words, in the pieces between titles, quotations and code."""
    article = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").article
    if article is None:
        return []
    for aside in article.select(ASIDE):
        aside.replace_with(BREAK)
    text = article.get_text(" ")
    for title in titles:
        text = text.replace(title, BREAK)
    return QUOTATION.sub(BREAK, text).split(BREAK)


def test_a_carried_over_sentence_is_found_whatever_its_letters_and_punctuation() -> None:
    notes = "Ещё раз: the model was trained on a single, very small machine overnight."
    known = frozenset(own_words.fingerprint("en", run) for run in own_words.runs(notes))
    page = "We hear that the Model was trained on a single very small machine."
    assert own_words.carried_over("en", page, known) == [
        "the model was trained on a single very",
        "model was trained on a single very small",
        "was trained on a single very small machine",
    ]
    assert own_words.carried_over("en", "еще раз the model was trained on a", known)


def test_a_quotation_is_known_as_one_and_nothing_beside_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<article><h1>Title</h1><p>a b c d</p><blockquote class='quotation'><p>“e f g h”</p>"
        "</blockquote><blockquote><p>i j</p></blockquote></article>",
        encoding="utf-8",
    )
    assert [piece.split() for piece in prose_of(page, [])] == [[], ["a", "b", "c", "d"], ["i", "j"]]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_quotations_are_short_and_few(real_site: Path, language: str) -> None:
    for path in sorted((real_site / language).rglob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        quotations = page.select("article blockquote.quotation")
        assert len(quotations) <= MOST_QUOTATIONS, path
        for quotation in quotations:
            # Below a translation, which may need more words, stands the original.
            said = quotation.select("p")[-1].get_text()
            assert len(own_words.words(said)) <= MOST_WORDS, (path, said)


def test_a_sentence_of_seven_common_words_and_one_of_another_language_are_fine() -> None:
    known = frozenset(own_words.fingerprint("en", run) for run in own_words.runs("a b c d e f g h"))
    assert own_words.carried_over("en", "a b c d e f g and h", known) == []
    assert own_words.carried_over("ru", "a b c d e f g h", known) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_run_of_eight_words_of_the_raw_notes_stands_on_a_page(
    real_site: Path, language: str
) -> None:
    known = own_words.read_fingerprints()
    folder = real_site / language
    titles = titles_of(folder)
    problems = []
    for path in sorted(folder.rglob("*.html")):
        for piece in prose_of(path, titles):
            found = own_words.carried_over(language, piece, known)
            problems += [f"{path.relative_to(folder)}: {run}" for run in found]
    assert problems == [], "\n" + "\n".join(problems)
