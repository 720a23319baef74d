"""What fingers press on a phone is large enough, and one field of the search is seen at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import DESKTOP, PHONE, Visit
from page_types import LANGUAGES, PAGES

# Pixels.
LEAST = 40
# Of links, those that stand in a sentence are as high as their line: nobody could read it else.
SMALL = """least => {
    const blocks = "p, li, dd, dt, td, th, h1, h2, h3, figcaption, .left-details";
    const isInText = link => {
        const block = link.closest(blocks)?.cloneNode(true);
        for (const one of block?.querySelectorAll("a, .separator, button") ?? []) one.remove();
        return /\\p{L}/u.test(block?.textContent ?? "");
    };
    // A link that covers the whole card it stands in, and one that is a picture.
    const covers = one => getComputedStyle(one, "::after").position === "absolute";
    const areaOf = one => one.matches("a") && covers(one) ? one.offsetParent
        : one.querySelector("img") ?? one;
    const pressed = "a[href], button, summary, input:not([type=radio]), label:has(input), select";
    return [...document.querySelectorAll(pressed)]
        .filter(one => one.checkVisibility({visibilityProperty: true})
            && !one.matches(".headerlink, .skip-to-content, svg a")
            && !(one.matches("a") && isInText(one)))
        .filter(one => ![...areaOf(one).getClientRects()].some(
            box => box.width > least - 0.5 && box.height > least - 0.5))
        .map(one => one.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_pressed_on_a_phone_has_40_pixels_each_way(
    visit: Visit, real_site: Path, language: str
) -> None:
    page = visit("about:blank", window=PHONE, has_touch=True, is_mobile=True)
    small = {}
    for name in PAGES.values():
        page.goto(f"file://{real_site}/{language}/{name}")
        for drawer in (".nav-overlay-icon", ".toc-header-icon"):
            if page.locator(drawer).count():
                page.click(drawer)
                if found := page.evaluate(SMALL, LEAST):
                    small[f"{name} {drawer}"] = found
                page.keyboard.press("Escape")
    assert small == {}


@pytest.mark.parametrize("name", ["index.html", "speakers.html", "search.html"])
@pytest.mark.parametrize("window", [DESKTOP, PHONE])
def test_one_field_of_the_search_is_seen(
    visit: Visit, real_site: Path, name: str, window: tuple[int, int]
) -> None:
    page = visit(f"file://{real_site}/en/{name}", window=window)
    seen = page.locator(":is(input[type=search], .search-open) >> visible=true")
    assert seen.count() == 1
    shown = page.locator("main, body").locator("kbd:text-is('/') >> visible=true")
    assert shown.count() == (0 if window == PHONE or name == "search.html" else 1)
