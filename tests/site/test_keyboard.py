"""The site by keyboard alone: what Tab reaches, whether it is seen, and what Escape closes."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import DESKTOP, PHONE, Visit
from finished_site import shown
from page_types import ADDRESSES
from playwright.sync_api import Page

TALK = "europython-2020/dvc-ml-workflow.html"
# So wide that nothing is in a drawer.
WIDE = (1400, 900)
# The pages that differ in what can be pressed; all have the same frame.
TOURED = ["front", "talk", "tables and code", "search with results", "no page"]
# Least contrast of what shows the focus with the ground that it stands on (WCAG 1.4.11).
LEAST_CONTRAST = 3
LONGEST_TOUR = 500
# Milliseconds after which the card of the link before is gone for certain.
CARD_STAYS = 500

# Everything of a page that can be pressed, in its order. Left out are the marks beside headings,
# which are there for a pointer alone: by keyboard the contents lead to the same addresses.
# Of a group of choices Tab comes to the one that is made; the arrows lead to the others.
LIST_STOPS = """() => {
    const pressed = "a[href], button, input, select, textarea, summary, label, "
        + "[role=button], [tabindex]:not([tabindex='-1'])";
    const isReached = label => label.querySelector("[tabindex='0']")
        || label.control?.checkVisibility({visibilityProperty: true});
    window.stops = [...document.querySelectorAll(pressed)].filter(one =>
        one.checkVisibility({visibilityProperty: true})
        && [...one.getClientRects()].some(box => box.width && box.height)
        && !one.matches(".headerlink, [type=radio]:not(:checked)")
        && !(one.matches("label") && isReached(one)));
    return window.stops.map(one => one.outerHTML.slice(0, 120));
}"""

# Where the focus is: which stop, how it is shown, and whether anything covers it.
LOOK = """() => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => {
        const [r, g, b] = numbers(colour).slice(0, 3).map(one => one / 255)
            .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const style = getComputedStyle(at);
    // An outline within the element stands on its own ground.
    let ground = parseFloat(style.outlineOffset) < 0 ? at : at.parentElement;
    const isClear = one => numbers(getComputedStyle(one).backgroundColor)[3] === 0;
    while (isClear(ground) && ground.parentElement) ground = ground.parentElement;
    const [line, back] = [style.outlineColor, getComputedStyle(ground).backgroundColor].map(light);
    const box = at.getClientRects()[0];
    const points = [[0.5, 0.5], [0.05, 0.5], [0.95, 0.5], [0.5, 0.1], [0.5, 0.9]];
    return {
        stop: window.stops.indexOf(at),
        html: at.outerHTML.slice(0, 120),
        width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        contrast: (Math.max(line, back) + 0.05) / (Math.min(line, back) + 0.05),
        seen: points.some(([x, y]) => {
            const [left, above] = [box.left + x * box.width, box.top + y * box.height];
            const top = document.elementFromPoint(left, above);
            return top !== null && (at.contains(top) || top.contains(at) && at.matches("a"));
        }),
    };
}"""


def tour(page: Page, key: str) -> list[dict[str, Any]]:
    """Press *key* until the focus leaves the page; return what was seen at every stop."""
    looks = []
    for _press in range(LONGEST_TOUR):
        page.keyboard.press(key)
        look = page.evaluate(LOOK)
        if look is None:
            return looks
        if not look["seen"]:
            page.wait_for_timeout(CARD_STAYS)
            look = page.evaluate(LOOK)
        looks.append(look)
    raise AssertionError(f"{key} never leaves the page: {looks[-1]}")


def unseen(looks: list[dict[str, Any]]) -> list[str]:
    """Return at which stops of a tour nobody would see the focus, and why."""
    found = []
    for look in looks:
        if look["width"] < 2:
            found.append(f"no outline at {look['html']}")
        elif look["contrast"] < LEAST_CONTRAST:
            found.append(f"an outline of contrast {look['contrast']:.1f} at {look['html']}")
        if not look["seen"]:
            found.append(f"out of sight, or covered: {look['html']}")
    return found


def active(page: Page, selector: str) -> bool:
    """Return whether the focus is on, or in, an element of *selector*."""
    return page.evaluate("selector => !!document.activeElement.closest(selector)", selector)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on *selector*."""
    for _press in range(LONGEST_TOUR):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


# -- What Tab reaches -----------------------------------------------------------------------------


TOURS = [
    pytest.param(WIDE, "light", "Tab", id="desktop"),
    # Backwards, what comes next is above: a head that stays in place could cover it.
    pytest.param(PHONE, "dark", "Shift+Tab", id="phone-backwards"),
]


@pytest.mark.parametrize(("window", "scheme", "key"), TOURS)
@pytest.mark.parametrize("kind", TOURED)
def test_tab_reaches_all_that_can_be_pressed_in_order_and_shows_where_it_is(
    visit: Visit, served: str, kind: str, window: tuple[int, int], scheme: str, key: str
) -> None:
    page = visit(
        f"{served}/ru/{ADDRESSES[kind]}",
        window=window,
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page.wait_for_load_state("networkidle")
    html = page.evaluate(LIST_STOPS)
    looks = tour(page, key)
    # The way back to the top is there only while the page is scrolled upwards.
    lasting = [look for look in looks if "back-to-top" not in look["html"]]
    order = [look["stop"] for look in lasting]
    everything = list(range(len(html)))
    missed = [html[stop] for stop in everything if stop not in order]
    beside = [look["html"] for look in lasting if look["stop"] < 0]
    assert (missed, beside) == ([], [])
    assert order == (everything if key == "Tab" else everything[::-1])
    assert unseen(looks) == [], shown(unseen(looks))


@pytest.mark.parametrize("window", [DESKTOP, PHONE])
def test_the_first_stop_leads_to_the_text(
    visit: Visit, served: str, window: tuple[int, int]
) -> None:
    page = visit(f"{served}/en/{TALK}", window=window, reduced_motion="reduce")
    page.keyboard.press("Tab")
    assert active(page, ".skip-to-content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert active(page, "article")
    page.keyboard.press("Shift+Tab")
    assert not active(page, "article")


def test_code_that_scrolls_can_be_scrolled_by_keyboard(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{ADDRESSES['tables and code']}")
    page.wait_for_selector("pre[tabindex='0']")
    # Not what shows all of itself: that would be a stop for nothing.
    assert page.locator("pre:not([tabindex])").count() > 0
    tab_to(page, "pre")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


# -- The drawers of a phone -----------------------------------------------------------------------

DRAWERS = [
    pytest.param(".nav-overlay-icon", ".sidebar-drawer", id="navigation"),
    pytest.param(".toc-header-icon", ".toc-drawer", id="contents"),
]


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize(("name", "drawer"), DRAWERS)
def test_a_drawer_opens_and_closes_by_keyboard(
    visit: Visit, served: str, name: str, drawer: str, key: str
) -> None:
    page = visit(f"{served}/en/{TALK}", window=PHONE)
    assert not page.locator(drawer).is_visible()
    tab_to(page, name)
    page.keyboard.press(key)
    page.wait_for_selector(drawer)
    page.wait_for_function("drawer => !!document.activeElement.closest(drawer)", arg=drawer)
    page.keyboard.press("Escape")
    page.wait_for_selector(drawer, state="hidden")
    assert active(page, name)


@pytest.mark.parametrize(("name", "drawer"), DRAWERS)
def test_a_drawer_closes_when_the_focus_leaves_it(
    visit: Visit, served: str, name: str, drawer: str
) -> None:
    page = visit(f"{served}/ru/{TALK}", window=PHONE)
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_function("drawer => !!document.activeElement.closest(drawer)", arg=drawer)
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector(drawer, state="hidden")


def test_a_chosen_section_is_seen_and_read_on(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}", window=PHONE, reduced_motion="reduce")
    tab_to(page, ".toc-header-icon")
    page.keyboard.press("Enter")
    page.wait_for_selector(".toc-drawer")
    tab_to(page, '.toc-drawer a[href="#dvc-impressions"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(".toc-drawer", state="hidden")
    assert page.url.endswith("#dvc-impressions")
    page.keyboard.press("Tab")
    assert page.evaluate(
        """() => {
            const section = document.getElementById("dvc-impressions");
            const after = Node.DOCUMENT_POSITION_FOLLOWING;
            return !!(section.compareDocumentPosition(document.activeElement) & after);
        }"""
    )


@pytest.mark.parametrize(
    ("name", "drawer", "beside"),
    [(".nav-overlay-icon", ".sidebar-drawer", 360), (".toc-header-icon", ".toc-drawer", 30)],
)
def test_a_drawer_opens_by_touch_and_closes_beside_it(
    visit: Visit, served: str, name: str, drawer: str, beside: int
) -> None:
    page = visit(f"{served}/en/{TALK}", window=PHONE, has_touch=True, is_mobile=True)
    page.tap(name)
    page.wait_for_selector(drawer)
    page.touchscreen.tap(beside, 800)
    page.wait_for_selector(drawer, state="hidden")


@pytest.mark.parametrize(("name", "drawer"), DRAWERS)
def test_without_javascript_a_drawer_opens_by_keyboard_as_well(
    visit: Visit, served: str, name: str, drawer: str
) -> None:
    page = visit(f"{served}/en/{TALK}", window=PHONE, java_script_enabled=False)
    tab_to(page, name)
    page.keyboard.press("Space")
    page.wait_for_selector(drawer)
    page.keyboard.press("Tab")
    assert active(page, drawer)
    page.keyboard.press("Escape")
    page.wait_for_selector(drawer, state="hidden")


def test_in_a_wide_window_there_is_no_drawer_to_open(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}", window=DESKTOP)
    for drawer, text in ((".sidebar-drawer", "EuroPython"), (".toc-drawer", "Impressions")):
        shown = page.locator(drawer).get_by_text(text).first
        assert shown.is_visible()
        box = shown.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= DESKTOP[0]
    assert page.locator("[popovertarget] >> visible=true").count() == 0


# -- The keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_question_mark_shows_the_keys_until_escape(
    visit: Visit, served: str, language: str
) -> None:
    page = visit(f"{served}/{language}/{TALK}")
    tab_to(page, ".search-open")
    page.keyboard.press("?")
    page.wait_for_selector("#keys:modal button:focus")
    listed = page.locator("#keys kbd").all_inner_texts()
    assert {"/", "Ctrl K", "Esc", "?"} <= set(listed)
    title = {"en": "Keys on this site", "ru": "Клавиши на этом сайте"}[language]
    assert page.get_by_role("dialog", name=title).count() == 1
    page.keyboard.press("Escape")
    page.wait_for_selector("#keys", state="hidden")
    assert active(page, ".search-open")


def test_the_keys_are_shown_with_a_russian_keyboard_and_by_the_button(
    visit: Visit, served: str
) -> None:
    page = visit(f"{served}/ru/{TALK}")
    # Where "?" is on an English keyboard, a Russian one has a comma; its own "?" is with the 7.
    for key, code in ((",", "Slash"), ("?", "Digit7")):
        page.evaluate(
            "([key, code]) => document.dispatchEvent(new KeyboardEvent("
            "'keydown', {key, code, shiftKey: true, bubbles: true}))",
            [key, code],
        )
        page.wait_for_selector("#keys:modal")
        page.click("#keys button")
        page.wait_for_selector("#keys", state="hidden")
    page.click(".keys-open")
    page.wait_for_selector("#keys:modal")


def test_a_question_mark_in_a_field_is_a_question_mark(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/index.html")
    page.locator("article .search-field").press_sequentially("why?")
    assert page.locator("article .search-field").input_value() == "why?"
    assert page.locator("#keys").count() == 0


# -- Colours that the reader has set --------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_language_and_the_focus_are_known_in_forced_colours(
    visit: Visit, served: str, scheme: str
) -> None:
    page = visit(f"{served}/ru/{TALK}", forced_colors="active", color_scheme=scheme)
    tab_to(page, '.language-switch a[hreflang="ru"]')
    ground = "getComputedStyle(document.querySelector('.language-switch a[hreflang={}]'))"
    styles = {
        language: page.evaluate(f"{ground.format(language)}.backgroundColor")
        for language in ("en", "ru")
    }
    assert styles["en"] != styles["ru"]
    page.evaluate(LIST_STOPS)
    assert unseen([page.evaluate(LOOK)]) == []
    page.click(".originals-button")
    pressed = page.evaluate(
        "getComputedStyle(document.querySelector('.originals-button')).backgroundColor"
    )
    assert pressed == styles["ru"]
