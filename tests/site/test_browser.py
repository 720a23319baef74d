"""The finished site in a real Chromium, on a desktop and on a phone, served and from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browsing import DESKTOP, PHONE, Visit, follow, language_link, sticking_out
from bs4 import BeautifulSoup
from conftest import CONF, REPOSITORY, SmallSite, serve
from page_types import LANGUAGES, PAGES
from playwright.sync_api import ConsoleMessage, Page

WINDOWS = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
TALK = "europython-2020/dvc-ml-workflow.html"
RUSSIAN_TALK = "pycon-de-2018/timezones.html"
SECTION = "dvc-tool"
NARROW = (390, 320)


@pytest.fixture(scope="module")
def served(real_site: Path) -> Iterator[str]:
    """Return the address of the site over http."""
    with serve(real_site) as address:
        yield address


@pytest.fixture(params=["served", "from-disk"])
def address(request: pytest.FixtureRequest, real_site: Path, served: str) -> str:
    """Return the address of the site, over http and as a folder on disk."""
    return served if request.param == "served" else real_site.as_uri()


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


@pytest.mark.parametrize("window", WINDOWS)
def test_the_language_switch_is_seen_without_opening_a_drawer(
    visit: Visit, served: str, window: tuple[int, int]
) -> None:
    page = visit("about:blank", window=window)
    unseen = []
    for language in LANGUAGES:
        for name in PAGES.values():
            page.goto(f"{served}/{language}/{name}")
            unseen += [
                f"{link} on {language}/{name}"
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("window", WINDOWS)
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
def test_the_language_switch_is_seen_from_disk_and_without_javascript(
    visit: Visit, real_site: Path, window: tuple[int, int]
) -> None:
    address = f"{real_site.as_uri()}/en/{TALK}"
    page = visit(address, window=window, java_script_enabled=False)
    assert is_in_view(page, language_link("ru"))


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


@pytest.mark.parametrize("window", WINDOWS)
def test_the_switch_knows_the_section_that_the_reader_went_to(
    visit: Visit, served: str, window: tuple[int, int]
) -> None:
    page = visit(f"{served}/en/{TALK}", window=window)
    for section in (SECTION, "dvc-impressions"):  # the second one is not the address it came with
        page.locator(f'#{section} a.headerlink[href="#{section}"]').dispatch_event("click")
        page.wait_for_url(f"**#{section}")
    follow(page, language_link("ru"))
    assert page.url == f"{served}/ru/{TALK}#dvc-impressions"


@pytest.mark.parametrize("window", WINDOWS)
def test_without_javascript_the_switch_leads_to_the_same_page(
    visit: Visit, address: str, window: tuple[int, int]
) -> None:
    page = visit(f"{address}/en/{TALK}#{SECTION}", window=window, java_script_enabled=False)
    follow(page, language_link("ru"))
    assert page.url == f"{address}/ru/{TALK}"
    follow(page, language_link("en"))
    assert page.url == f"{address}/en/{TALK}"


def test_the_switch_takes_the_searched_words_along(visit: Visit, address: str) -> None:
    page = visit(f"{address}/en/search.html?q=Binder")
    follow(page, language_link("ru"))
    assert page.url == f"{address}/ru/search.html?q=Binder"
    page.locator("#search-results li").first.wait_for()
    assert page.locator('.sidebar-search-container input[name="q"]').input_value() == "Binder"


# -- The search -----------------------------------------------------------------------------------

BINDER = "europython-2020/binder.html"
SEARCHES = [
    pytest.param("en", "reproducible", BINDER, id="english"),
    pytest.param("en", "time zones", RUSSIAN_TALK, id="english-translated"),
    pytest.param("ru", "часовых поясов", RUSSIAN_TALK, id="russian"),
    pytest.param("ru", "часовому поясу", RUSSIAN_TALK, id="russian-form-that-no-page-has"),
    pytest.param("ru", "воспроизводимого окружения", BINDER, id="russian-translated"),
]


def search(page: Page, words: str) -> None:
    """Type *words* into the box of the sidebar and wait until all is found."""
    box = page.locator('.sidebar-search-container input[name="q"]')
    box.fill(words)
    with page.expect_navigation():
        box.press("Enter")
    page.locator("#search-page .search-status:not(:empty)").wait_for()


def found(page: Page) -> list[str]:
    """Return the addresses of what was found, the best first, below the language's folder."""
    results = page.locator("#search-results a.search-result")
    addresses = results.evaluate_all("all => all.map(a => a.href)")
    folder = page.url.split("search.html")[0]
    return [unquote(one.removeprefix(folder)) for one in addresses]


def found_pages(page: Page) -> list[str]:
    """Return the pages of what was found, the best first."""
    return [one.split("#")[0] for one in found(page)]


@pytest.mark.parametrize(("language", "words", "talk"), SEARCHES)
def test_the_search_finds_a_talk(
    visit: Visit, address: str, language: str, words: str, talk: str
) -> None:
    page = visit(f"{address}/{language}/index.html")
    search(page, words)
    assert talk in found_pages(page)[:3]


def test_the_search_is_in_the_drawer_of_a_phone(visit: Visit, served: str) -> None:
    page = visit(f"{served}/ru/{TALK}", window=PHONE)
    page.click('.mobile-header label[for="__navigation"]')
    search(page, "часовых поясов")
    assert RUSSIAN_TALK in found_pages(page)[:3]


@pytest.mark.parametrize("words", ["cython", "binder"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_found_leads_to_places_that_exist(
    visit: Visit, served: str, real_site: Path, language: str, words: str
) -> None:
    page = visit(f"{served}/{language}/index.html")
    search(page, words)
    places = [urlsplit(one) for one in found(page)]
    assert places
    dead = []
    for place in places:
        html = (real_site / language / place.path).read_text(encoding="utf-8")
        soup = BeautifulSoup(html, "html.parser")
        if place.fragment and not soup.find(id=place.fragment):
            dead.append(place.geturl())
    assert dead == []


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

CODE = '>>> "a" in "abc"\nTrue\n'


@pytest.fixture(scope="module")
def code_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a small site that has a block of code, in both languages."""
    site = SmallSite(tmp_path_factory.mktemp("code"))
    # As in the real project, whose pages may or may not have blocks of code.
    real = (REPOSITORY / "conf.py").read_text(encoding="utf-8")
    settings = re.findall(r"^copybutton_.*$", real, re.MULTILINE)
    assert settings
    assert '"sphinx_copybutton"' in real
    conf = CONF.format(repository=str(REPOSITORY)).replace(
        'extensions = ["talknotes", "myst_parser"]',
        "\n".join(['extensions = ["talknotes", "myst_parser", "sphinx_copybutton"]', *settings]),
    )
    site.write("conf.py", conf)
    site.page("index", f"# Code\n\n```python\n{CODE}```\n")
    site.catalogue("ru", "index", {"Code": "Код"})
    for language in LANGUAGES:
        assert site.build(language) == ""
    with serve(site.project.html) as address:
        yield address


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize(("language", "label"), [("en", "Copy"), ("ru", "Скопировать")])
def test_the_copy_button_copies_the_code_without_its_prompt(
    visit: Visit, code_pages: str, language: str, label: str, window: tuple[int, int]
) -> None:
    page = visit(
        f"{code_pages}/{language}/index.html",
        window=window,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.hover("div.highlight")
    button = page.locator("button.copybtn")
    assert button.get_attribute("data-tooltip") == label
    button.click()
    page.wait_for_selector("button.copybtn.success")
    assert page.evaluate("navigator.clipboard.readText()").rstrip() == '"a" in "abc"'


def test_every_block_of_code_of_the_site_has_a_copy_button(
    visit: Visit, served: str, real_site: Path
) -> None:
    names = [
        path.relative_to(real_site).as_posix()
        for path in sorted(real_site.rglob("*.html"))
        if 'class="highlight' in path.read_text(encoding="utf-8")
    ]
    assert names
    page = visit("about:blank")
    for name in names:
        page.goto(f"{served}/{name}")
        page.locator("button.copybtn").first.wait_for(state="attached")
        blocks, buttons = page.locator("div.highlight pre"), page.locator("button.copybtn")
        assert buttons.count() == blocks.count(), name


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
    for _theme in range(3):
        icon = button.locator("svg >> visible=true")
        assert icon.count() == 1
        # The shape itself, not the room for it.
        assert icon.evaluate("svg => svg.getBBox().width") > 5
        target = icon.evaluate(
            "svg => document.querySelector(svg.firstElementChild.getAttribute('href'))"
            ".querySelector('title').textContent"
        )
        assert re.search("[а-яё]", target)
        button.click()


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
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
        for name in PAGES.values():
            page.goto(f"{address}/{language}/{name}")
    page.wait_for_load_state("networkidle")
    assert len(log.requests) > 2 * len(LANGUAGES) * len(PAGES)
    assert log.elsewhere(address) == []
    assert log.mistakes == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_asks_no_other_host_and_makes_no_mistake(
    visit: Visit, served: str, language: str
) -> None:
    page = visit("about:blank")
    log = Log(page)
    page.goto(f"{served}/{language}/index.html")
    search(page, "Binder")
    page.wait_for_load_state("networkidle")
    assert found(page)
    assert log.elsewhere(served) == []
    assert log.mistakes == []


def test_the_landing_page_asks_no_other_host_and_makes_no_mistake(
    visit: Visit, address: str
) -> None:
    page = visit("about:blank")
    log = Log(page)
    page.goto(f"{address}/index.html")
    page.wait_for_url("**/en/index.html")
    page.wait_for_load_state("networkidle")
    assert log.elsewhere(address) == []
    assert log.mistakes == []


# -- The way in -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ru-RU", "ru"), ("ru", "ru"), ("en-GB", "en"), ("en-US", "en"), ("fr-FR", "en")],
)
def test_the_landing_page_leads_to_the_language_of_the_browser(
    visit: Visit, address: str, locale: str, language: str
) -> None:
    page = visit(f"{address}/index.html", locale=locale)
    page.wait_for_url(f"{address}/{language}/index.html")
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
