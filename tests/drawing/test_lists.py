"""What lists and the map do for a reader: choosing by address, letters, pictures with links."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from browsing import DESKTOP, PHONE, Visit
from conftest import SmallSite
from finished_site import NAMES, Pages
from page_reader import article_of, links, text_of, texts
from playwright.sync_api import Page as Tab
from static_server import GZIP_LEVEL

from talknotes.common.typography import grouped

# Over the wire: the page of the map with all that is in it.
MAP = 40_000
WINDOWS = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
SMALLEST = (320, 640)


def seen(tab: Tab, selector: str) -> list[str]:
    return [one.inner_text() for one in tab.locator(selector).all() if one.is_visible()]


# -- What is chosen by address --------------------------------------------------------------------


@pytest.mark.parametrize("language", NAMES)
def test_an_address_shows_one_topic_and_one_conference_of_it_without_a_script(
    visit: Visit, real_site: Path, pages: Pages, language: str
) -> None:
    topics = pages[language]["topics.html"].article.select("section section")
    address = f"{real_site.as_uri()}/{language}/topics.html"
    tab = visit(address, java_script_enabled=False)
    whole = seen(tab, "article h2")
    assert len(whole) == len(topics)
    tab.locator('.topics a[href="#topic-performance"]').click()
    chosen = seen(tab, "article h2")
    assert len(chosen) == 1
    assert chosen[0] in whole
    assert len(seen(tab, "article .conference-talks h3")) == 2
    tab.locator('.topic-talks a[href="#topic-performance-pycon-de-2018"]').click()
    assert seen(tab, "article h2") == chosen
    assert seen(tab, "article .conference-talks h3") == ["PyCon.DE 2018"]
    tab.locator("#topic-performance .all-topics a").click()
    assert seen(tab, "article h2") == whole
    assert seen(tab, ".all-topics") == []


@pytest.mark.parametrize("language", NAMES)
def test_a_tag_of_a_talk_leads_to_its_topic_alone(
    visit: Visit, real_site: Path, language: str
) -> None:
    tab = visit(f"{real_site.as_uri()}/{language}/pycon-de-2018/index.html")
    tag = tab.locator(".programme .talk-tags a").first
    name = tag.inner_text()
    tag.click()
    tab.wait_for_url("**/topics.html#topic-*")
    assert [heading.rstrip("#") for heading in seen(tab, "article h2")] == [name]


@pytest.mark.parametrize("language", NAMES)
def test_every_talk_in_a_list_has_a_sentence_and_a_time_to_read(
    pages: Pages, language: str
) -> None:
    for name in ("europython-2020/index.html", "pycon-de-2018/index.html", "topics.html"):
        items = pages[language][name].article.select("li:has(> .talk-title)")
        assert items
        for item in items:
            assert text_of(item.select_one(".talk-summary")).endswith((".", "!", "?", "…"))
            assert any(one.isdigit() for one in text_of(item.select_one(".talk-facts")))


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("ru_RU", ["5222", "9999", "10\N{NO-BREAK SPACE}000"]),
        ("en_GB", ["5,222", "9,999", "10,000"]),
    ],
)
def test_numbers_are_grouped_as_the_language_does(locale: str, shown: list[str]) -> None:
    assert [grouped(number, locale) for number in (5222, 9999, 10_000)] == shown


def test_the_columns_of_the_index_begin_at_one_height(visit: Visit, real_site: Path) -> None:
    tab = visit(f"{real_site.as_uri()}/en/tools/index-a-z.html")
    tops = tab.evaluate("""[...document.querySelectorAll(".letter > ul")].map((list) => {
        const boxes = [...list.querySelectorAll("p")].map((one) => one.getBoundingClientRect());
        return Object.values(Object.groupBy(boxes, ({ left }) => left)).map(([{ top }]) => top);
    })""")
    assert any(len(columns) > 1 for columns in tops)
    assert [columns for columns in tops if len(set(columns)) > 1] == []


# -- The map --------------------------------------------------------------------------------------

NAMED = {
    "one": ("Ant", "Bee", "Cat", "Dog"),
    "two": ("Ant", "Bee", "Cat"),
    "three": ("Bee", "Cat", "Dog"),
    "four": ("Eel", "Fox"),
    "five": ("Eel", "Fox"),
    "six": ("Elk",),
}


def mapped(site: SmallSite) -> None:
    terms = sorted({name for names in NAMED.values() for name in names})
    entries = "\n\n".join(f"{name}\n   An animal." for name in terms)
    site.page("index", "# Start\n\n```{toctree}\nsummer/index\ntools\nmap\n```\n")
    site.page("tools", f"# Tools\n\n```{{glossary}}\n{entries}\n```\n")
    site.page("map", "# Map\n\n```{map}\n```\n")
    site.page(
        "summer/index",
        "---\nkind: conference\ndates: {first: 2020-07-23, last: 2020-07-23}\n---\n\n"
        "# Summer\n\n(day-1)=\n## Day 1\n\n```{programme}\n:day: 1\n```\n\n"
        "```{toctree}\n:glob:\n\n*\n```\n",
    )
    for hour, (slug, names) in enumerate(NAMED.items(), start=10):
        named = ", ".join(f"{{term}}`{name}`" for name in names)
        site.page(
            f"summer/{slug}",
            "---\nkind: talk\nconference: summer\ndate: 2020-07-23\n"
            f'start: "{hour}:00"\n---\n\n# {slug.title()}\n\nOn {named}.\n',
        )


def test_the_map_joins_what_two_talks_name_and_leaves_out_the_rest(site: SmallSite) -> None:
    mapped(site)
    assert site.build("en") == ""
    article = article_of(site, "map")
    # Bee and Cat stand in half of the talks, more than two fifths; Elk met nobody.
    assert article.select("svg") == []
    site.page("summer/seven", site_talk("seven", "17:00"))
    site.page("summer/eight", site_talk("eight", "18:00"))
    assert site.build("en") == ""
    article = article_of(site, "map")
    rows = {
        text_of(term): texts(term.find_next_sibling("dd"), "a")
        for term in article.select(".map-list dt")
    }
    # Eel and Fox meet each other alone.
    assert rows == {
        "Ant": ["Bee", "Cat"],
        "Bee": ["Cat", "Ant", "Dog"],
        "Cat": ["Bee", "Ant", "Dog"],
        "Dog": ["Bee", "Cat"],
    }
    for picture in article.select("svg"):
        assert links(picture) == [(name, f"tools.html#term-{name}") for name in sorted(rows)]
        assert len(picture.select("path")) == 5
        assert len(picture.select("path.shared-3")) == 1


def site_talk(slug: str, start: str) -> str:
    return (
        "---\nkind: talk\nconference: summer\ndate: 2020-07-23\n"
        f'start: "{start}"\n---\n\n# {slug.title()}\n\nOn nothing.\n'
    )


def test_the_map_is_the_same_whenever_it_is_drawn(site: SmallSite) -> None:
    mapped(site)
    site.page("summer/seven", site_talk("seven", "17:00"))
    site.page("summer/eight", site_talk("eight", "18:00"))
    site.build("en")
    before = site.html("map")
    site.build("en", fresh=True, parallel=2)
    assert site.html("map") == before


@pytest.mark.parametrize("language", NAMES)
def test_the_map_is_light_and_says_the_same_in_its_pictures_and_its_list(
    pages: Pages, language: str
) -> None:
    page = pages[language]["map.html"]
    assert len(gzip.compress(page.path.read_bytes(), GZIP_LEVEL)) <= MAP
    listed = {link for term in page.article.select(".map-list dt") for link in links(term)}
    pictures = [set(links(picture)) for picture in page.article.select(".map svg")]
    assert pictures == [listed, listed]
    for _name, address in listed:
        name, anchor = page.target_of(address)
        assert anchor in pages[language][name].ids


@pytest.mark.parametrize("window", [*WINDOWS, pytest.param(SMALLEST, id="smallest")])
@pytest.mark.parametrize("language", NAMES)
def test_no_name_on_the_map_covers_another_or_leaves_the_window(
    visit: Visit, real_site: Path, language: str, window: tuple[int, int]
) -> None:
    tab = visit(f"{real_site.as_uri()}/{language}/map.html", window=window)
    assert tab.evaluate("document.documentElement.scrollWidth") <= window[0]
    names = [one for one in tab.locator(".map svg text").all() if one.is_visible()]
    assert names
    boxes = [(one.text_content(), one.bounding_box()) for one in names]
    for place, (name, box) in enumerate(boxes):
        assert box is not None
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= window[0], name
        for other, second in boxes[place + 1 :]:
            assert second is not None
            apart = (
                box["x"] + box["width"] <= second["x"] + 1
                or second["x"] + second["width"] <= box["x"] + 1
                or box["y"] + box["height"] <= second["y"] + 4
                or second["y"] + second["height"] <= box["y"] + 4
            )
            assert apart, f"{name} covers {other}"


def test_a_name_on_the_map_leads_to_its_entry_by_mouse_and_by_keyboard(
    visit: Visit, real_site: Path
) -> None:
    for window in (DESKTOP, PHONE):
        tab = visit(f"{real_site.as_uri()}/en/map.html", window=window)
        tab.locator(".map svg a:visible", has_text="pandas").first.click()
        tab.wait_for_url("**/tools/data-frames.html#term-pandas")
        tab.go_back()
        tab.locator(".map svg a:visible", has_text="Dask").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**#term-Dask")


# -- The front page -------------------------------------------------------------------------------


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("language", NAMES)
def test_the_front_page_shows_its_picture_and_the_search_on_the_first_screen(
    visit: Visit, real_site: Path, language: str, window: tuple[int, int]
) -> None:
    tab = visit(f"{real_site.as_uri()}/{language}/index.html", window=window)
    for selector in (".opening svg", ".search-form"):
        box = tab.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= window[1], selector
