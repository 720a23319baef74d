"""The finished site in a real Chromium, on a desktop and on a phone, served and from disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import DESKTOP, PHONE, Visit, follow, language_link, sticking_out
from page_types import ADDRESSES, LANGUAGES, PAGES
from playwright.sync_api import ConsoleMessage, Page

WINDOWS = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
# Each language and each window once, where they do not depend on each other.
READERS = [pytest.param("en", DESKTOP, id="en"), pytest.param("ru", PHONE, id="ru")]
TALK = "europython-2020/dvc-ml-workflow.html"
RUSSIAN_TALK = "pycon-de-2018/timezones.html"
SECTION = "dvc-tool"
NARROW = (390, 320)


def is_in_view(page: Page, selector: str) -> bool:
    """Return whether the whole of *selector* is on the screen, with nothing before it."""
    return page.locator(selector).evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            const inside = box.width > 0 && box.height > 0 && box.left >= 0 && box.top >= 0
                && box.right <= innerWidth && box.bottom <= innerHeight;
            const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]];
            return inside && points.every(([x, y]) => {
                const top = document.elementFromPoint(
                    box.left + x * box.width, box.top + y * box.height);
                return top !== null && element.contains(top);
            });
        }"""
    )


# -- The language switch --------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_switch_is_seen_without_opening_a_drawer(
    visit: Visit, served: str, language: str
) -> None:
    page = visit("about:blank")
    unseen = []
    for name in PAGES.values():
        page.goto(f"{served}/{language}/{name}")
        for width, height in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            unseen += [
                f"{link} on {name} at {width}"
                for link in LANGUAGES
                if not is_in_view(page, language_link(link))
            ]
    assert unseen == []


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


@pytest.mark.parametrize("window", WINDOWS)
def test_the_whole_card_of_a_conference_leads_to_it(
    visit: Visit, served: str, window: tuple[int, int]
) -> None:
    page = visit(f"{served}/en/index.html", window=window)
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


def test_the_switch_knows_the_section_that_the_reader_went_to(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    for section in (SECTION, "dvc-impressions"):  # the second one is not the address it came with
        page.locator(f'#{section} a.headerlink[href="#{section}"]').dispatch_event("click")
        page.wait_for_url(f"**#{section}")
    follow(page, language_link("ru"))
    assert page.url == f"{served}/ru/{TALK}#dvc-impressions"


@pytest.mark.parametrize("window", WINDOWS)
def test_without_javascript_the_switch_leads_to_the_same_page(
    visit: Visit, address: str, window: tuple[int, int]
) -> None:
    page = visit(f"{address}/en/{TALK}", window=window, java_script_enabled=False)
    assert is_in_view(page, language_link("ru"))
    page.goto(f"{address}/en/{TALK}#{SECTION}")
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


def test_the_search_of_the_front_page_leads_to_its_page(visit: Visit, served: str) -> None:
    page = visit(f"{served}/ru/index.html", window=PHONE)
    search(page, "часовых поясов")
    best = page.locator("#search-results a.search-result").first
    assert str(best.get_attribute("href")).startswith("./tools/data-sets.html#term-IANA")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("cython", id="name"),
        pytest.param("часовых поясов", id="words"),
        pytest.param("такогословатутнет", id="nothing"),
    ],
)
def test_the_russian_search_speaks_russian(visit: Visit, served: str, words: str) -> None:
    page = visit(f"{served}/ru/index.html")
    search(page, words)
    # What a thing is that was found, before its conference and date.
    kinds = page.locator("#search-results .search-meta").all_inner_texts()
    said = [
        page.title().removesuffix(" - Talk Notes"),
        page.locator("article h1").inner_text(),
        page.locator("#search-page .search-status").inner_text().replace(words, ""),
        *(kind.split(" · ")[0] for kind in kinds if kind),
    ]
    foreign = [
        text for text in said if re.search("[A-Za-z]", text) or not re.search("[а-яё]", text)
    ]
    assert foreign == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_found_is_quoted_without_the_language_switch(
    visit: Visit, served: str, language: str
) -> None:
    page = visit(f"{served}/{language}/index.html")
    search(page, "Binder")
    page.wait_for_load_state("networkidle")
    quotes = page.locator("#search-results .search-passage").all_inner_texts()
    assert quotes
    assert [text[:60] for text in quotes if "English" in text and "Русский" in text] == []


# -- The copy button ------------------------------------------------------------------------------

PRINTED = '>>> "a" in "abc"\nTrue\n'


@pytest.mark.parametrize(("language", "label"), [("en", "Copy"), ("ru", "Скопировать")])
def test_every_block_of_code_has_a_button_that_copies_it_without_its_prompt(
    visit: Visit, served: str, language: str, label: str
) -> None:
    page = visit(
        f"{served}/{language}/{PAGES['tables and code']}",
        permissions=["clipboard-read", "clipboard-write"],
    )
    button = page.locator("button.copybtn").first
    button.wait_for(state="attached")
    assert page.locator("button.copybtn").count() == page.locator("div.highlight pre").count()
    block = page.locator("div.highlight pre").first
    block.evaluate("(block, text) => { block.textContent = text; }", PRINTED)
    block.hover()
    assert button.get_attribute("data-tooltip") == label
    button.click()
    page.wait_for_selector("button.copybtn.success")
    assert page.evaluate("navigator.clipboard.readText()").rstrip() == '"a" in "abc"'


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_until_the_reader_chooses(
    visit: Visit, served: str, scheme: str
) -> None:
    page = visit(f"{served}/en/{TALK}", color_scheme=scheme)
    assert page.locator("body").get_attribute("data-theme") == "auto"
    assert is_dark(page) == (scheme == "dark")


@pytest.mark.parametrize("window", WINDOWS)
def test_the_button_shows_one_icon_whatever_the_colours(
    visit: Visit, address: str, window: tuple[int, int]
) -> None:
    page = visit(f"{address}/ru/{TALK}", window=window)
    button = page.locator(".theme-toggle >> visible=true")
    icons = set()
    for _theme in range(3):
        icons.add(button.evaluate("button => getComputedStyle(button, '::before').maskImage"))
        button.click()
    assert len(icons) == 3
    assert all(icon.startswith("url(") for icon in icons)


@pytest.mark.parametrize(("scheme", "window"), [("light", DESKTOP), ("dark", PHONE)])
def test_the_button_switches_colours_for_this_and_the_next_page(
    visit: Visit, address: str, window: tuple[int, int], scheme: str
) -> None:
    page = visit(f"{address}/ru/{TALK}", window=window, color_scheme=scheme)
    other = "light" if scheme == "dark" else "dark"
    themes = []
    for _ in range(3):
        page.locator(".theme-toggle >> visible=true").click()
        themes.append(page.locator("body").get_attribute("data-theme"))
        if len(themes) == 1:
            assert is_dark(page) == (other == "dark")
            page.goto(f"{address}/ru/index.html")
            assert page.locator("body").get_attribute("data-theme") == other
            assert is_dark(page) == (other == "dark")
    assert themes == [other, scheme, "auto"]


# -- Nothing from another host, no mistakes -------------------------------------------------------


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


def test_no_page_asks_another_host_or_makes_a_mistake(visit: Visit, address: str) -> None:
    page = visit("about:blank")
    log = Log(page)
    for language in LANGUAGES:
        for name in ADDRESSES.values():
            # Served by a host alone, not by a folder.
            if name != "404.html":
                page.goto(f"{address}/{language}/{name}")
    page.wait_for_load_state("networkidle")
    page.goto(f"{address}/index.html")
    page.wait_for_url("**/en/index.html")
    page.wait_for_load_state("networkidle")
    assert len(log.requests) > 2 * len(LANGUAGES) * len(PAGES)
    assert log.elsewhere(address) == []
    assert log.mistakes == []


# -- The way in -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ru-RU", "ru"), ("ru", "ru"), ("en-GB", "en"), ("en-US", "en"), ("fr-FR", "en")],
)
def test_the_landing_page_leads_to_the_language_of_the_browser(
    visit: Visit, served: str, locale: str, language: str
) -> None:
    page = visit(f"{served}/index.html", locale=locale)
    page.wait_for_url(f"{served}/{language}/index.html")
    assert page.locator("html").get_attribute("lang") == language


def test_the_landing_page_takes_the_first_language_that_it_has(visit: Visit, served: str) -> None:
    page = visit("about:blank", locale="fr-FR")
    page.add_init_script(
        "Object.defineProperty(navigator, 'languages', {get: () => ['fr-FR', 'ru', 'en-GB']})"
    )
    page.goto(f"{served}/")
    page.wait_for_url(f"{served}/ru/index.html")


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


# -- Narrow windows -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_a_phone(
    visit: Visit, served: str, real_site: Path, language: str
) -> None:
    folder = real_site / language
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert names >= set(PAGES.values())
    page = visit("about:blank")
    wide = {}
    for name in sorted(names):
        page.goto(f"{served}/{language}/{name}")
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 844})
            if out := sticking_out(page):
                wide[f"{name} at {width}"] = out
    assert wide == {}, list(wide)


def test_a_command_is_copied_with_all_that_belongs_to_it(visit: Visit, address: str) -> None:
    page = visit(f"{address}/en/contributing/add-a-talk.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = page.locator("div.highlight:has(button.copybtn)").first
    shown = "$ cat <<EOF\none\nEOF\nout\n$ echo a \\\n  b\nout\n"
    block.locator("pre").evaluate("(pre, text) => { pre.textContent = text }", shown)
    block.hover()
    block.locator("button.copybtn").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('echo'))")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.rstrip("\n") == "cat <<EOF\none\nEOF\necho a \\\n  b"
