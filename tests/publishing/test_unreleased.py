"""Languages that are not released yet, and those with a region: where readers are led."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import Visit
from bs4 import BeautifulSoup
from conftest import CONF, REPOSITORY, SmallSite, serve
from sphinx.errors import ConfigError

from talknotes.common.languages import find_language, offered, read_languages
from talknotes.common.urls import SiteLayout
from talknotes.publishing.landing import landing_page

TABLE = """
    "en": {"name": "English", "locale": "en_GB", "released": True},
    "ru": {"name": "Русский", "locale": "ru_RU", "released": True},
    "de": {"name": "Deutsch", "locale": "de_DE", "fallback": "en"},
    "pt_BR": {"name": "Português", "locale": "pt_BR"},
"""
RELEASED = {"en": {"name": "E", "locale": "en", "released": True}}
OPEN = {"de": {"name": "D", "locale": "de"}, "pt_BR": {"name": "P", "locale": "pt_BR"}}
TALK = """
---
language: ru
---

# Доклад

Первое предложение.

Второе предложение.

(long-part)=
## Часть

Текст.
"""


@pytest.fixture
def small(site: SmallSite) -> SmallSite:
    conf = CONF.format(repository=str(REPOSITORY))
    start, end = conf.index('    "en"'), conf.index("}\nextensions")
    site.write("conf.py", conf[:start] + TABLE.lstrip("\n") + conf[end:])
    site.page("index", "# Home\n\nWelcome.\n\n```{toctree}\ntalk\n```\n")
    site.page("talk", TALK)
    english = {"Доклад": "A talk", "Первое предложение.": "First.", "Часть": "Part"}
    site.catalogue("en", "talk", english)
    return site


def soup(site: SmallSite, page: str, language: str) -> BeautifulSoup:
    return BeautifulSoup(site.html(page, language), "html.parser")


# -- Where readers are led ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "own", "codes"),
    [
        ({**RELEASED, **OPEN}, "", ["en"]),
        ({**RELEASED, **OPEN}, "de", ["en", "de"]),
        (OPEN, "", ["de", "pt_BR"]),
    ],
)
def test_readers_are_offered_what_is_released_and_their_own(
    table: dict[str, dict[str, object]], own: str, codes: list[str]
) -> None:
    assert [one.code for one in offered(read_languages(table), own)] == codes


def test_the_landing_page_the_switch_and_search_engines_know_released_languages_only(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = small.root / "conf.py"
    address = 'talknotes_address = "https://talks.example/"\n'
    conf.write_text(conf.read_text(encoding="utf-8") + address, encoding="utf-8")
    for language, expected in (("en", ["en", "ru"]), ("de", ["en", "ru", "de"])):
        assert small.build(language) == ""
        page = soup(small, "index", language)
        links = [str(a["hreflang"]) for a in page.select(".language-switch a")]
        assert links == expected
        tags = {str(a["hreflang"]) for a in page.select('head link[rel="alternate"][hreflang]')}
        assert tags == {"en", "ru", "x-default"}
    landing = landing_page(read_languages({**RELEASED, **OPEN}))
    assert "en/index.html" in landing
    assert "de/index.html" not in landing


# -- What is not translated -----------------------------------------------------------------------


def test_a_page_without_any_translation_is_shown_in_the_language_to_fall_back_to(
    small: SmallSite,
) -> None:
    assert small.build("de") == ""
    page = soup(small, "talk", "de")
    assert page.h1
    heading = page.select_one("h1 [lang]")
    assert heading
    assert (heading["lang"], heading.text) == ("en", "A talk")
    for text, language in (("First.", "en"), ("Второе предложение.", "ru"), ("Текст.", "ru")):
        paragraph = next(p for p in page.select("section p") if text in p.get_text())
        assert paragraph["lang"] == language
    # One sentence in German, and the page is a translation that has begun.
    small.catalogue("de", "talk", {"Первое предложение.": "Erstens."})
    assert small.build("de") == ""
    page = soup(small, "talk", "de")
    assert "Erstens." in page.get_text()
    assert "A talk" not in page.select_one("article").get_text()  # type: ignore[union-attr]


def test_a_new_translation_of_the_other_language_is_shown_at_once(small: SmallSite) -> None:
    assert small.build("de") == ""
    path = small.catalogue("en", "talk", {"Доклад": "The talk"})
    os.utime(path, (path.stat().st_mtime + 5,) * 2)
    assert small.build("de") == ""
    assert "The talk" in soup(small, "talk", "de").get_text()


def test_marks_are_quiet_in_a_language_that_is_not_released_until_asked_for(
    small: SmallSite, visit: Visit
) -> None:
    for language in ("de", "ru"):
        assert small.build(language) == ""
    with serve(small.root / "build/html") as address:
        page = visit(f"{address}/de/talk.html")
        marks, button = page.locator(".untranslated"), page.locator(".untranslated-button")
        assert marks.count() > 0
        assert not any(mark.is_visible() for mark in marks.all())
        button.click()
        assert all(mark.is_visible() for mark in marks.all())
        button.click()
        assert not any(mark.is_visible() for mark in marks.all())
        bare = visit(f"{address}/de/talk.html", java_script_enabled=False)
        assert not bare.locator(".untranslated").first.is_visible()
        assert not bare.locator(".untranslated-button").is_visible()
        page.goto(f"{address}/ru/index.html")
        assert page.locator(".untranslated-button").count() == 0
        assert page.locator(".untranslated").first.is_visible()


@pytest.mark.parametrize("fallback", ["de", "fr", "Deutsch"])
def test_a_language_to_fall_back_to_that_is_not_there_is_refused(fallback: str) -> None:
    with pytest.raises(ConfigError, match=rf'"de": no language "{fallback}" to fall back to'):
        read_languages({**RELEASED, "de": {"name": "D", "locale": "de", "fallback": fallback}})


# -- Regions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "code"),
    [("pt_BR", "pt_BR"), ("pt-br", "pt_BR"), ("zh-hans", "zh_Hans"), ("en", "en"), ("pt", None)],
)
def test_a_region_is_known_however_it_is_written(written: str, code: str | None) -> None:
    assert find_language(written, ["en", "pt_BR", "zh_Hans"]) == code


def test_a_region_stands_in_addresses_as_read_the_docs_writes_it() -> None:
    here, there = SiteLayout(), SiteLayout("latest", "https://t.example/", "latest")
    assert here.to_language("a/b.html", "pt_BR") == "../../pt_BR/a/b.html"
    assert there.to_language("a/b.html", "pt_BR") == "../../../pt-br/latest/a/b.html"
    assert there.address("x.html", "zh_Hans") == "https://t.example/zh-hans/latest/x.html"
    assert there.path("pt_BR") == "/pt-br/latest/"
    assert there.to_book("pt_BR", "pdf") == "/_/downloads/pt-br/latest/pdf/"


def run(site: SmallSite, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=site.root, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_a_region_goes_all_the_way_from_make_language_to_read_the_docs(small: SmallSite) -> None:
    done = run(small, "talknotes", "language", "CODE=zh_Hans", "NAME=中文", "LOCALE=zh_Hans")
    assert done.returncode == 0, done.stderr
    assert (small.root / "locale/zh_Hans/LC_MESSAGES/talk.po").exists()
    assert run(small, "talknotes", "code", "zh-hans").stdout == "zh_Hans\n"
    assert small.build("zh_Hans") == ""
    html = soup(small, "index", "zh_Hans").html
    assert html
    assert html["lang"] == "zh-Hans"


@pytest.mark.parametrize("command", ["code", "sphinx", "build", "epub"])
def test_an_unknown_language_is_one_sentence(small: SmallSite, command: str) -> None:
    out = str(small.root / "out")
    arguments = {
        "code": ("talknotes", "code", "dee"),
        "sphinx": ("sphinx", "-b", "html", "-c", ".", "-D", "language=dee", "docs", out),
        "build": ("talknotes", "build", "--language", "dee"),
        "epub": ("talknotes", "epub", "--language", "dee"),
    }[command]
    done = run(small, *arguments)
    assert done.returncode != 0
    assert 'conf.py: talknotes_languages has no language "dee"; did you mean "de"?' in done.stderr
    # Sphinx on its own adds one to whatever stops it.
    assert command == "sphinx" or "Traceback" not in done.stderr


# -- What the browser remembers -------------------------------------------------------------------


def served_landing(site: SmallSite) -> Path:
    for language in ("en", "ru"):
        assert site.build(language) == ""
    html = site.root / "build/html"
    table = {**RELEASED, "ru": {"name": "Р", "locale": "ru", "released": True}}
    page = landing_page(read_languages(table))
    (html / "index.html").write_text(page, encoding="utf-8")
    return html


def test_the_landing_page_remembers_the_language_that_a_reader_chose(
    small: SmallSite, visit: Visit
) -> None:
    with serve(served_landing(small)) as address:
        page = visit(f"{address}/index.html", locale="en-GB")
        page.wait_for_url("**/en/index.html")
        page.locator(".language-switch a[hreflang=ru]").click()
        page.wait_for_url("**/ru/index.html")
        page.goto(f"{address}/index.html")
        page.wait_for_url("**/ru/index.html")
        other = visit(f"{address}/index.html", locale="en-GB")
        other.wait_for_url("**/en/index.html")


def test_the_landing_page_knows_regions(tmp_path: Path, visit: Visit) -> None:
    table = {
        "en": {"name": "E", "locale": "en"},
        "pt_BR": {"name": "P", "locale": "pt_BR"},
        "zh_Hans": {"name": "Z", "locale": "zh_Hans"},
    }
    page = landing_page(read_languages(table))
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    for code in table:
        (tmp_path / code).mkdir()
        (tmp_path / code / "index.html").write_text(code, encoding="utf-8")
    folders = {
        "pt-BR": "pt_BR", "pt-PT": "pt_BR", "zh-CN": "zh_Hans", "en-US": "en", "fr": "en",
    }  # fmt: skip
    with serve(tmp_path) as address:
        for wanted, folder in folders.items():
            visit(f"{address}/index.html", locale=wanted).wait_for_url(f"**/{folder}/index.html")


def test_the_switch_takes_the_section_in_view_along(small: SmallSite, visit: Visit) -> None:
    small.page("talk", TALK + "\nСлово.\n" * 80)
    with serve(served_landing(small)) as address:
        page = visit(f"{address}/ru/talk.html")
        link = page.locator(".language-switch a[hreflang=en]").first
        link.dispatch_event("pointerdown")
        assert link.get_attribute("href") == "../en/talk.html"
        page.evaluate("scrollTo(0, 1500)")
        link.dispatch_event("pointerdown")
        assert link.get_attribute("href") == "../en/talk.html#long-part"
        page.evaluate("scrollTo(0, 0)")
        link.dispatch_event("pointerdown")
        assert link.get_attribute("href") == "../en/talk.html"
