"""Chromium, and what the tests ask of a page that it shows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from chromium import ARGUMENTS, find_chromium
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)

# Width and height of the window, and how it is called in the names of tests.
DESKTOP = (1280, 900)
PHONE = (390, 844)
# Milliseconds; far more than anything takes, also on a machine that is busy with other tests.
PATIENCE = 60_000

# Chromium counts the last list of features alone: all but the last line is what Playwright (1.65)
# leaves out as well. The last line is pages of its own that Chromium makes beside each page that it
# opens, which takes longer than the page itself.
_LEFT_OUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
)  # fmt: skip

Visit = Callable[..., Page]


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium; where there is none, the tests that need it fail."""
    path = find_chromium()
    assert path, "no Chromium; run: python tests/tools/chromium.py"
    with sync_playwright() as playwright:
        arguments = [*ARGUMENTS, f"--disable-features={','.join(_LEFT_OUT)}"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def visits(browser: Browser) -> Iterator[Visit]:
    """Yield a function that opens an address as a new reader, with options of the context."""
    contexts: list[BrowserContext] = []

    def visit(address: str, *, window: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        viewport = {"width": window[0], "height": window[1]}
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        return page

    try:
        yield visit
    finally:
        for context in contexts:
            context.close()


class Log:
    """What *page* asks for, and the mistakes that it makes."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.mistakes: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.mistakes.append(f"{page.url}: {error}"))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        where = message.location["url"]
        # Chromium asks for this by itself, of a server that has none, and once at most.
        if message.type == "error" and not where.endswith("/favicon.ico"):
            self.mistakes.append(f"{message.text} {where}")

    def elsewhere(self, address: str) -> list[str]:
        """Return what was asked for and does not stand below *address*."""
        return [one for one in self.requests if not one.startswith((f"{address}/", "data:"))]


def follow(page: Page, selector: str) -> None:
    """Click on *selector*, which leads to another page, and wait until that has loaded."""
    with page.expect_navigation():
        page.click(selector)


def language_link(language: str) -> str:
    """Return the selector of the link to *language* in the language switch."""
    return f'.language-switch a[hreflang="{language}"]'


def sticking_out(page: Page) -> list[str]:
    """Return what of *page* is wider than its frame, empty where nothing scrolls sideways.

    furo hides it from the window itself: what is too wide scrolls, or is cut off, within the part
    of the page that holds the article. A block of code, and a table, may scroll within itself.
    """
    return page.evaluate(
        """() => {
            const parts = ["html", "body", ".page", ".mobile-header", ".main", ".content"];
            const wide = parts.filter(part => [...document.querySelectorAll(part)].some(
                element => element.scrollWidth > element.clientWidth));
            const inner = wide.length === 0 ? [] : [...document.querySelectorAll("article *")]
                .filter(element => element.getBoundingClientRect().right > innerWidth)
                .map(element => `${element.tagName} ${element.textContent.slice(0, 40)}`);
            return [...wide, ...inner];
        }"""
    )
