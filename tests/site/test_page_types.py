"""Every type of page in both languages: what axe-core finds, what is lost, pressed, or moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browsing import DESKTOP, PHONE, Log, Visit, language_link, sticking_out, visits
from finished_site import shown
from page_types import ADDRESSES, LANDING, LANGUAGES, PAGES
from playwright.sync_api import Browser, Page

# How readers of each language come here: what is light on a desktop in one is dark on a phone in
# the other.
READERS = {
    "en": {"window": DESKTOP, "color_scheme": "light"},
    "ru": {"window": PHONE, "color_scheme": "dark", "has_touch": True, "is_mobile": True},
}
TALK = "europython-2020/kedro.html"
TRANSLATED_TALK = {"en": "pycon-de-2018/timezones.html", "ru": TALK}
TERM = 'article section section p a.internal[href*="#term-"]'
# WCAG 2.2 up to AA, and what axe-core recommends beyond it.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is left of a window of 1280 by 1024 pixels where all is shown at 400 % (WCAG 1.4.10).
NARROW = (320, 256)
# Letters twice as large (1.4.4); lines and letters as far apart as readers may set them (1.4.12).
LARGE = "html { font-size: 200% !important; }"
APART = """
* { line-height: 1.5 !important; }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
IS_IN_VIEW = """element => {
    const box = element.getBoundingClientRect();
    const inside = box.width > 0 && box.height > 0 && box.left >= 0 && box.top >= 0
        && box.right <= innerWidth && box.bottom <= innerHeight;
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]];
    return inside && points.every(([x, y]) => element.contains(
        document.elementFromPoint(box.left + x * box.width, box.top + y * box.height)));
}"""


def resize(page: Page, window: tuple[int, int]) -> None:
    page.set_viewport_size({"width": window[0], "height": window[1]})


def findings(page: Page, selector: str = "html") -> list[str]:
    """Return what axe-core finds in *selector* as it is shown: the rule, at what, what is wrong."""
    page.evaluate(AXE_SCRIPT)
    # What fades in has its colours at the end of it.
    page.evaluate("""() => Promise.allSettled(document.getAnimations().map(one => one.finished))""")
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("([inside, options]) => axe.run(inside, options)", [selector, options])
    return [
        f"{violation['id']} at {' '.join(map(str, node['target']))}: "
        + " ".join(node["failureSummary"].split())
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


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


# What of a page moves by itself, with the parts that CSS adds to it.
FIND_MOTION = """() => [document.documentElement, ...document.body.querySelectorAll("*")]
    .flatMap(one => [null, "::before", "::after"].map(part => [one, part]))
    .map(([one, part]) => [one, part, getComputedStyle(one, part)])
    .filter(([, , style]) => style.animationName !== "none" || style.scrollBehavior !== "auto"
        || style.transitionDuration.split(", ").some(time => time !== "0s"))
    .map(([one, part]) => `${one.localName}.${one.className}${part ?? ""}`)"""


# -- Pages ----------------------------------------------------------------------------------------


TYPES = [pytest.param((one, kind), id=f"{one}-{kind}") for one in LANGUAGES for kind in ADDRESSES]


@pytest.fixture(scope="module", params=TYPES)
def page(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Page]:
    """Return a page of one type in one language, opened once; a test leaves it as it was."""
    language, kind = request.param
    with visits(browser) as visit:
        page = visit(f"{served}/{language}/{ADDRESSES[kind]}", **READERS[language])
        if "search" in kind:  # it fetches what it shows
            page.wait_for_load_state("networkidle")
        yield page


# Every type once, in the languages by turns: the frame of a page is the same in both.
IN_TURN = [*TYPES[: len(ADDRESSES) : 2], *TYPES[len(ADDRESSES) + 1 :: 2]]


@pytest.mark.parametrize("page", IN_TURN, indirect=True)
def test_axe_finds_nothing(page: Page) -> None:
    assert findings(page) == []


def test_the_language_switch_and_one_field_of_the_search_are_in_view(page: Page) -> None:
    for window in (DESKTOP, PHONE):
        resize(page, window)
        if "404.html" not in page.url:  # leads home instead
            for language in LANGUAGES:
                assert page.locator(language_link(language)).evaluate(IS_IN_VIEW)
        fields = page.locator(":is(input[type=search], .search-open) >> visible=true")
        assert fields.count() == 1
        # It names the key that leads there, where there are keys.
        is_named = window == DESKTOP and "/en/" in page.url and "search.html" not in page.url
        keys = page.locator("main, body").locator("kbd:text-is('/') >> visible=true")
        assert keys.count() == is_named


def test_what_is_pressed_on_a_phone_has_40_pixels_each_way(page: Page) -> None:
    resize(page, PHONE)
    for drawer in (".nav-overlay-icon", ".toc-header-icon"):
        if page.locator(f"{drawer} >> visible=true").count():
            page.click(drawer)
            assert page.evaluate(SMALL, LEAST) == [], drawer
            page.keyboard.press("Escape")


def test_nothing_is_lost_in_narrow_windows_and_large_text(page: Page) -> None:
    resize(page, NARROW)
    found = lost(page, "at 320 pixels")
    style = page.add_style_tag(content=APART)
    found += lost(page, "at 320 pixels, lines and letters apart")
    style.evaluate("style => style.remove()")
    resize(page, DESKTOP)
    style = page.add_style_tag(content=LARGE)
    found += lost(page, "with text at 200 %")
    style.evaluate("style => style.remove()")
    assert found == [], shown(found)


def test_nothing_moves_by_itself_where_motion_is_unwelcome(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(FIND_MOTION) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(FIND_MOTION) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_landing_page(
    visit: Visit, real_site: Path, language: str
) -> None:
    html = (real_site / LANDING).read_text(encoding="utf-8")
    page = visit("about:blank", **READERS[language])
    # As readers see it whose browser runs no scripts: else it leads on at once.
    page.set_content(re.sub("<script>.*?</script>", "", html, flags=re.DOTALL))
    assert findings(page) == []


def test_no_page_asks_another_host_or_makes_a_mistake(visit: Visit, address: str) -> None:
    page = visit("about:blank")
    log = Log(page)
    language = "en" if address.startswith("http") else "ru"
    for name in ADDRESSES.values():
        if name != "404.html":  # served by a host alone, not by a folder
            page.goto(f"{address}/{language}/{name}")
    page.wait_for_load_state("networkidle")
    page.goto(f"{address}/index.html")
    page.wait_for_url("**/en/index.html")
    page.wait_for_load_state("networkidle")
    assert len(log.requests) > 2 * len(ADDRESSES)
    assert log.elsewhere(address) == []
    assert log.mistakes == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_a_phone(
    visit: Visit, served: str, real_site: Path, language: str
) -> None:
    folder = real_site / language
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert names >= set(PAGES.values())
    page = visit("about:blank", window=(320, 844), java_script_enabled=False)
    wide = {}
    for name in sorted(names):
        page.goto(f"{served}/{language}/{name}", wait_until="domcontentloaded")
        if out := sticking_out(page):
            wide[name] = out
    assert wide == {}, list(wide)


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


# What opens, what of the page is then to be seen, and whether it opens on a phone alone.
OPENED = [
    pytest.param(open_search, ".search-dialog", False, id="search"),
    pytest.param(open_empty_search, ".search-dialog", False, id="empty search"),
    pytest.param(open_card, ".tooltip", False, id="card"),
    pytest.param(open_originals, "body", False, id="originals"),
    pytest.param(open_path, ".edit-this-page", False, id="path"),
    pytest.param(open_keys, "#keys", False, id="keys"),
    pytest.param(open_navigation, ".sidebar-drawer", True, id="navigation"),
    pytest.param(open_contents, ".toc-drawer", True, id="contents"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("open_it", "selector", "is_drawer"), OPENED)
def test_what_opens_is_for_everybody_and_loses_nothing_in_a_narrow_window(
    visit: Visit,
    served: str,
    open_it: Callable[[Page], None],
    selector: str,
    is_drawer: bool,
    language: str,
) -> None:
    address = f"{served}/{language}/{TRANSLATED_TALK[language]}"
    reader = READERS[language] | ({"window": PHONE} if is_drawer else {})
    page = visit(address, **reader)
    open_it(page)
    # What opens may cover half a link of the page; it goes again.
    assert findings(page, selector) == []
    page = visit(address, window=NARROW, reduced_motion="reduce")
    open_it(page)
    assert lost(page, "at 320 pixels", selector) == []
    assert page.evaluate(FIND_MOTION) == []


# -- That the above would find something ----------------------------------------------------------


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
    found = findings(page)
    rules = {one.split(" at ")[0] for one in found}
    assert rules == {"color-contrast", "image-alt", "region", "target-size"}, shown(found)


def test_what_is_lost_is_seen(visit: Visit, served: str) -> None:
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


def test_a_link_within_the_page_jumps_where_motion_is_unwelcome(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{ADDRESSES['talk']}", window=(1500, 700), reduced_motion="reduce")
    there = """() => new Promise(done => {
        document.querySelector('.toc-drawer a[href="#dvc-impressions"]').click();
        const place = () => document.querySelector("#dvc-impressions h2").getBoundingClientRect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(place().top)));
    })"""
    assert 0 <= page.evaluate(there) < 350
