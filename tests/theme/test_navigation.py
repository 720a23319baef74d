"""The sidebar and the ways on: always the same weight, however many talks the site has."""

from __future__ import annotations

import datetime as dt
import posixpath

import pytest
from bs4 import Tag
from conftest import SmallSite
from page_reader import links, page_of, text_of, texts
from sphinx.builders.html import StandaloneHTMLBuilder

from talknotes.content.sidebar import SHOWN_NEIGHBOURS

FIRST_DAY = dt.date(2020, 7, 23)
TOOLS = ("graphs", "trees", "woods")


def generate(site: SmallSite, talks: int, days: int = 3) -> SmallSite:
    """Write a site with so many *talks* over so many *days*, and a few pages beside them."""
    site.page("index", "# Front page\n\n```{toctree}\nconf/index\ntools/index\nabout\n```\n")
    programme = "".join(
        f"(day-{day})=\n## Day {day}\n\n```{{programme}}\n:day: {day}\n```\n\n"
        for day in range(1, days + 1)
    )
    last = FIRST_DAY + dt.timedelta(days=days - 1)
    site.page(
        "conf/index",
        f"---\nkind: conference\ndates: {{first: {FIRST_DAY}, last: {last}}}\n---\n\n"
        f"# The conference\n\n{programme}```{{toctree}}\n:hidden:\n:glob:\n\n*\n```\n",
    )
    for number in range(talks):
        day, place = divmod(number, talks // days)
        site.page(
            f"conf/talk-{number:03}",
            f"---\nkind: talk\nconference: conf\ndate: {FIRST_DAY + dt.timedelta(days=day)}\n"
            f'start: "{place // 2:02}:{30 * (place % 2):02}"\n---\n\n# Talk {number:03}\n',
        )
    listed = "\n".join(TOOLS)
    site.page("tools/index", f"# Tools\n\n```{{toctree}}\n:hidden:\n\n{listed}\n```\n")
    for tool in TOOLS:
        site.page(f"tools/{tool}", f"# On {tool}\n")
    site.page("about", "# About\n")
    return site


@pytest.fixture(scope="module")
def small_and_large(tmp_path_factory: pytest.TempPathFactory) -> dict[int, SmallSite]:
    """Build a site with 20 talks and one with 60."""
    sites = {}
    for talks, days in ((20, 1), (60, 3)):
        sites[talks] = generate(SmallSite(tmp_path_factory.mktemp(f"talks-{talks}")), talks, days)
        assert sites[talks].build("en") == ""
    return sites


@pytest.fixture(scope="module")
def large(small_and_large: dict[int, SmallSite]) -> SmallSite:
    """Return the site with 60 talks."""
    return small_and_large[60]


def sidebar(site: SmallSite, docname: str) -> Tag:
    return page_of(site, docname).select(".sidebar-tree")[0]


PAGES = ["index", "conf/index", "conf/talk-000", "conf/talk-010", "tools/index", "tools/trees"]


def test_a_large_site_is_as_light_as_a_small_one(small_and_large: dict[int, SmallSite]) -> None:
    for docname in (*PAGES, "about", "search"):
        small, large = (len(str(sidebar(site, docname))) for site in small_and_large.values())
        assert abs(large - small) < 50, docname
    # The larger conference has two more days, which its pages lead to.
    for docname in ("conf/talk-010", "tools/trees", "about"):
        small, large = (len(site.html(docname)) for site in small_and_large.values())
        assert abs(large - small) < 500, docname


@pytest.mark.parametrize("number", [0, 3, 10, 19, 20, 45, 59])
def test_the_sidebar_shows_a_fixed_number_of_talks_of_the_day_next_to_the_page_in_order(
    large: SmallSite, number: int
) -> None:
    shown = texts(sidebar(large, f"conf/talk-{number:03}"), ".toctree-l2 a")
    numbers = [int(title.removeprefix("Talk ")) for title in shown]
    assert len(numbers) == SHOWN_NEIGHBOURS
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    day = range(20 * (number // 20), 20 * (number // 20) + 20)
    assert set(numbers) <= set(day)
    assert {other for other in range(number - 5, number + 6) if other in day} <= set(numbers)


def test_a_page_has_no_link_to_talks_that_are_far(large: SmallSite) -> None:
    addresses = {address for _text, address in links(page_of(large, "conf/talk-000"))}
    assert "talk-001.html" in addresses
    assert not {f"talk-{far:03}.html" for far in range(20, 60)} & addresses


@pytest.mark.parametrize(
    ("docname", "title", "section"),
    [
        ("conf/talk-000", "Talk 000", "The conference"),
        ("conf/talk-045", "Talk 045", "The conference"),
        ("conf/index", "The conference", "The conference"),
        ("tools/trees", "On trees", "Tools"),
        ("about", "About", "About"),
    ],
)
def test_the_sidebar_marks_the_page_and_its_section(
    large: SmallSite, docname: str, title: str, section: str
) -> None:
    tree = sidebar(large, docname)
    assert texts(tree, ".current-page > a") == [title]
    assert texts(tree, "[aria-current=page]") == [title]
    assert texts(tree, ".toctree-l1.current > a") == [section]


@pytest.mark.parametrize("docname", ["index", "search"])
def test_the_sidebar_of_a_page_outside_of_sections_marks_nothing(
    large: SmallSite, docname: str
) -> None:
    tree = sidebar(large, docname)
    assert texts(tree, "a") == ["The conference", "Tools", "About"]
    assert tree.select("[aria-current], .current-page, li.current") == []


def test_the_links_of_the_sidebar_lead_where_they_say(large: SmallSite) -> None:
    found = links(sidebar(large, "tools/trees"))
    assert found == [
        ("The conference", "../conf/index.html"),
        ("Tools", "index.html"),
        ("On graphs", "graphs.html"),
        ("On trees", "#"),
        ("On woods", "woods.html"),
        ("About", "../about.html"),
    ]


def test_a_short_conference_is_shown_whole_with_all_its_days(site: SmallSite) -> None:
    generate(site, SHOWN_NEIGHBOURS, 3).build("en")
    shown = texts(sidebar(site, "conf/talk-000"), ".toctree-l2 a")
    assert shown == [f"Talk {number:03}" for number in range(SHOWN_NEIGHBOURS)]


def test_of_many_sections_those_near_the_page_are_shown(site: SmallSite) -> None:
    names = [f"section-{number:02}" for number in range(30)]
    listed = "\n".join(names)
    site.page("index", f"# Front page\n\n```{{toctree}}\n{listed}\n```\n")
    for name in names:
        site.page(name, f"# {name}\n")
    assert site.build("en") == ""
    for docname in ("index", "section-00", "section-15", "section-29"):
        shown = texts(sidebar(site, docname), "a")
        assert len(shown) == SHOWN_NEIGHBOURS
        assert docname == "index" or docname in shown


def test_a_page_far_below_a_section_has_its_section_marked(site: SmallSite) -> None:
    site.page("index", "# Front page\n\n```{toctree}\ntop\nother\n```\n")
    site.page("top", "# Top\n\n```{toctree}\nmiddle\n```\n")
    site.page("middle", "# Middle\n\n```{toctree}\nbottom\n```\n")
    site.page("bottom", "# Bottom\n")
    site.page("other", "# Other\n")
    assert site.build("en") == ""
    tree = sidebar(site, "bottom")
    assert texts(tree, ".toctree-l1.current > a") == ["Top"]
    assert texts(tree, "a") == ["Top", "Middle", "Other"]


def test_the_whole_table_of_contents_is_never_resolved(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Furo resolves it on every page, unless it gets another one."""

    def resolve(*_arguments: object, **_options: object) -> str:
        raise AssertionError("the table of contents of the whole site was resolved")

    monkeypatch.setattr(StandaloneHTMLBuilder, "_get_local_toctree", resolve)
    assert generate(site, 3).build("en") == ""


def ways_on(site: SmallSite, docname: str) -> dict[str, str]:
    """Return the titles that the page leads back and on to."""
    page = page_of(site, docname)
    return {way: text_of(tag) for way in ("prev", "next") for tag in page.select(f".{way}-page")}


def target(docname: str, found: list[Tag]) -> str | None:
    """Return the page that the first link of *found* on the page *docname* leads to."""
    if not found:
        return None
    return posixpath.normpath(f"{docname}/../{found[0]['href']}").removesuffix(".html")


def test_next_and_previous_lead_through_a_conference_or_another_part_and_back(
    site: SmallSite,
) -> None:
    generate(site, 9).build("en")
    talks = [f"conf/talk-{number:03}" for number in range(9)]
    parts = [["index"], ["conf/index", *talks], ["tools/index", *(f"tools/{t}" for t in TOOLS)]]
    parts.append(["about"])
    order = [docname for part in parts for docname in part]
    pages = {docname: page_of(site, docname) for docname in order}
    ways = {
        way: [target(docname, page.select(f"link[rel={way}]")) for docname, page in pages.items()]
        for way in ("prev", "next")
    }
    assert ways == {
        "prev": [docname for part in parts for docname in (None, *part[:-1])],
        "next": [docname for part in parts for docname in (*part[1:], None)],
    }


def test_next_crosses_days_in_the_order_of_the_programme(site: SmallSite) -> None:
    generate(site, 4, 2)
    late = site.root / "docs" / "conf" / "talk-000.md"
    late.write_text(late.read_text(encoding="utf-8").replace("00:00", "23:00"), encoding="utf-8")
    assert site.build("en") == ""
    assert "Talk 000" in ways_on(site, "conf/talk-001")["next"]
    assert "Talk 002" in ways_on(site, "conf/talk-000")["next"]
    assert "Talk 000" in ways_on(site, "conf/talk-002")["prev"]


def test_a_page_listed_twice_comes_once(site: SmallSite) -> None:
    site.page("index", "# Front page\n\n```{toctree}\none\ntwo\n```\n")
    site.page("one", "# One\n\n```{toctree}\nshared\n```\n")
    site.page("two", "# Two\n\n```{toctree}\nshared\n```\n")
    site.page("shared", "# Shared\n")
    site.build("en")
    assert "Two" in ways_on(site, "shared")["next"]
    assert "next" not in ways_on(site, "two")
