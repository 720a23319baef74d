"""What axe-core finds on every type of page, in both schemes of colours, on desktop and phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browsing import DESKTOP, PHONE, Visit
from finished_site import shown
from page_types import ADDRESSES, LANDING, LANGUAGES
from playwright.sync_api import Page

# WCAG 2.2 up to AA, and what axe-core recommends beyond it.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WINDOWS = {"desktop": DESKTOP, "phone": PHONE}
# In the second scheme of a page that has been looked at whole, only what depends on colours.
SCHEMES = {
    "light": {"type": "tag", "values": TAGS},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}

TALK = "europython-2020/kedro.html"
TRANSLATED_TALK = {"en": "pycon-de-2018/timezones.html", "ru": TALK}
TERM = 'article section section p a.internal[href*="#term-"]'


def run_axe(page: Page, scheme: str) -> dict[str, Any]:
    """Return what axe-core says of *page* as it is shown now, in *scheme*."""
    page.emulate_media(color_scheme=scheme)
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    # What fades in has its colours at the end of it.
    page.evaluate("""() => Promise.allSettled(document.getAnimations().map(one => one.finished))""")
    options = {"runOnly": SCHEMES[scheme], "resultTypes": ["violations"]}
    return page.evaluate("options => axe.run(document, options)", options)


def findings(page: Page, where: str, scheme: str = "light") -> list[str]:
    """Return what axe-core finds on *page*: where, by which rule, at what, and what is wrong."""
    return [
        f"{where}, {scheme}: {violation['id']} at {' '.join(map(str, node['target']))}: "
        + " ".join(node["failureSummary"].split())
        for violation in run_axe(page, scheme)["violations"]
        for node in violation["nodes"]
    ]


def everywhere(page: Page, where: str, windows: Iterable[str] = WINDOWS) -> list[str]:
    """Return what is found on *page* in *windows*, each in another scheme of colours."""
    found = []
    for window, scheme in zip(windows, SCHEMES, strict=True):
        width, height = WINDOWS[window]
        page.set_viewport_size({"width": width, "height": height})
        found += findings(page, f"{where}, {window}", scheme)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ADDRESSES)
def test_axe_finds_nothing(visit: Visit, served: str, kind: str, language: str) -> None:
    name = ADDRESSES[kind]
    page = visit(f"{served}/{language}/{name}")
    page.wait_for_load_state("networkidle")
    # What is light on a desktop in one language is light on a phone in the other.
    windows = list(WINDOWS) if language == "en" else list(WINDOWS)[::-1]
    found = everywhere(page, f"{language}/{name}", windows)
    assert found == [], shown(found)


def test_axe_finds_nothing_on_the_landing_page(visit: Visit, real_site: Path) -> None:
    html = (real_site / LANDING).read_text(encoding="utf-8")
    page = visit("about:blank")
    # As readers see it whose browser runs no scripts: else it leads on at once.
    page.set_content(re.sub("<script>.*?</script>", "", html, flags=re.DOTALL))
    found = everywhere(page, LANDING)
    assert found == [], shown(found)


# -- What opens -----------------------------------------------------------------------------------


def open_search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#search-dialog .search-field").fill("pandas")
    page.wait_for_selector("#search-dialog a.search-result .search-passage:not(:empty)")


def open_empty_search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#search-dialog .search-field").fill("qqqqzzzz")
    page.wait_for_selector("#search-dialog .search-status:not(:empty)")


def open_card(page: Page) -> None:
    page.locator(TERM).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_selector(".tooltip:popover-open")


def open_originals(page: Page) -> None:
    page.click(".originals-button")
    page.wait_for_selector(".original")


def open_path(page: Page) -> None:
    page.click(".edit-this-page summary")


def open_navigation(page: Page) -> None:
    page.click(".nav-overlay-icon")
    page.wait_for_selector(".sidebar-drawer")


def open_contents(page: Page) -> None:
    page.click(".toc-header-icon")
    page.wait_for_selector(".toc-drawer")


def open_keys(page: Page) -> None:
    page.keyboard.press("?")
    page.wait_for_selector("#keys")


STATES: list[tuple[Callable[[Page], None], str]] = [
    (open_search, "desktop phone"),
    (open_empty_search, "desktop phone"),
    (open_card, "desktop phone"),
    (open_originals, "desktop phone"),
    (open_path, "desktop phone"),
    (open_keys, "desktop phone"),
    (open_navigation, "phone"),
    (open_contents, "phone"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("open_it", "windows"), STATES)
def test_axe_finds_nothing_in_what_opens(
    visit: Visit, served: str, open_it: Callable[[Page], None], windows: str, language: str
) -> None:
    found = []
    for window in windows.split():
        page = visit(f"{served}/{language}/{TRANSLATED_TALK[language]}", window=WINDOWS[window])
        open_it(page)
        for scheme in SCHEMES:
            found += findings(page, f"{language}, {open_it.__name__}, {window}", scheme)
    assert found == [], shown(found)


# -- That axe would find something ----------------------------------------------------------------


def test_axe_looks_at_what_is_shown(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    page.evaluate(
        """() => {
            const article = document.querySelector("article");
            article.insertAdjacentHTML("beforeend", `
                <p style="color: #999; background: #fff">Too pale</p><img src="x.png">
                <button style="width: 9px; height: 9px; padding: 0" aria-label="a"></button
                ><button style="width: 9px; height: 9px; padding: 0" aria-label="b"></button>`);
            document.body.insertAdjacentHTML("beforeend", "<p>In no landmark</p>");
        }"""
    )
    found = findings(page, "spoilt")
    rules = {one.split(": ")[1].split(" at ")[0] for one in found}
    assert rules == {"color-contrast", "image-alt", "region", "target-size"}, shown(found)
    in_dark = findings(page, "spoilt", "dark")
    assert {one.split(": ")[1].split(" at ")[0] for one in in_dark} == {"color-contrast"}
