"""The finished site in a real Chromium, on a desktop and on a phone, served and from disk."""

from __future__ import annotations

import re

import pytest
from browsing import DESKTOP, PHONE, Visit, follow, language_link
from page_types import LANGUAGES, PAGES
from playwright.sync_api import Page, expect

WINDOWS = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
# Each language and each window once, where they do not depend on each other.
READERS = [pytest.param("en", DESKTOP, id="en"), pytest.param("ru", PHONE, id="ru")]
TALK = "europython-2020/dvc-ml-workflow.html"
RUSSIAN_TALK = "pycon-de-2018/timezones.html"
SECTION = "dvc-tool"


# -- The language switch --------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_buttons_above_the_title_share_one_row_on_a_phone(
    visit: Visit, served: str, language: str
) -> None:
    page = visit(f"{served}/{language}/{RUSSIAN_TALK}", window=PHONE)
    heights = page.locator(".page-bar > *").evaluate_all(
        """elements => elements.map(element => element.getBoundingClientRect())
            .filter(box => box.height > 0).map(box => (box.top + box.bottom) / 2)"""
    )
    assert len(heights) >= 3
    assert max(heights) - min(heights) < 8


@pytest.mark.parametrize(("language", "window"), READERS)
def test_the_field_on_the_front_page_searches(
    visit: Visit, address: str, language: str, window: tuple[int, int]
) -> None:
    page = visit(f"{address}/{language}/index.html", window=window)
    page.locator(".search-form input").fill("kedro")
    with page.expect_navigation():
        page.locator(".search-form button").click()
    first = page.locator("#search-results a").first
    first.wait_for()
    assert "Kedro" in first.inner_text()


def test_the_whole_card_of_a_conference_leads_to_it(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/index.html", window=PHONE)
    card = page.locator(".conferences li").first
    box = card.bounding_box()
    assert box is not None
    with page.expect_navigation():
        card.click(position={"x": box["width"] - 8, "y": box["height"] - 8})
    assert page.url == f"{served}/en/europython-2020/index.html"


@pytest.mark.parametrize("window", WINDOWS)
def test_the_switch_leads_to_the_same_section_and_back(
    visit: Visit, address: str, window: tuple[int, int]
) -> None:
    page = visit(f"{address}/en/{TALK}#{SECTION}", window=window)
    follow(page, language_link("ru"))
    assert page.url == f"{address}/ru/{TALK}#{SECTION}"
    assert page.locator("html").get_attribute("lang") == "ru"
    page.wait_for_function(  # furo scrolls there slowly
        """section => {
            const top = document.querySelector(`#${section} h2`).getBoundingClientRect().top;
            return top >= 0 && top < innerHeight / 2;
        }""",
        arg=SECTION,
    )
    follow(page, language_link("en"))
    assert page.url == f"{address}/en/{TALK}#{SECTION}"


def test_the_switch_leads_to_a_section_that_the_page_still_scrolls_to(
    visit: Visit, served: str
) -> None:
    page = visit(f"{served}/en/{TALK}")
    address = page.evaluate(
        """async section => {
            document.documentElement.style.scrollBehavior = "smooth";
            location.hash = section;
            while (scrollY === 0) await new Promise(requestAnimationFrame);
            const link = document.querySelector(".language-switch a[hreflang=ru]");
            link.dispatchEvent(new Event("pointerdown"));
            return link.getAttribute("href");
        }""",
        SECTION,
    )
    assert address.endswith(f"#{SECTION}")


def test_a_reader_who_scrolls_up_to_the_switch_keeps_the_section_of_the_address(
    visit: Visit, served: str
) -> None:
    page = visit(f"{served}/en/{TALK}#{SECTION}", reduced_motion="reduce")
    page.wait_for_function("() => scrollY > 1000")
    page.evaluate("() => scrollTo({top: 19, behavior: 'instant'})")
    page.wait_for_function("() => scrollY === 19")
    page.keyboard.press("Shift")  # the reader has arrived, and is about to go on
    page.locator(language_link("ru")).dispatch_event("pointerdown")
    assert page.locator(language_link("ru")).get_attribute("href").endswith(f"#{SECTION}")


def test_on_a_desktop_the_switch_stays_in_view_and_leads_to_the_section_that_is_read(
    visit: Visit, served: str
) -> None:
    page = visit(f"{served}/en/{TALK}")
    page.evaluate(
        """section => {
            const { top } = document.getElementById(section).getBoundingClientRect();
            scrollTo({top: top - 60, behavior: "instant"});
        }""",
        "dvc-lifecycle",
    )
    page.wait_for_function("() => scrollY > 1000")
    current = page.locator(".toc-tree .scroll-current > a").last
    expect(current).to_have_attribute("href", "#dvc-lifecycle")
    follow(page, language_link("ru"))
    assert page.url == f"{served}/ru/{TALK}#dvc-lifecycle"


def test_the_switch_knows_the_section_that_the_reader_went_to(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    for section in (SECTION, "dvc-impressions"):  # the second one is not the address it came with
        page.locator(f'#{section} a.headerlink[href="#{section}"]').dispatch_event("click")
        page.wait_for_url(f"**#{section}")
    follow(page, language_link("ru"))
    assert page.url == f"{served}/ru/{TALK}#dvc-impressions"


def test_without_javascript_the_switch_leads_to_the_same_page(visit: Visit, address: str) -> None:
    page = visit(f"{address}/en/{TALK}#{SECTION}", window=PHONE, java_script_enabled=False)
    follow(page, language_link("ru"))
    assert page.url == f"{address}/ru/{TALK}"
    follow(page, language_link("en"))
    assert page.url == f"{address}/en/{TALK}"


# -- The search -----------------------------------------------------------------------------------


def search(page: Page, words: str) -> None:
    """Type *words* into the field of the front page and wait until all is found."""
    box = page.locator("article .search-field")
    box.fill(words)
    with page.expect_navigation():
        box.press("Enter")
    page.locator("#search-page .search-status:not(:empty)").wait_for()


def test_the_russian_search_speaks_russian(visit: Visit, served: str) -> None:
    for words in ("cython", "часовых поясов", "такогословатутнет"):
        page = visit(f"{served}/ru/index.html", window=PHONE)
        search(page, words)
        # What a thing is that was found, before its conference and date.
        kinds = page.locator("#search-results .search-meta").all_inner_texts()
        said = [
            page.title().removesuffix(" - Talk Notes"),
            page.locator("article h1").inner_text(),
            page.locator("#search-page .search-status").inner_text().replace(words, ""),
            *(kind.split(" · ")[0] for kind in kinds if kind),
        ]
        assert [one for one in said if re.search("[A-Za-z]", one)] == []
        assert [one for one in said if not re.search("[а-яё]", one)] == []


def test_what_is_found_is_quoted_without_the_language_switch(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/index.html")
    search(page, "Binder")
    page.wait_for_load_state("networkidle")
    quotes = page.locator("#search-results .search-passage").all_inner_texts()
    assert quotes
    assert [text[:60] for text in quotes if "English" in text and "Русский" in text] == []


# -- The copy button ------------------------------------------------------------------------------

COPIED = {
    '>>> "a" in "abc"\nTrue\n': '"a" in "abc"',
    "$ cat <<EOF\none\nEOF\nout\n$ echo a \\\n  b\nout\n": "cat <<EOF\none\nEOF\necho a \\\n  b",
}


@pytest.mark.parametrize(("language", "label"), [("en", "Copy"), ("ru", "Скопировать")])
def test_every_block_of_code_has_a_button_that_copies_what_is_typed(
    visit: Visit, address: str, language: str, label: str
) -> None:
    page = visit(f"{address}/{language}/{PAGES['tables and code']}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("button.copybtn").first
    button.wait_for(state="attached")
    assert page.locator("button.copybtn").count() == page.locator("div.highlight pre").count()
    assert button.get_attribute("data-tooltip") == label
    block = page.locator("div.highlight pre").first
    for text, typed in COPIED.items():
        block.evaluate("(block, text) => { block.textContent = text; }", text)
        block.hover()
        button.click()
        page.wait_for_function(
            "typed => navigator.clipboard.readText().then(text => text.trimEnd() === typed)",
            arg=typed,
        )


# -- Light and dark -------------------------------------------------------------------------------


def is_dark(page: Page) -> bool:
    """Return whether the page stands on a dark ground, with light text."""
    channels = page.evaluate(
        """() => ["background-color", "color"].map(
            property => getComputedStyle(document.body).getPropertyValue(property))"""
    )
    ground, ink = (sum(map(int, re.findall(r"\d+", one)[:3])) for one in channels)
    assert abs(ground - ink) > 255, channels
    return ground < ink


@pytest.mark.parametrize(("scheme", "window"), [("light", DESKTOP), ("dark", PHONE)])
def test_colours_follow_the_system_until_the_reader_chooses_them_for_all_pages(
    visit: Visit, address: str, window: tuple[int, int], scheme: str
) -> None:
    page = visit(f"{address}/ru/{TALK}", window=window, color_scheme=scheme)
    other = "light" if scheme == "dark" else "dark"
    themes = [page.locator("body").get_attribute("data-theme")]
    assert is_dark(page) == (scheme == "dark")
    icons = set()
    for _ in range(3):
        button = page.locator(".theme-toggle >> visible=true")
        icons.add(button.evaluate("button => getComputedStyle(button, '::before').maskImage"))
        button.click()
        themes.append(page.locator("body").get_attribute("data-theme"))
        if len(themes) == 2:
            assert is_dark(page) == (other == "dark")
            page.goto(f"{address}/ru/index.html")
            assert page.locator("body").get_attribute("data-theme") == other
            assert is_dark(page) == (other == "dark")
    assert themes == ["auto", other, scheme, "auto"]
    assert len(icons) == 3
    assert all(icon.startswith("url(") for icon in icons)


# -- The way in -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("languages", "language"),
    [(["ru-RU"], "ru"), (["en-US"], "en"), (["fr-FR"], "en"), (["fr-FR", "ru", "en-GB"], "ru")],
)
def test_the_landing_page_leads_to_the_first_language_of_the_browser_that_it_has(
    visit: Visit, served: str, languages: list[str], language: str
) -> None:
    page = visit("about:blank", locale=languages[0])
    page.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{get: () => {languages}}})"
    )
    page.goto(f"{served}/")
    page.wait_for_url(f"{served}/{language}/index.html")
    assert page.locator("html").get_attribute("lang") == language


def test_going_back_does_not_lead_to_the_landing_page_again(visit: Visit, served: str) -> None:
    page = visit("about:blank", locale="ru-RU")
    page.goto(f"{served}/index.html")
    page.wait_for_url(f"{served}/ru/index.html")
    page.go_back()
    assert page.url == "about:blank"


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("ru", "Русский")])
def test_without_javascript_the_landing_page_shows_plain_links(
    visit: Visit, address: str, language: str, name: str
) -> None:
    page = visit(f"{address}/index.html", locale="ru-RU", java_script_enabled=False)
    assert page.url == f"{address}/index.html"
    follow(page, f"text={name}")
    assert page.url == f"{address}/{language}/index.html"
    assert page.locator("html").get_attribute("lang") == language
