"""Feed, sitemap, robots.txt and llms.txt of small sites; of the real one: test_read_the_docs.py."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import SmallSite
from machine_files import ATOM, wrong_in_feed, wrong_in_llms, wrong_in_sitemap

from talknotes.common.languages import Language
from talknotes.common.urls import SiteLayout
from talknotes.publishing.feeds import permanent_id, robots, write_root_robots

ADDRESS = "https://talks.example"
TALK = """
---
kind: talk
conference: conf
language: en
date: {date}
start: "{start}"
speakers: [Ada]
---
# {title}

What it says. More.
"""


@pytest.fixture
def published(site: SmallSite) -> SmallSite:
    """A conference of two days with a known address and a clock, not built yet."""
    conf = (site.root / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f"{conf}\ntalknotes_address = {ADDRESS!r}\n")
    site.page("index", "# Home\n\nAll notes.\n\n```{toctree}\nconf/index\ntools/index\nabc\n```\n")
    site.page("abc", "# A [b] & c\n\nSaid *so*.\n")
    site.page("tools/index", "# Tools\n\n```{toctree}\nmore\n```\n")
    site.page("tools/more", "# More\n\nOf it.\n\n```{glossary}\nDVC\n   It versions. It is.\n```\n")
    front = "---\nkind: conference\ndates: {first: 2020-07-23, last: 2020-07-24}\n"
    front += "timezone: Europe/Berlin\n---\n"
    days = "".join(f"```{{programme}}\n:day: {day}\n```\n\n" for day in (1, 2))
    site.page("conf/index", f"{front}# Conf\n\nHeld.\n\n{days}```{{toctree}}\none\ntwo\n```\n")
    site.page("conf/one", TALK.format(date="2020-07-23", start="07:30", title="One <1>"))
    site.page("conf/two", TALK.format(date="2020-07-24", start="09:00", title="Two"))
    site.catalogue("ru", "conf/one", {"One <1>": "Один", "What it says. More.": "Вот. Ещё."})
    return site


def made(site: SmallSite, name: str, language: str = "en") -> str:
    return (site.root / "build" / "html" / language / name).read_text(encoding="utf-8")


def entries(feed: str) -> list[tuple[str | None, ...]]:
    found = ET.fromstring(feed).findall(f"{ATOM}entry")
    return [
        tuple(one.findtext(f"{ATOM}{tag}") for tag in ("title", "updated", "summary"))
        for one in found
    ]


def test_the_feed_lists_talks_in_the_language_the_latest_first(published: SmallSite) -> None:
    published.build("ru")
    feed = made(published, "feed.xml", "ru")
    assert wrong_in_feed(feed) == []
    assert entries(feed) == [
        ("Two", "2020-07-24T09:00:00+02:00", "What it says."),
        ("Один", "2020-07-23T07:30:00+02:00", "Вот."),
    ]
    root = ET.fromstring(feed)
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(language) == "ru"
    shown = [title.get(language) for title in root.iterfind(f"{ATOM}entry/{ATOM}title")]
    assert shown == ["en", None]


def test_ids_stay_when_the_site_moves(published: SmallSite) -> None:
    def ids() -> list[str]:
        published.build()
        return re.findall(r"<id>(.*?)</id>", made(published, "feed.xml"))

    before = ids()
    conf = (published.root / "conf.py").read_text(encoding="utf-8")
    published.write("conf.py", conf.replace("talks.example", "elsewhere.example/notes"))
    assert ids() == before
    assert len(set(before)) == 3


def test_ids_differ_by_project_language_and_page() -> None:
    made_of = [("a", "en", ""), ("b", "en", ""), ("a", "ru", ""), ("a", "en", "x")]
    assert len({permanent_id(*one) for one in made_of}) == len(made_of)
    assert permanent_id("Talk Notes", "en", "x") == permanent_id("Talk Notes", "en", "x")


def test_a_feed_without_a_talk_is_a_feed(published: SmallSite) -> None:
    for name in ("one", "two"):
        (published.root / "docs" / "conf" / f"{name}.md").unlink()
    published.build()
    feed = made(published, "feed.xml")
    assert wrong_in_feed(feed) == []
    assert entries(feed) == []


def test_the_sitemap_has_every_page_once(published: SmallSite) -> None:
    published.build()
    text = made(published, "sitemap.xml")
    names = ["abc", "conf/index", "conf/one", "conf/two", "index", "tools/index", "tools/more"]
    expected = [f"{ADDRESS}/en/{name}.html" for name in names]
    assert wrong_in_sitemap(text, expected) == []


def test_what_a_model_reads_names_every_page_and_tool_by_section(published: SmallSite) -> None:
    published.build()
    text = made(published, "llms.txt")
    assert wrong_in_llms(text) == []
    assert text == (
        "# Small site\n\n> All notes.\n\n"
        "## Conf\n\n"
        f"- [Conf]({ADDRESS}/en/conf/index.html): Held.\n"
        f"- [One \\<1\\>]({ADDRESS}/en/conf/one.html): What it says.\n"
        f"- [Two]({ADDRESS}/en/conf/two.html): What it says.\n\n"
        "## Tools\n\n"
        f"- [Tools]({ADDRESS}/en/tools/index.html)\n"
        f"- [More]({ADDRESS}/en/tools/more.html): Of it.\n"
        f"- [DVC]({ADDRESS}/en/tools/more.html#term-DVC): It versions.\n\n"
        "## Across all talks\n\n"
        f"- [A \\[b\\] & c]({ADDRESS}/en/abc.html): Said so.\n"
    )


def test_a_file_that_says_the_same_is_not_written_again(published: SmallSite) -> None:
    published.build()
    folder = published.root / "build" / "html" / "en"
    names = ("feed.xml", "sitemap.xml", "robots.txt", "llms.txt", "pictures/conf/one.png")
    before = {name: (folder / name).stat().st_mtime_ns for name in names}
    published.page("conf/two", TALK.format(date="2020-07-24", start="09:00", title="Two") + "\n.\n")
    published.build()
    assert {name: (folder / name).stat().st_mtime_ns for name in names} == before


LANGUAGES = [Language("en", "English", "en_GB"), Language("pt_BR", "Português", "pt_BR")]


def test_robots_are_sent_to_the_sitemap_of_every_language() -> None:
    text = robots(SiteLayout(root="https://talks.example/notes/"), LANGUAGES).decode()
    assert text.splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://talks.example/notes/en/sitemap.xml",
        "Sitemap: https://talks.example/notes/pt_BR/sitemap.xml",
    ]


def test_above_the_languages_robots_find_a_file_where_the_address_is_known(tmp_path: Path) -> None:
    write_root_robots(tmp_path, SiteLayout(root=f"{ADDRESS}/"), LANGUAGES)
    assert "Sitemap: https://talks.example/en/" in (tmp_path / "robots.txt").read_text("utf-8")
    write_root_robots(tmp_path, SiteLayout(), LANGUAGES)
    assert list(tmp_path.iterdir()) == []
