"""Narrow windows and large text: nothing is cut off, covered or pushed out of the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import DESKTOP, Visit, sticking_out
from finished_site import shown
from page_types import ADDRESSES, LANGUAGES
from playwright.sync_api import Page
from test_accessibility import (
    TRANSLATED_TALK,
    open_card,
    open_contents,
    open_keys,
    open_navigation,
    open_originals,
    open_path,
    open_search,
)

# What is left of a window of 1280 by 1024 pixels where all is shown at 400 % (WCAG 1.4.10).
NARROW = (320, 256)
# Letters twice as large (1.4.4); lines and letters as far apart as readers may set them (1.4.12).
LARGE = "html { font-size: 200% !important; }"
APART = """
* { line-height: 1.5 !important; }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""

# Text that is cut off, out of the window, or covered by other text, in the element of *selector*.
# What scrolls by itself, such as code and tables, may hold more than it shows; ".content" is not
# meant to, though furo lets it.
FIND_LOST = """selector => {
    const found = new Set();
    const pieces = [];
    // The last is the word of a button that shows a sign where there is little room.
    const unread = "script, style, svg, noscript, .visually-hidden, .skip-to-content,"
        + ".search-open span";
    const isSeen = text => text.data.trim() && !text.parentElement.closest(unread)
        && text.parentElement.checkVisibility({visibilityProperty: true});
    const sticksOut = (box, left, right) => box.right > right + 2 || box.left < left - 2;
    const clips = value => /hidden|clip/.test(value);
    const walker = document.createTreeWalker(
        document.querySelector(selector), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (!isSeen(text)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
        const { localName, className } = text.parentElement;
        const start = text.data.trim().slice(0, 40);
        const name = `"${start}" in <${localName} class="${className}">`;
        let scrolls = false;
        let layer = null; // What is of another layer may lie above it.
        for (let at = text.parentElement; at !== document.documentElement; at = at.parentElement) {
            const style = getComputedStyle(at);
            const frame = at.getBoundingClientRect();
            const isBox = /auto|scroll/.test(style.overflowX) && !at.matches("body, .content");
            if (isBox || /fixed|absolute/.test(style.position)) layer ??= at;
            scrolls ||= isBox;
            if (scrolls) continue;
            if (clips(style.overflowX) && boxes.some(box => sticksOut(box, frame.left, frame.right))
                || clips(style.overflowY) && boxes.some(box => box.bottom > frame.bottom + 4))
                found.add(`cut off: ${name}`);
        }
        if (!scrolls && boxes.some(box => sticksOut(box, 0, innerWidth)))
            found.add(`out of the window: ${name}`);
        for (const box of boxes) pieces.push({box, name, text, layer});
    }
    pieces.sort((one, other) => one.box.top - other.box.top);
    pieces.forEach((one, place) => {
        for (const other of pieces.slice(place + 1)) {
            if (other.box.top >= one.box.bottom) break;
            if (other.text === one.text || other.layer !== one.layer) continue;
            const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
            const right = Math.min(one.box.right, other.box.right);
            const wide = right - Math.max(one.box.left, other.box.left);
            // The boxes of letters are higher than lines that are close together.
            if (wide > 2 && high > Math.min(one.box.height, other.box.height) / 3)
                found.add(`one over the other: ${one.name} and ${other.name}`);
        }
    });
    return [...found];
}"""


def lost(page: Page, where: str, selector: str = "body") -> list[str]:
    """Return what of *page* readers cannot see or reach."""
    wide = [f"{where}: wider than the window: {one.strip()}" for one in sticking_out(page)]
    return wide + [f"{where}: {one}" for one in page.evaluate(FIND_LOST, selector)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ADDRESSES)
def test_nothing_is_lost_in_narrow_windows_and_large_text(
    visit: Visit, served: str, kind: str, language: str
) -> None:
    name = f"{language}/{ADDRESSES[kind]}"
    page = visit(f"{served}/{name}", window=NARROW)
    page.wait_for_load_state("networkidle")
    found = lost(page, f"{name} at 320 pixels")
    style = page.add_style_tag(content=APART)
    found += lost(page, f"{name} at 320 pixels, lines and letters apart")
    style.evaluate("style => style.remove()")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.add_style_tag(content=LARGE)
    found += lost(page, f"{name} with text at 200 %")
    assert found == [], shown(found)


# What opens, and what of the page is then to be seen.
OPENED = [
    pytest.param(open_search, ".search-dialog", id="search"),
    pytest.param(open_card, ".tooltip", id="card"),
    pytest.param(open_originals, "body", id="originals"),
    pytest.param(open_path, ".edit-this-page", id="path"),
    pytest.param(open_keys, "#keys", id="keys"),
    pytest.param(open_navigation, ".sidebar-drawer", id="navigation"),
    pytest.param(open_contents, ".toc-drawer", id="contents"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("open_it", "selector"), OPENED)
def test_nothing_is_lost_in_what_opens_in_a_narrow_window(
    visit: Visit, served: str, open_it: Callable[[Page], None], selector: str, language: str
) -> None:
    address = f"{served}/{language}/{TRANSLATED_TALK[language]}"
    page = visit(address, window=NARROW, reduced_motion="reduce")
    open_it(page)
    found = lost(page, f"{language} at 320 pixels", selector)
    assert found == [], shown(found)


def test_the_above_would_see_what_is_lost(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/topics.html", window=NARROW)
    page.locator("article").evaluate(
        """article => article.insertAdjacentHTML("beforeend", `
            <p style="height: 1em; width: 9em; overflow: hidden">cut off, as it is much too long</p>
            <p style="white-space: nowrap">pushed out of the window, as it never breaks a line</p>
            <p style="margin: 0">below</p><p style="margin: -1em 0 0">above</p>`)"""
    )
    found = " ".join(lost(page, "spoilt"))
    assert "wider than the window: .content" in found
    assert 'cut off: "cut off' in found
    assert 'out of the window: "pushed out' in found
    assert 'one over the other: "below" in <p class=""> and "above"' in found


# -- Motion ---------------------------------------------------------------------------------------

# What of a page moves by itself, with the parts that CSS adds to it.
FIND_MOTION = """() => [document.documentElement, ...document.body.querySelectorAll("*")]
    .flatMap(one => [null, "::before", "::after"].map(part => [one, part]))
    .map(([one, part]) => [one, part, getComputedStyle(one, part)])
    .filter(([, , style]) => style.animationName !== "none" || style.scrollBehavior !== "auto"
        || style.transitionDuration.split(", ").some(time => time !== "0s"))
    .map(([one, part]) => `${one.localName}.${one.className}${part ?? ""}`)"""


@pytest.mark.parametrize("kind", ["talk", "tables and code", "search with results"])
def test_nothing_moves_by_itself_where_motion_is_unwelcome(
    visit: Visit, served: str, kind: str
) -> None:
    page = visit(f"{served}/en/{ADDRESSES[kind]}", reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    if kind == "talk":
        open_search(page)
    assert page.evaluate(FIND_MOTION) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(FIND_MOTION) != []


def test_a_link_within_the_page_jumps_where_motion_is_unwelcome(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{ADDRESSES['talk']}", window=(1500, 700), reduced_motion="reduce")
    there = """() => new Promise(done => {
        document.querySelector('.toc-drawer a[href="#dvc-impressions"]').click();
        const place = () => document.querySelector("#dvc-impressions h2").getBoundingClientRect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(place().top)));
    })"""
    assert 0 <= page.evaluate(there) < 350
