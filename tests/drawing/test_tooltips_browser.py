"""Tooltips of terms in a real Chromium: by pointer, keyboard and finger, served and from disk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import PHONE, Visit
from playwright.sync_api import Locator, Page, Route

TALK = "europython-2020/kedro.html"
GLOSSARY = "tools/data-frames.html"
CARD = ".tooltip:popover-open"
TERM = 'article section section p a.internal[href*="#term-"]'
FILE = "tools/pipelines.tooltips.js"
SAID = {"en": "A Python framework that gives", "ru": "Фреймворк Python, который задаёт"}
TALKS = {"en": "Mentioned in 1", "ru": "Упоминается в\N{NO-BREAK SPACE}1"}


def term(page: Page) -> Locator:
    """Return a link to Kedro's entry in the text of the talk."""
    return page.locator(f'{TERM}[href$="#term-Kedro"]').first


def is_gone(page: Page) -> bool:
    """Wait until no card is open."""
    page.wait_for_selector(CARD, state="detached")
    return page.locator(".tooltip").count() == 0


def tab_to(page: Page) -> None:
    """Come to the link as a reader does who has only the keyboard."""
    term(page).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")


def by_touch(visit: Visit, address: str, **options: object) -> Page:
    return visit(address, **{"window": PHONE, "has_touch": True, "is_mobile": True, **options})


# -- Pointer --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
def test_pointing_shows_the_first_sentence_and_the_number_of_talks(
    visit: Visit, address: str, language: str
) -> None:
    page = visit(f"{address}/{language}/{TALK}")
    term(page).hover()
    card = page.wait_for_selector(CARD)
    assert card is not None
    text = card.inner_text()
    assert SAID[language] in text
    assert TALKS[language] in text
    assert card.get_attribute("lang") == language
    assert page.locator(f"{CARD} a").count() == 0  # a tooltip holds nothing to press
    page.mouse.move(5, 5)
    assert is_gone(page)
    term(page).click()
    page.wait_for_url("**/tools/pipelines.html#term-Kedro")


def test_the_pointer_can_move_onto_the_card(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    term(page).hover()
    page.wait_for_selector(CARD)
    page.locator(f"{CARD} .tooltip-text").hover()
    page.wait_for_timeout(700)  # longer than a card stays that nothing holds
    assert page.locator(CARD).is_visible()
    page.mouse.move(5, 5)
    assert is_gone(page)


def test_escape_closes_it_under_a_resting_pointer(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    term(page).hover()
    page.wait_for_selector(CARD)
    page.keyboard.press("Escape")
    assert is_gone(page)
    box = term(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2)
    page.wait_for_timeout(700)
    assert is_gone(page)
    page.mouse.move(5, 5)
    term(page).hover()
    page.wait_for_selector(CARD)


def test_links_inside_an_entry_count_as_well(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{GLOSSARY}")
    page.locator('dl.glossary dd p a[href="#term-pandas"]').first.hover()
    page.wait_for_selector(f'{CARD}:has-text("Mentioned in")')
    assert page.locator(".tooltip-name").inner_text() == "pandas"


def test_a_further_card_takes_the_place_of_the_first(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{GLOSSARY}")
    page.locator('dl.glossary dd p a[href="#term-pandas"]').first.hover()
    page.wait_for_selector(f'{CARD}:has-text("pandas")')
    page.locator('dl.glossary dd p a[href="#term-NumPy"]').first.hover()
    page.wait_for_selector(f'{CARD} .tooltip-name:text-is("NumPy")')
    assert page.locator(".tooltip").count() == 1
    assert page.locator("[aria-describedby=tooltip]").count() == 1


# -- What is loaded -------------------------------------------------------------------------------


def test_nothing_is_loaded_before_and_each_file_once(visit: Visit, served: str) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}/en/{TALK}")
    page.wait_for_load_state("networkidle")
    assert [one for one in asked if ".tooltips.js" in one] == []
    for _time in range(2):
        term(page).hover()
        page.wait_for_selector(CARD)
        page.mouse.move(5, 5)
        assert is_gone(page)
    loaded = [one.partition("?")[0] for one in asked if ".tooltips.js" in one]
    assert loaded == [f"{served}/en/{FILE}"]


def test_a_file_that_is_missing_leaves_a_plain_link(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    page.route("**/*.tooltips.js?*", lambda route: route.abort())
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    with page.expect_event("requestfailed"):
        term(page).hover()
    page.wait_for_timeout(300)
    assert is_gone(page)
    assert mistakes == []
    page.unroute("**/*.tooltips.js?*")
    page.mouse.move(5, 5)
    term(page).hover()
    page.wait_for_selector(CARD)  # asked for again


def test_without_javascript_it_is_a_link(visit: Visit, address: str) -> None:
    page = visit(f"{address}/en/{TALK}", java_script_enabled=False)
    term(page).click()
    page.wait_for_url("**/tools/pipelines.html#term-Kedro")


# -- Keyboard -------------------------------------------------------------------------------------


def test_focus_shows_it_and_escape_hides_it(visit: Visit, address: str) -> None:
    page = visit(f"{address}/ru/{TALK}")
    tab_to(page)
    page.wait_for_selector(CARD)
    described = term(page).get_attribute("aria-describedby")
    card = page.locator(f"#{described}")
    assert card.get_attribute("role") == "tooltip"
    assert SAID["ru"] in card.inner_text()
    page.wait_for_timeout(700)
    assert card.is_visible()  # as long as the focus is there
    page.keyboard.press("Escape")
    assert is_gone(page)
    assert term(page).evaluate("link => link === document.activeElement")
    assert term(page).get_attribute("aria-describedby") is None
    page.keyboard.press("Enter")
    page.wait_for_url("**/tools/pipelines.html#term-Kedro")


def test_it_goes_with_the_focus(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    tab_to(page)
    page.wait_for_selector(CARD)
    # Before it stand two other links to tools, and before those the links of the talk's header.
    for name in ("Jupyter Notebook", "Kedro"):
        page.keyboard.press("Shift+Tab")
        page.wait_for_selector(f'article a[aria-describedby=tooltip]:focus:has-text("{name}")')
        assert term(page).get_attribute("aria-describedby") is None
    page.keyboard.press("Shift+Tab")
    assert is_gone(page)
    assert page.locator("[aria-describedby=tooltip]").count() == 0


# -- Touch ----------------------------------------------------------------------------------------


def test_a_tap_shows_it_and_a_second_one_follows(visit: Visit, address: str) -> None:
    page = by_touch(visit, f"{address}/ru/{TALK}")
    term(page).tap()
    page.wait_for_selector(CARD)
    assert page.url.endswith(TALK)
    assert page.locator(CARD).get_attribute("role") == "status"
    term(page).tap()
    page.wait_for_url("**/tools/pipelines.html#term-Kedro")


def test_the_link_in_the_card_leads_to_the_entry(visit: Visit, served: str) -> None:
    page = by_touch(visit, f"{served}/ru/{TALK}")
    term(page).tap()
    way = page.locator(f"{CARD} a")
    assert way.inner_text() == "Читать статью целиком"
    box = way.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    way.tap()
    page.wait_for_url("**/tools/pipelines.html#term-Kedro")


def test_a_tap_elsewhere_closes_it(visit: Visit, served: str) -> None:
    page = by_touch(visit, f"{served}/en/{TALK}")
    term(page).tap()
    page.wait_for_selector(CARD)
    page.wait_for_timeout(700)
    assert page.locator(CARD).is_visible()
    page.locator("article h1").tap()
    assert is_gone(page)


@pytest.mark.parametrize("answer", [lambda route: route.abort(), lambda _: None])
def test_a_tap_follows_where_nothing_comes_to_show(
    visit: Visit, served: str, answer: Callable[[Route], object]
) -> None:
    page = by_touch(visit, f"{served}/en/{TALK}")
    page.route("**/*.tooltips.js?*", answer)
    term(page).tap()
    page.wait_for_url("**/tools/pipelines.html#term-Kedro")


# -- How it looks ---------------------------------------------------------------------------------


def test_it_fits_into_the_narrowest_window_wherever_its_link_stands(
    visit: Visit, served: str
) -> None:
    page = by_touch(visit, f"{served}/ru/{TALK}", window=(320, 640))
    for number in range(4):
        page.locator(TERM).nth(number).tap()
        page.wait_for_selector(CARD)
        box = page.locator(CARD).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.keyboard.press("Escape")
        assert is_gone(page)


def test_it_stands_above_a_link_at_the_lower_edge(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}", window=(1280, 600))
    term(page).evaluate("link => link.scrollIntoView({block: 'end', behavior: 'instant'})")
    term(page).hover()
    page.wait_for_selector(CARD)
    card, link = page.locator(CARD).bounding_box(), term(page).bounding_box()
    assert card is not None
    assert link is not None
    assert card["y"] >= 0
    assert card["y"] + card["height"] <= link["y"]


def test_it_is_not_printed_and_does_not_move_where_motion_is_unwelcome(
    visit: Visit, served: str
) -> None:
    page = visit(f"{served}/en/{TALK}", reduced_motion="reduce")
    term(page).hover()
    page.wait_for_selector(CARD)
    style = "getComputedStyle(document.querySelector('.tooltip'))"
    assert page.evaluate(f"{style}.animationName") == "none"
    page.emulate_media(media="print")
    assert page.evaluate(f"{style}.display") == "none"
    page.emulate_media(media="screen", reduced_motion="no-preference")
    assert page.evaluate(f"{style}.animationName") == "tooltip-in"
