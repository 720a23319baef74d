from __future__ import annotations

import pytest
from conftest import SmallSite
from page_reader import page_of

from talknotes.content.summaries import ONE_LINE, first_clause, first_sentence, summary

SENTENCES = [
    ("One. Two.", "One."),
    ("One sentence only", "One sentence only"),
    ("Is it? It is.", "Is it?"),
    ("Первое. Второе.", "Первое."),
    ("Он сказал: «Да!» Потом ушёл.", "Он сказал: «Да!»"),
    ("Messages are kept. streamparse reads them.", "Messages are kept."),
    ("Help comes with ? and %timeit. More.", "Help comes with ? and %timeit."),
    ("Formats, e.g. CSV, are old. New ones are not.", "Formats, e.g. CSV, are old."),
    ("Форматы, т. е. CSV и др. Старые. Новые.", "Форматы, т. е. CSV и др. Старые."),
    ("J. R. R. Tolkien wrote. He did.", "J. R. R. Tolkien wrote."),
    ("Version 3.0 of node.js came in 2026. Then 4.0.", "Version 3.0 of node.js came in 2026."),
    ("Tied\u00a0words\nand lines. More.", "Tied words and lines."),
    ("", ""),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_the_first_sentence_of_a_text(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_long_sentence_ends_at_its_semicolon_in_a_list() -> None:
    clause = "Swap the engine, keep the code, " + "and wait less " * 6 + "for the answer"
    assert first_clause(f"{clause}; of two promises one was kept.") == f"{clause}."
    assert first_clause(f"{clause}.") == f"{clause}."
    short = "It is short; it stays."
    assert len(short) < ONE_LINE
    assert first_clause(short) == short


def test_a_link_without_words_of_its_own_shows_a_title() -> None:
    wording = (("", "See "), ("doc", "tools/index"), ("", " for tools. Then more."))
    said = summary(wording, lambda kind, target: f"<{kind} {target}>")
    assert said == "See <doc tools/index> for tools."


def described(site: SmallSite, docname: str, language: str = "en") -> str | None:
    found = page_of(site, docname, language).select_one('meta[name="description"]')
    return str(found["content"]) if found else None


def test_a_page_is_described_by_its_first_sentence_in_the_language_of_the_site(
    site: SmallSite,
) -> None:
    site.page("index", "# Home\n\nIt *begins* with {doc}`other`.\nIt goes on.\n")
    site.page("other", "---\nlanguage: ru\n---\n# Другая\n\n```{note}\nНет.\n```\n\nДа. Ещё.\n")
    site.catalogue(
        "ru", "index", {"It *begins* with {doc}`other`. It goes on.": "*Оно*: {doc}`other`. А."}
    )
    site.catalogue("en", "other", {"Другая": "Another"})
    for language in ("en", "ru"):
        site.build(language)
    assert described(site, "index") == "It begins with Another."
    assert described(site, "index", "ru") == "Оно: Другая."
    assert described(site, "other", "ru") == "Да."


def test_a_page_that_does_not_begin_with_a_text_has_no_description(site: SmallSite) -> None:
    site.page("index", "# Home\n\n- a list\n")
    site.build()
    assert described(site, "index") is None
