"""The sentences of the site are its own: none is carried over from the raw notes."""

from __future__ import annotations

import re
from copy import copy

import own_words
import pytest
from bs4 import BeautifulSoup, Tag
from finished_site import Page, Pages, shown

from talknotes.reading.blocks import MOST_QUOTATIONS, MOST_WORDS

# Titles, names and what a speaker said are quoted as they are; commands too.
ASIDE = (
    "h1, pre, code, .headerlink, .language-switch, .talk-header, .talk-foot, .mentioned-in, "
    # The note-taker's own words, which say of themselves that they are: short, and few on a page.
    "blockquote.quotation"
)
QUOTATION = re.compile(r"“[^”]{1,120}”|«[^»]{1,120}»")
BREAK = " \N{BULLET} "  # no word, so that what stood on its two sides is no run


def title_of(page: Page) -> str:
    texts = page.article.h1.find_all(string=True)
    return "".join(one for one in texts if not one.find_parent(class_="headerlink")).strip()


def prose_of(article: Tag, titles: list[str]) -> list[str]:
    """Return the own words of *article*, in the pieces between titles, quotations and code."""
    article = copy(article)
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


def test_a_quotation_is_known_as_one_and_nothing_beside_it() -> None:
    page = BeautifulSoup(
        "<article><h1>Title</h1><p>a b c d</p><blockquote class='quotation'><p>“e f g h”</p>"
        "</blockquote><blockquote><p>i j</p></blockquote></article>",
        "html.parser",
    )
    assert [piece.split() for piece in prose_of(page.article, [])] == [
        [],
        ["a", "b", "c", "d"],
        ["i", "j"],
    ]


def test_quotations_are_short_and_few(every_page: list[Page]) -> None:
    for page in every_page:
        quotations = page.article.select("blockquote.quotation")
        assert len(quotations) <= MOST_QUOTATIONS, page
        for quotation in quotations:
            # Below a translation, which may need more words, stands the original.
            said = quotation.select("p")[-1].get_text()
            assert len(own_words.words(said)) <= MOST_WORDS, (page, said)


def test_a_sentence_of_seven_common_words_and_one_of_another_language_are_fine() -> None:
    known = frozenset(own_words.fingerprint("en", run) for run in own_words.runs("a b c d e f g h"))
    assert own_words.carried_over("en", "a b c d e f g and h", known) == []
    assert own_words.carried_over("ru", "a b c d e f g h", known) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_run_of_eight_words_of_the_raw_notes_stands_on_a_page(
    pages: Pages, language: str
) -> None:
    known = own_words.read_fingerprints()
    group = pages[language].values()
    titles = sorted({title_of(page) for page in group}, key=len, reverse=True)
    problems = [
        f"{page}: {run}"
        for page in group
        for piece in prose_of(page.article, titles)
        for run in own_words.carried_over(language, piece, known)
    ]
    assert problems == [], shown(problems)
