"""The originals of a translated page in a real Chromium: shown on demand, from disk as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import DESKTOP, PHONE, Visit
from conftest import SmallSite
from playwright.sync_api import Page
from test_originals import ADDRESS, PATH, fill

WINDOWS = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
BUTTON = ".originals-button"
TALK = "ru/europython-2020/binder.html"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small site whose repository is known."""
    site = SmallSite(tmp_path_factory.mktemp("linked"))
    fill(site, repository=ADDRESS)
    assert site.build("ru") == ""
    return site.project.html


@pytest.fixture
def talk(address: str) -> str:
    """Return the address of a translated page, over http and as a file."""
    return f"{address}/{TALK}"


def press(page: Page) -> None:
    """Press the button and wait until the originals are there."""
    page.click(BUTTON)
    page.wait_for_selector(".original")


@pytest.mark.parametrize("window", WINDOWS)
def test_the_button_shows_and_hides_every_original(
    visit: Visit, talk: str, window: tuple[int, int]
) -> None:
    page = visit(talk, window=window)
    blocks = page.locator("article [class^='l'], article [class*=' l']").count()
    assert page.locator(".original").count() == 0
    press(page)
    assert page.get_attribute(BUTTON, "aria-pressed") == "true"
    original = page.locator("h1 + .original")
    assert "Sharing Reproducible" in original.inner_text()
    assert original.locator(".original-text").get_attribute("lang") == "en"
    assert page.locator(".original").count() >= 40 <= blocks
    page.click(BUTTON)
    assert page.get_attribute(BUTTON, "aria-pressed") == "false"
    assert page.locator(".original >> visible=true").count() == 0


def test_nothing_is_loaded_until_it_is_asked_for(visit: Visit, served: str) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}/{TALK}")
    page.wait_for_load_state("networkidle")
    assert [one for one in asked if "binder.originals.js" in one] == []
    press(page)
    assert len([one for one in asked if "binder.originals.js" in one]) == 1


def test_the_button_works_by_keyboard(visit: Visit, talk: str) -> None:
    page = visit(talk)
    page.focus(BUTTON)
    page.keyboard.press("Enter")
    page.wait_for_selector(".original")
    page.keyboard.press("Space")
    assert page.locator(".original >> visible=true").count() == 0


def test_the_next_page_shows_its_originals_as_well(visit: Visit, served: str) -> None:
    page = visit(f"{served}/{TALK}")
    press(page)
    page.goto(f"{served}/en/pycon-de-2018/cython.html")
    page.wait_for_selector(".original")
    assert page.locator("h1 + .original .original-text").get_attribute("lang") == "ru"


def test_no_original_brings_an_id_or_a_wider_page_or_is_printed(visit: Visit, talk: str) -> None:
    page = visit(talk, window=(320, 700))
    press(page)
    assert page.locator(".original [id], .original[id]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    assert page.locator(f".original >> visible=true, {BUTTON} >> visible=true").count() == 0


def test_each_original_leads_to_its_line(visit: Visit, linked: Path) -> None:
    page = visit(f"{linked.as_uri()}/ru/index.html")
    press(page)
    link = page.locator("h1 + .original a.entry-line")
    assert link.get_attribute("href") == f"{ADDRESS}/blob/main/{PATH}#L5"
    assert link.inner_text() == "line 5"


def test_without_a_repository_path_and_line_are_copied(visit: Visit, served: str) -> None:
    page = visit(f"{served}/{TALK}", permissions=["clipboard-read", "clipboard-write"])
    press(page)
    page.click("h1 + .original button.entry-line")
    page.wait_for_function(
        "document.querySelector('h1 + .original .entry-line').textContent === 'скопировано'"
    )
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "locale/ru/LC_MESSAGES/europython-2020/binder.po:12"


def test_originals_that_cannot_be_loaded_are_reported(visit: Visit, served: str) -> None:
    page = visit(f"{served}/{TALK}")
    page.route("**/*.originals.js*", lambda route: route.abort())
    page.click(BUTTON)
    page.wait_for_function(f"document.querySelector('{BUTTON}').textContent.includes('Не удалось')")
    assert page.get_attribute(BUTTON, "aria-pressed") == "false"


def test_without_javascript_the_path_to_edit_is_shown_and_no_button(
    visit: Visit, talk: str
) -> None:
    page = visit(talk, java_script_enabled=False)
    assert page.locator(f"{BUTTON} >> visible=true").count() == 0
    page.click(".edit-this-page summary")
    code = page.locator(".edit-this-page code")
    assert code.is_visible()
    assert code.inner_text() == "locale/ru/LC_MESSAGES/europython-2020/binder.po"


def test_a_mark_is_copied_with_the_whole_path(visit: Visit, tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    fill(site)
    site.build("ru")
    page = visit(f"{site.project.html.as_uri()}/ru/index.html")
    page.click(".untranslated code")
    assert page.evaluate("getSelection().toString()").strip() == f"{PATH}:14"
