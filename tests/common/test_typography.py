"""What the site itself ties: numbers to their units, short words to what follows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import SmallSite
from page_reader import article_of

from talknotes.common.typography import tie

TIE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "text", "tied"),
    [
        ("en", "It took 10 GB, 3 ms and 38 % of 2 GHz.", "It took 10_GB, 3_ms and 38_% of 2_GHz."),
        ("en", "Two talks – or three – in 2018", "Two talks_– or three_– in 2018"),
        ("en", "5 talks and 4 speakers; 2020 Python", "5_talks and 4_speakers; 2020 Python"),
        ("ru", "заняло 10 ГБ, 3 мс и 38 %", "заняло 10_ГБ, 3_мс и_38_%"),
        ("ru", "около 140 000 строк", "около 140_000_строк"),
        ("ru", "Dask — это библиотека", "Dask_— это библиотека"),
        ("ru", "Он и в Karlsruhe не был", "Он и_в_Karlsruhe не_был"),
        ("ru", "А если бы, то же ли?", "А_если_бы, то_же_ли?"),
        ("ru", "и т. д.", "и_т._д."),
        ("ru", "изображение по-новому, на-гора", "изображение по-новому, на-гора"),
        ("ru", "когда-то же", "когда-то_же"),
        ("de", "10 GB — und", "10 GB — und"),
    ],
)
def test_words_that_belong_together_are_tied(language: str, text: str, tied: str) -> None:
    assert tie(text, language).replace(TIE, "_") == tied


def test_what_is_tied_stays_as_it_is() -> None:
    once = tie("и в 2018 — за 10 ГБ", "ru")
    assert tie(once, "ru") == once


def test_a_page_is_tied_by_the_rules_of_each_text_on_it_and_its_code_is_not(
    site: SmallSite,
) -> None:
    site.page("index", "# Notes\n\nIt has 10 GB – no more.\n\nCode: `x – 10 GB`.\n")
    site.catalogue("ru", "index", {"Notes": "Записки", "It has 10 GB – no more.": "Не в 10 ГБ."})
    site.build("en")
    site.build("ru")
    english = article_of(site, "index").get_text().replace(TIE, "_")
    russian = article_of(site, "index", "ru").get_text().replace(TIE, "_")
    assert "It has 10_GB_– no more." in english
    assert "x – 10 GB" in english
    assert "Не_в_10_ГБ." in russian
    # What is not translated is tied as its own language wants it.
    assert "x – 10 GB" in russian


PARTED = {
    "en": re.compile(r" –(?=\s)|\d (?:[KMGT]B|ms|%)(?!\w)"),
    "ru": re.compile(r" —(?=\s)|\d (?:[КМГТ]Б|мс|мкс|%)(?!\w)|(?<![\w-])[вкоу] (?=\w)"),
}


@pytest.mark.parametrize("language", PARTED)
def test_nothing_is_parted_on_the_finished_pages(real_site: Path, language: str) -> None:
    problems = []
    for path in sorted((real_site / language).rglob("*.html")):
        article = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").article
        if article is None:
            continue
        for code in article.select("code, pre"):
            code.decompose()
        for block in article.select("p, dd, dt, h1, h2, h3, td"):
            for found in PARTED[language].finditer(block.get_text()):
                start = max(0, found.start() - 20)
                problems.append(f"{path.name}: {block.get_text()[start : found.end() + 20]!r}")
    assert problems == [], "\n".join(problems[:40])
