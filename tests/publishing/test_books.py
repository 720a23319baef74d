"""The books as far as they are made without XeLaTeX, the links to them, and pages on paper.

What XeLaTeX and the checker of EPUBs say is in check_books.py, which `make test-books` runs.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
import typesetting
import yaml
from browsing import Visit, follow, language_link
from bs4 import BeautifulSoup
from conftest import REPOSITORY, SmallSite
from running import command, environment

from talknotes.commands.make_books import PACKAGES, make_books, problems_of_log
from talknotes.common.project import Project
from talknotes.common.urls import BOOK_FORMATS, SiteLayout

LANGUAGES = ("en", "ru")


@pytest.fixture
def conference(site: SmallSite) -> SmallSite:
    """Return a small site whose talks come in another order than their names."""
    site.write("conf.py", (site.root / "conf.py").read_text(encoding="utf-8") + BOOK_CONF)
    site.page(
        "index",
        """
        # Small site

        Words.

        ```{books}
        ```

        ```{toctree}
        :hidden:

        conf-2020/index
        ```
        """,
    )
    site.page(
        "conf-2020/index",
        """
        ---
        kind: conference
        dates:
          first: 2020-07-23
          last: 2020-07-24
        ---

        # A conference

        (day-1)=
        ## Day 1

        ```{programme}
        :day: 1
        ```

        ```{toctree}
        :hidden:
        :glob:

        *
        ```
        """,
    )
    for slug, start, title in (
        ("aaa", "15:00", "The late talk"),
        ("zzz", "09:00", "The early talk"),
    ):
        site.page(
            f"conf-2020/{slug}",
            f"""
            ---
            kind: talk
            conference: conf-2020
            date: 2020-07-23
            start: "{start}"
            speakers:
              - Ada Lovelace
            ---

            # {title}

            What was said.
            """,
        )
    return site


BOOK_CONF = """
author = "Small site"
version = "1"
copyright = "2026"
epub_uid = "small"
epub_contributor = author
epub_tocscope = "includehidden"
latex_engine = "xelatex"
"""


def epub(site: SmallSite, language: str = "en") -> ZipFile:
    assert site.build(language, out="epub", builder="epub", fresh=True) == ""
    return ZipFile(site.root / "build" / "epub" / language / f"talk-notes-{language}.epub")


def read(book: ZipFile, name: str) -> BeautifulSoup:
    """Return the file *name* of *book*, read as HTML: what is looked for is the same in XML."""
    text = book.read(name).decode("utf-8")
    return BeautifulSoup(re.sub(r"<\?xml.*?\?>", "", text), "html.parser")


def test_an_epub_has_its_pages_in_the_order_of_the_programme(conference: SmallSite) -> None:
    book = epub(conference)
    listed = [link["href"] for link in read(book, "nav.xhtml").select("nav a")]
    early, late = "conf-2020/zzz.xhtml", "conf-2020/aaa.xhtml"
    assert listed == ["index.xhtml", "conf-2020/index.xhtml", early, late]
    manifest = read(book, "content.opf")
    files = {item["id"]: item["href"] for item in manifest.select("manifest item")}
    spine = [files[item["idref"]] for item in manifest.select("spine itemref")]
    assert spine[:4] == listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_an_epub_says_its_language(conference: SmallSite, language: str) -> None:
    book = epub(conference, language)
    pages = [name for name in book.namelist() if name.endswith(".xhtml")]
    assert len(pages) > len(BOOK_FORMATS)
    assert {read(book, name).html["lang"] for name in pages} == {language}
    assert read(book, "content.opf").find("dc:language").text == language


def test_an_epub_brings_the_facts_of_a_talk_and_nothing_of_the_site(conference: SmallSite) -> None:
    book = epub(conference)
    page = read(book, "conf-2020/zzz.xhtml")
    assert "Ada Lovelace" in page.select_one(".talk-header").text
    assert page.select("script, form, .language-switch, .books") == []
    styles = {link["href"].rsplit("/", 1)[1] for link in page.select('link[rel="stylesheet"]')}
    assert styles == {"pygments.css", "epub.css", "book.css"}
    assert "search.xhtml" not in book.namelist()


def test_the_same_sources_make_the_same_epub(
    conference: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    first = Path(str(epub(conference).filename)).read_bytes()
    again = epub(conference)
    assert Path(str(again.filename)).read_bytes() == first
    assert again.infolist()[0].filename == "mimetype"
    assert again.infolist()[0].compress_type == ZIP_STORED
    assert {entry.date_time[0] for entry in again.infolist()} == {2020}


def test_books_of_two_languages_are_two_books(conference: SmallSite) -> None:
    names = {
        read(epub(conference, code), "content.opf").find("dc:identifier").text for code in LANGUAGES
    }
    assert len(names) == len(LANGUAGES)
    assert all(name.startswith("urn:uuid:") for name in names)


def test_a_pdf_has_the_talks_after_their_conference_in_the_order_of_the_programme(
    conference: SmallSite,
) -> None:
    assert conference.build(out="latex", builder="latex") == ""
    made = conference.root / "build" / "latex" / "en" / "talk-notes-en.tex"
    text = made.read_text(encoding="utf-8")
    headings = re.findall(r"\\(chapter|section|subsection)\{([^}]+)\}", text)
    assert headings == [
        ("chapter", "A conference"),
        ("section", "Day 1"),
        ("section", "The early talk"),
        ("section", "The late talk"),
    ]
    assert text.count("Ada Lovelace") == 2 + 2  # in the programme and in the facts of each talk


# -- Links to the books ---------------------------------------------------------------------------


def offered(site: SmallSite, language: str = "en") -> list[tuple[str, str]]:
    assert site.build(language) == ""
    page = BeautifulSoup(site.html("index", language), "html.parser")
    return [(link.text, link["href"]) for link in page.select(".books a")]


def test_the_front_page_links_to_the_books_that_there_are(conference: SmallSite) -> None:
    assert offered(conference) == []
    books = conference.root / "build" / "books"
    books.mkdir()
    (books / "talk-notes-en.epub").write_bytes(b"book")
    assert offered(conference) == [("EPUB", "talk-notes-en.epub")]
    beside = conference.root / "build" / "html" / "en" / "talk-notes-en.epub"
    assert beside.read_bytes() == b"book"
    assert offered(conference, "ru") == []
    (books / "talk-notes-en.epub").unlink()
    assert offered(conference) == []
    assert not beside.exists()


def on_the_service(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("READTHEDOCS", "True")
    monkeypatch.setenv("READTHEDOCS_VERSION", "latest")
    monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", kind)


def test_on_read_the_docs_the_front_page_links_to_the_formats_of_the_settings(
    conference: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_service(monkeypatch, "branch")
    conference.write(".readthedocs.yaml", "version: 2\nformats: [epub]\n")
    assert offered(conference, "ru") == [("EPUB", "/_/downloads/ru/latest/epub/")]


def test_a_preview_on_read_the_docs_promises_no_books(
    conference: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_service(monkeypatch, "external")
    conference.write(".readthedocs.yaml", "version: 2\nformats: [epub, pdf]\n")
    assert offered(conference) == []


def test_read_the_docs_makes_the_books_and_installs_what_that_takes() -> None:
    settings = yaml.safe_load((REPOSITORY / ".readthedocs.yaml").read_text(encoding="utf-8"))
    assert (
        set(settings["formats"])
        == set(BOOK_FORMATS)
        == set(settings["build"]["jobs"]["build"]) - {"html"}
    )
    assert set(PACKAGES) - {"make"} == set(settings["build"]["apt_packages"])


def test_the_address_of_a_book_follows_the_layout() -> None:
    assert SiteLayout().to_book("ru", "pdf") == "talk-notes-ru.pdf"
    assert SiteLayout("v1").to_book("ru", "pdf") == "/_/downloads/ru/v1/pdf/"
    assert SiteLayout().to_book("ru", "htmlzip") == "talk-notes-ru.zip"
    assert SiteLayout("v1").to_book("ru", "htmlzip") == "/_/downloads/ru/v1/htmlzip/"


# -- The archive to read from disk ----------------------------------------------------------------


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the archives of a small site in both languages; return their folder."""
    site = SmallSite(tmp_path_factory.mktemp("packed"))
    site.page("index", "# The start\n\nA word: nightingale.\n\n```{toctree}\ntools/birds\n```\n")
    site.page("tools/birds", "# On birds\n\n```{glossary}\nNightingale\n   It sings.\n```\n")
    site.catalogue("ru", "index", {"The start": "Начало", "A word: nightingale.": "Соловей."})
    folder = site.root / "archives"
    arguments = command("zip", "--into", str(folder))
    subprocess.run(arguments, cwd=site.root, env=environment(), check=True, capture_output=True)
    return folder


def unpack(archives: Path, language: str, into: Path) -> Path:
    """Unpack the archive of *language*; return its front page."""
    with ZipFile(archives / f"talk-notes-{language}.zip") as archive:
        assert "talk-notes/en/404.html" not in archive.namelist()
        archive.extractall(into)
    return into / "talk-notes" / language / "index.html"


def test_an_archive_is_read_and_searched_from_disk(
    visit: Visit, archives: Path, tmp_path: Path
) -> None:
    page = visit(unpack(archives, "en", tmp_path).as_uri())
    page.on("requestfailed", lambda request: pytest.fail(request.url))
    page.click(".search-open")
    page.fill("#search-dialog .search-field", "nightingales")
    page.wait_for_selector("#search-dialog a.search-result")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.startswith((tmp_path / "talk-notes" / "en" / "tools" / "birds.html").as_uri())
    assert page.locator(".books").count() == 0


def test_an_archive_leads_to_the_other_language_and_says_where_it_is_to_be_had(
    visit: Visit, archives: Path, tmp_path: Path
) -> None:
    start = unpack(archives, "en", tmp_path)
    page = visit((start.parent / "tools" / "birds.html").as_uri())
    follow(page, language_link("ru"))
    page.get_by_text("talk-notes-ru.zip").wait_for()
    unpack(archives, "ru", tmp_path)
    page.goto((start.parent / "tools" / "birds.html").as_uri())
    page.click(language_link("ru"))
    page.wait_for_url("**/talk-notes/ru/tools/birds.html")
    page.click(language_link("en"))
    page.wait_for_url("**/talk-notes/en/tools/birds.html")


def test_the_same_sources_make_the_same_archive(archives: Path) -> None:
    with ZipFile(archives / "talk-notes-en.zip") as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names, key=lambda name: name.split("/"))
    assert len({entry.date_time for entry in entries}) == 1


# -- What goes wrong ------------------------------------------------------------------------------


def test_without_xelatex_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert make_books(Project(tmp_path), "pdf", []) == 1
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    assert "XeLaTeX" in said
    assert "texlive-xetex" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("log", "problem"),
    [
        pytest.param("! Undefined control sequence.", "! Undefined control sequence.", id="error"),
        pytest.param(
            "Missing character: There is no ⁵ (U+2075) in font PT Serif/OT:script=cyrl;lang",
            'the font PT Serif has no "⁵" (U+2075)',
            id="glyph",
        ),
        pytest.param(
            "LaTeX Warning: Reference `a:b' on page 3 undefined on input line 7.",
            "Reference `a:b' leads nowhere",
            id="reference",
        ),
        pytest.param(
            "Overfull \\hbox (25.6pt too wide) in paragraph at lines 12--14",
            "line 12 of the .tex: something sticks out of the text by 26 points",
            id="margin",
        ),
    ],
)
def test_what_a_reader_would_see_of_the_log_is_a_mistake(log: str, problem: str) -> None:
    assert problems_of_log(f"Before.\n{log}\nBehind.\n{log}\n") == [problem]


def test_what_nobody_sees_is_no_mistake() -> None:
    assert problems_of_log("Overfull \\hbox (2.1pt too wide) in paragraph at lines 12--14\n") == []


# -- On paper -------------------------------------------------------------------------------------

PAPER = (680, 900)
PAGES = ("index", "europython-2020/fast-scalable-ml", "tools/data-frames", "contributing/termbase")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printed_page_is_the_text_black_on_white(
    visit: Visit, real_site: Path, language: str, name: str
) -> None:
    page = visit(f"file://{real_site}/{language}/{name}.html", window=PAPER, color_scheme="dark")
    assert page.locator(".language-switch").is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    for chrome in (
        ".language-switch",
        ".sidebar-drawer",
        ".toc-drawer",
        ".mobile-header",
        "button",
        "form",
        "footer .related-pages",
    ):
        assert not any(one.is_visible() for one in page.locator(chrome).all()), chrome
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    colours = page.evaluate(
        "[...document.querySelectorAll('article :is(h1, p, a, code, td, dd)')]"
        ".map((one) => getComputedStyle(one).color)"
    )
    assert {shade(colour) for colour in colours} <= {"dark"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = page.evaluate(
        "[...document.querySelectorAll('table')]"
        ".filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wide == 0


def shade(colour: str) -> str:
    red, green, blue = (int(number) for number in re.findall(r"\d+", colour)[:3])
    return "dark" if red + green + blue < 3 * 90 else colour


def test_a_printed_link_to_the_web_shows_where_it_leads(visit: Visit, real_site: Path) -> None:
    def shown(name: str, selector: str) -> str:
        page = visit(f"file://{real_site}/en/{name}.html", window=PAPER)
        page.emulate_media(media="print")
        script = "(one) => getComputedStyle(one, '::after').content"
        return str(page.locator(selector).first.evaluate(script))

    talk = "europython-2020/fast-scalable-ml"
    assert "https://" in shown(talk, ".talk-header a.external")
    assert shown(talk, "article a.internal") == "none"
    assert shown("tools/data-frames", ".home-page a.external") == "none"


def test_what_takes_two_rounds_to_install_is_no_mistake(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left = [["texlive-xetex"], ["fonts-paratype"], []]
    asked: list[str] = []

    def install(*packages: str, recommended: bool = True) -> bool:
        asked.extend(packages)
        left.pop(0)
        return not recommended

    monkeypatch.setattr(typesetting, "missing", lambda: left[0])
    monkeypatch.setattr(typesetting, "install_from_debian", install)
    assert typesetting.main() == 0
    assert asked == ["texlive-xetex", "fonts-paratype"]
    assert capsys.readouterr().err == ""


def test_what_cannot_be_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(typesetting, "missing", lambda: ["texlive-xetex"])
    monkeypatch.setattr(typesetting, "install_from_debian", lambda *_, **__: False)
    assert typesetting.main() == 1
    assert "apt-get install --no-install-recommends texlive-xetex)" in capsys.readouterr().err
