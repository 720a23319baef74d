"""What a visit costs: bytes over the wire, what the first paint waits for, what moves."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from zlib import crc32

import pytest
from browsing import DESKTOP, PHONE, Visit
from conftest import SmallSite
from finished_site import NAMES, Page, Pages, shown
from page_reader import page_of
from page_types import PAGES
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route
from static_server import GZIP_LEVEL, StaticServer, static_server

from talknotes.common.files import digest
from talknotes.theme.assets import FOR_CODE, LIST, SCRIPT, STYLE

# Bytes over the wire, heads of answers included.
FIRST_VISIT = 90_000
# A talk or a guide with its text and code; what it shows in pictures is counted by itself.
NEXT_PAGE = 16_000
# All pictures of one page together, as compressed files.
PICTURES = 25_000
# Pages whose pictures weigh more: in this one stands a raster image, of textures.
HEAVY_PICTURES = {"pycon-de-2018/keynote-emmanuelle-gouillart.html": 28_000}
# As slow as a mobile network: bytes a second, milliseconds.
SLOW = {"downloadThroughput": 400_000, "uploadThroughput": 50_000, "latency": 50}
# Seconds that scripts take to begin to come, where nothing may move.
LATE = 0.2
# What the Web Vitals call good: https://web.dev/articles/cls
GOOD = 0.1
# A page of every type, and the heaviest.
HEAVY = ("pycon-de-2018/cython.html", "europython-2020/dl-golden-rules.html")
KINDS = (*PAGES.values(), "404.html", *HEAVY, "tools/deep-learning.html")
# A page with code: the scripts of its buttons that copy are shared by all such pages.
WITH_CODE = PAGES["tables and code"]
WINDOWS = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
LANGUAGES = list(NAMES)


@pytest.fixture(scope="module")
def server(real_site: Path) -> Iterator[StaticServer]:
    with static_server(real_site) as server:
        yield server


def open_whole(tab: Tab, address: str) -> None:
    """Open *address* and wait until all of it is there."""
    tab.goto(address, wait_until="load")
    tab.wait_for_load_state("networkidle")


def icon_of(tab: Tab) -> str:
    return str(tab.evaluate("document.querySelector('link[rel~=icon]').href"))


def cost(tab: Tab, server: StaticServer, name: str) -> int:
    """Return how many bytes the server sent for the page *name*, its icon included.

    It is read to its end: pictures further down come only then.
    """
    server.answers.clear()
    open_whole(tab, f"{server.address}/{name}")
    tab.evaluate(
        """Promise.all([...document.images].map(picture => {
            picture.loading = "eager";
            return picture.decode();
        }))"""
    )
    size = sum(answer.size for answer in server.answers)
    print(f"{name}: {len(server.answers)} requests, {size} bytes")
    return size


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), GZIP_LEVEL))


def pictures(page: Page) -> set[str]:
    """Return what a browser asks the server for to show the pictures of *page*."""
    here = f"/{page.language}/{page.name}"
    return {urljoin(here, str(one["src"])) for one in page.soup.select("img[src]")}


def heaviest(pages: Pages, language: str, names: Iterator[str]) -> list[str]:
    """Return the addresses of the pages *names* below the site, the heaviest first."""
    group = pages[language]
    ordered = sorted(names, key=lambda name: compressed(group[name].path), reverse=True)
    return [f"{language}/{name}" for name in ordered]


# -- Bytes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_to_the_heaviest_talk_is_light(
    visit: Visit, server: StaticServer, pages: Pages, talks: dict[str, Any], language: str
) -> None:
    tab = visit("about:blank")
    talk = heaviest(pages, language, iter(talks))[0]
    size = cost(tab, server, talk)
    asked = [answer.path for answer in server.answers]
    # Chromium asks for the icon once the page is there; a test that misses it would be too kind.
    assert icon_of(tab).removeprefix(server.address) in asked
    assert len(asked) == len(set(asked))
    assert size <= FIRST_VISIT


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_page_costs_little_more_than_its_text(
    visit: Visit, server: StaticServer, pages: Pages, talks: dict[str, Any], language: str
) -> None:
    guides = [name for name in pages[language] if name.startswith("guides/")]
    names = heaviest(pages, language, iter([*talks, *guides]))
    tab = visit("about:blank")
    cost(tab, server, f"{language}/index.html")
    cost(tab, server, f"{language}/{WITH_CODE}")
    for name in names[:3]:
        cost(tab, server, name)
        page, *others = server.answers
        assert page.path == f"/{name}"
        assert page.size <= NEXT_PAGE
        own = pictures(pages[language][name.partition("/")[2]])
        assert sorted(answer.path for answer in others) == sorted(own)


def test_the_pictures_of_a_page_are_light(every_page: list[Page]) -> None:
    weights = {}
    for page in every_page:
        files = {page.place_of(str(one["src"]))[0] for one in page.soup.select("img[src]")}
        weights[page] = sum(map(compressed, files))
    heavy = {page.name for page, size in weights.items() if size > PICTURES}
    assert heavy == set(HEAVY_PICTURES)
    for page, size in weights.items():
        assert size <= HEAVY_PICTURES.get(page.name, PICTURES), page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_asks_for_itself_alone_and_its_paint_waits_for_the_style_sheet_alone(
    visit: Visit, server: StaticServer, pages: Pages, language: str
) -> None:
    tab = visit("about:blank")
    cost(tab, server, f"{language}/speakers.html")
    cost(tab, server, f"{language}/{WITH_CODE}")
    shown_before = pictures(pages[language][WITH_CODE])
    for name in KINDS:
        cost(tab, server, f"{language}/{name}")
        # The page of the search fetches what a search begins with, and nothing else.
        expected = ["search/index"] if name == "search.html" else []
        paths = sorted(answer.path for answer in server.answers)
        begun = [one for one in paths if any(part in one for part in expected)]
        assert len(begun) == len(expected), name
        own = pictures(pages[language][name]) - shown_before
        assert paths == sorted([f"/{language}/{name}", *begun, *own])
        shown_before |= own
        blocking = tab.evaluate(
            """() => performance.getEntriesByType("resource")
                .filter(entry => entry.renderBlockingStatus === "blocking")
                .map(entry => new URL(entry.name).pathname)"""
        )
        assert blocking == [f"/{language}/{STYLE}"], name
    assert shown_before


def filled_with(site: SmallSite, number: int) -> None:
    """Fill *site* with a conference of *number* talks, all alike, that name the same tool."""
    talks = "\n".join(f"t{place:02}" for place in range(number))
    site.page("index", "# Start\n\n```{toctree}\nsummer/index\ntools/index\n```\n")
    site.page("tools/index", "# Tools\n\n```{glossary}\nGraph\n   Nodes and edges.\n```\n")
    site.page(
        "summer/index",
        "---\nkind: conference\ndates: {first: 2020-07-23, last: 2020-07-23}\n---\n\n"
        "# Summer\n\n(day-1)=\n## Day 1\n\n```{programme}\n:day: 1\n```\n\n"
        f"```{{toctree}}\n{talks}\n```\n",
    )
    for place in range(number):
        site.page(
            f"summer/t{place:02}",
            "---\nkind: talk\nconference: summer\ndate: 2020-07-23\n"
            f'start: "{8 + place // 4:02}:{place % 4 * 15:02}"\nspeakers: [Ada]\n---\n\n'
            f"# Talk {place:02}\n\nA {{term}}`Graph` and more.\n",
        )


def test_a_talk_weighs_the_same_however_many_there_are(tmp_path: Path) -> None:
    sizes = {}
    for number in (16, 40):
        site = SmallSite(tmp_path / str(number))
        filled_with(site, number)
        assert site.build("en") == ""
        root = site.root / "build" / "html" / "en"
        names = ("summer/t08.html", STYLE, SCRIPT, LIST)
        sizes[number] = {name: (root / name).stat().st_size for name in names}
    # Not one byte: the sidebar shows the nearest talks, and these have names of one length.
    assert sizes[16] == sizes[40]


# -- What the first paint waits for ---------------------------------------------------------------


def names(addresses: Iterable[Any]) -> list[str]:
    return [str(one).partition("?")[0].rpartition("/")[2] for one in addresses]


def test_a_page_has_one_style_sheet_and_no_script_that_it_waits_for(
    every_page: list[Page],
) -> None:
    """What else is found here, a new version of Sphinx or of the theme has begun to load."""
    for_code = ["documentation_options.js", "clipboard.min.js", "copybutton.js"]
    problems = []
    with_code = 0
    for page in every_page:
        sheets = names(link["href"] for link in page.soup.select('link[rel~="stylesheet"]'))
        scripts = page.soup.select("script[src]")
        has_code = bool(page.article.select("div.highlight"))
        with_code += has_code
        expected = ["site.js", *(for_code if has_code else [])]
        if sheets != ["site.css"] or names(one["src"] for one in scripts) != expected:
            problems.append(f"{page}: {sheets} {scripts}")
        problems += [f"{page}: {one}" for one in scripts if not one.has_attr("defer")]
    assert with_code
    assert problems == [], shown(problems)


# -- Nothing moves --------------------------------------------------------------------------------

WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(source =>
            source.node?.className || source.node?.parentElement?.className || "?");
        window.shifts.push([entry.value, moved.join(", ")]);
    }
}).observe({ type: "layout-shift", buffered: true });
"""


def slowly(visit: Visit, window: tuple[int, int], theme: str) -> Tab:
    """Return a tab of a reader on a slow network, who has chosen *theme* before.

    Scripts come late, so that the page is painted without them first, however fast the machine.
    """

    def come_late(route: Route) -> None:
        time.sleep(LATE)
        route.continue_()

    tab = visit("about:blank", window=window)
    network = tab.context.new_cdp_session(tab)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.send("Network.emulateNetworkConditions", {"offline": False, **SLOW})
    tab.route("**/*.js?*", come_late)
    tab.add_init_script(f"try {{ localStorage.setItem('theme', '{theme}') }} catch {{}}\n{WATCH}")
    return tab


def moves(tab: Tab, address: str) -> list[list[Any]]:
    """Open *address*; return how far what moved, until all is there and has been painted."""
    tab.goto(address, wait_until="load")
    tab.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
    found: list[list[Any]] = tab.evaluate("shifts")
    return found


@pytest.mark.parametrize(("language", "window"), [("en", DESKTOP), ("ru", PHONE)])
def test_nothing_on_a_page_moves_while_it_loads(
    visit: Visit, server: StaticServer, language: str, window: tuple[int, int]
) -> None:
    # The system is light, so that a dark page is never what comes by itself.
    tab = slowly(visit, window, "dark")
    moved = {}
    for name in KINDS:
        if shifts := moves(tab, f"{server.address}/{language}/{name}"):
            moved[name] = shifts
        assert tab.locator("body").get_attribute("data-theme") == "dark"
    assert moved == {}


@pytest.mark.parametrize(("theme", "window"), [("light", DESKTOP), ("auto", PHONE)])
def test_nothing_moves_in_light_colours_either(
    visit: Visit, server: StaticServer, theme: str, window: tuple[int, int]
) -> None:
    tab = slowly(visit, window, theme)
    for language in LANGUAGES:
        assert moves(tab, f"{server.address}/{language}/pycon-de-2018/cython.html") == []


def test_a_move_would_be_seen(visit: Visit, server: StaticServer) -> None:
    tab = slowly(visit, DESKTOP, "auto")
    tab.add_init_script(
        """addEventListener("load", () => setTimeout(
            () => document.querySelector("article").prepend(document.createElement("hr")), 100))"""
    )
    open_whole(tab, f"{server.address}/en/pycon-de-2018/cython.html")
    tab.wait_for_function("shifts.length > 0")


@pytest.mark.parametrize("window", WINDOWS)
def test_answers_of_the_search_move_little(
    visit: Visit, server: StaticServer, window: tuple[int, int]
) -> None:
    """They come when the page is long there; each gets its passage in room kept for most."""
    tab = slowly(visit, window, "auto")
    for language in LANGUAGES:
        open_whole(tab, f"{server.address}/{language}/search.html?q=pandas")
        tab.locator("a.search-result").first.wait_for()
        tab.wait_for_load_state("networkidle")
        assert sum(shift for shift, _what in tab.evaluate("shifts")) <= GOOD


def test_every_picture_says_how_large_it_is(every_page: list[Page]) -> None:
    found = [(page, one) for page in every_page for one in page.soup.select("img")]
    assert found
    without = [f"{page}: {one}" for page, one in found if not {"width", "height"} <= set(one.attrs)]
    assert without == []


def test_the_text_of_a_page_does_not_wait_for_its_pictures(every_page: list[Page]) -> None:
    eager = [
        f"{page}: {one}"
        for page in every_page
        for one in page.article.select("img")
        if one.get("loading") != "lazy"
    ]
    assert eager == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"><desc>{}</desc></svg>\n'


def test_a_picture_says_how_large_it_is_whatever_letters_are_in_it(site: SmallSite) -> None:
    # One of the two is cut within a letter, wherever a reader of sizes stops.
    for name, letters in (("even", "ж" * 2000), ("odd", "a" + "ж" * 2000)):
        site.write(f"docs/{name}.svg", SVG.format("300pt", "75pt", letters))
    site.page("index", "# Start\n\n![Even](even.svg)\n\n![Odd](odd.svg)\n")
    assert site.build("en") == ""
    sizes = [(one["width"], one["height"]) for one in page_of(site, "index").select("img")]
    assert sizes == [("400", "100")] * 2


# -- Addresses that change with what stands there -------------------------------------------------

_VERSION = re.compile(r"[?]v=(\w+)$")


def test_every_file_that_a_page_loads_has_a_version_in_its_address(every_page: list[Page]) -> None:
    problems = []
    for page in every_page:
        addresses = [
            str(tag[attribute])
            for attribute in ("src", "href", "data-script")
            for tag in page.soup.select(
                f"script[{attribute}], link[{attribute}], img[{attribute}], [data-script], "
                'a[href*="_images/"]'
            )
            if tag.has_attr(attribute)
        ]
        loaded = [one for one in addresses if re.search(r"\.(css|js|svg|png)\b", one)]
        assert len(loaded) >= 3, page
        problems += [f"{page}: {one}" for one in loaded if not _VERSION.search(one)]
    assert problems == [], shown(problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_reader_turns_to_has_a_version_in_its_address(
    visit: Visit, server: StaticServer, real_site: Path, language: str
) -> None:
    talk = "pycon-de-2018/cython.html" if language == "en" else "europython-2020/binder.html"
    server.answers.clear()
    tab = visit(f"{server.address}/{language}/{talk}")
    tab.locator('article p a[href*="#term-"]').first.hover()
    tab.wait_for_selector(".tooltip")
    tab.click(".originals-button")
    tab.wait_for_selector(".original")
    tab.keyboard.press("/")
    tab.locator("#search-dialog .search-field").fill("pandas")
    tab.locator("#search-dialog .search-passage:not(:empty)").first.wait_for()
    asked = {answer.path for answer in server.answers if not answer.path.endswith(".html")}
    kinds = (
        "tooltips",
        "originals",
        "dialog",
        "index",
        "words",
        "texts",
    )
    assert [kind for kind in kinds if not any(kind in one for one in asked)] == []
    plain = sorted(one for one in asked if not _VERSION.search(one))
    assert [one.partition("?")[0] for one in plain] == [f"/{language}/{LIST}"]
    for one in asked - set(plain):
        path, _mark, version = one.lstrip("/").partition("?v=")
        content = (real_site / path).read_bytes()
        # The pieces of the search share the version of their index; Sphinx links the scripts of
        # code itself, with a checksum of its own.
        if Path(path).name in FOR_CODE:
            assert f"{crc32(content):08x}" == version, path
        elif not re.search("/search/(words|texts|names)", path):
            assert digest(content) == version, path


def listed(site: SmallSite) -> str:
    return (site.root / "build" / "html" / "en" / LIST).read_text(encoding="utf-8")


def test_what_is_loaded_on_demand_gets_a_new_address_when_it_changes(site: SmallSite) -> None:
    filled_with(site, 2)
    site.build("en")
    before, page = listed(site), site.html("summer/t00")
    assert site.build("en") == ""
    assert listed(site) == before
    path = site.root / "docs" / "tools" / "index.md"
    path.write_text(path.read_text(encoding="utf-8").replace("edges", "lines"), encoding="utf-8")
    site.build("en")
    for name in ("tools/index.tooltips.js", "_static/search/index.js"):
        one = re.compile(rf'"{re.escape(name)}":"\w+"')
        assert one.findall(before) != one.findall(listed(site)) != []
    assert site.html("summer/t00") == page


def test_a_changed_picture_gets_a_new_address(site: SmallSite) -> None:
    site.page("index", "# Start\n\n```{toctree}\npage\n```\n")
    site.page("page", "# Page\n\n![A drawing](drawing.svg)\n")
    addresses = []
    for width in (10, 20):
        picture = site.write("docs/drawing.svg", SVG.format(width, 10, "A drawing"))
        assert site.build("en", parallel=2) == ""
        image = page_of(site, "page").select_one("img")
        assert image["src"] == f"_images/drawing.svg?v={digest(picture.read_bytes())}"
        assert image.parent["href"] == image["src"]
        addresses.append(image["src"])
    assert len(set(addresses)) == 2


def test_a_changed_part_changes_the_address_on_every_page(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled_with(site, 2)
    site.build("en", parallel=2)
    sheet = 'link[rel="stylesheet"]'
    before = page_of(site, "summer/t00").select_one(sheet)
    monkeypatch.setattr(
        "furo.get_pygments_stylesheet", lambda: ".highlight { color: rebeccapurple }"
    )
    site.build("en", parallel=2)
    addresses = {
        page_of(site, name).select_one(sheet)["href"] for name in ("summer/t00", "summer/t01")
    }
    assert len(addresses) == 1
    assert addresses != {before["href"]}
    css = (site.root / "build" / "html" / "en" / STYLE).read_bytes()
    assert addresses == {f"../{STYLE}?v={digest(css)}"}
    assert b"rebeccapurple" in css
