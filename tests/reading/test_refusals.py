"""What is odd in a page, but allowed, breaks nothing; what YAML can do is reported."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from conftest import SmallSite
from page_reader import article_of, page_of, text_of

from talknotes.content.facts import PageContext, read_page_facts

ADDRESS = '\ntalknotes_address = "https://talks.example/notes/"\n'


def test_a_link_to_the_web_may_stand_in_a_list_of_pages_and_under_a_picture(
    site: SmallSite,
) -> None:
    site.write("docs/pic.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.page(
        "index",
        "# Home\n\n```{toctree}\nx <https://example.org/>\n```\n\n"
        "```{image} pic.svg\n:alt: x\n:target: https://example.org/\n```\n",
    )
    assert site.build() == ""


def test_a_title_of_two_lines_breaks_neither_pictures_nor_lists(site: SmallSite) -> None:
    with (site.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write(ADDRESS)
    site.page("index", "# Home\n\n```{toctree}\nconf/index\nconf/talk\n```\n")
    dates = "dates: {first: 2020-07-23, last: 2020-07-23}"
    site.page(
        "conf/index",
        f"---\nkind: conference\n{dates}\n---\n\n# Conf\n\n```{{programme}}\n:day: 1\n```\n",
    )
    site.page(
        "conf/talk",
        '---\nkind: talk\nconference: conf\ndate: 2020-07-23\nstart: "10:00"\n---\n\n'
        "A title\n- in two lines\n===\n".replace("- ", ""),
    )
    assert site.build() == ""
    folder = site.root / "build/html/en"
    ET.parse(folder / "feed.xml")
    lines = (folder / "llms.txt").read_text(encoding="utf-8").split("\n")
    assert any(line.startswith("- [A title in two lines](") for line in lines)


def test_a_very_long_title_is_drawn_in_no_time(site: SmallSite) -> None:
    from talknotes.publishing.social_cards import fit_title

    lines, _size = fit_title("ы" * 200_000)
    assert all(len(line) < 100 for line in lines)


CONTEXT = PageContext("docs/index.md", "index", ("en", "ru"), ("conf",))
TALK = 'kind: talk\nconference: conf\ndate: 2020-07-23\nstart: "10:00"\n'
FRONTS = {
    "values that multiply": (
        "a: &a {x: 1, y: 1}\n"
        + "".join(f"b{n}: &b{n} {{x: *a, y: *a}}\n" for n in range(40)),
        3,
        "refers to another value",
    ),
    "values in an address": (
        f"{TALK}links:\n  other: &a [x, x]\n  slides: [*a, *a]\n", 8, "refers to another value",
    ),
    "a value in itself": ("x: &x {y: *x}\n", 2, "refers to another value"),
    "lists in lists": ("language: " + "[" * 3000 + "]" * 3000 + "\n", 2, "nested too deeply"),
    "far too much": ("speakers:\n" + "- x\n" * 150_000, 2, "at most"),
    "half a letter": (TALK + 'speakers: ["A\\ud800B"]\n', 6, "U+D800"),
    "a character that XML forbids": (TALK + 'speakers: ["A\\fB"]\n', 6, "U+000C"),
    "writing turned round": (TALK + 'speakers: ["A\\u202eB"]\n', 6, "U+202E"),
}  # fmt: skip


@pytest.mark.parametrize("front", FRONTS)
def test_what_yaml_can_do_and_no_page_needs_is_reported_with_its_line(front: str) -> None:
    text, line, report = FRONTS[front]
    facts, problems = read_page_facts(f"---\n{text}---\n\n# Home\n", CONTEXT)
    assert report in problems[0].message
    assert problems[0].line == line
    assert facts.talk is None


def test_a_day_beyond_the_calendar_is_no_day_of_the_conference(site: SmallSite) -> None:
    dates = "dates: {first: 2020-07-23, last: 2020-07-23}"
    site.page("index", "# Home\n\n```{toctree}\nconf/index\n```\n")
    site.page(
        "conf/index",
        f"---\nkind: conference\n{dates}\n---\n\n# Conf\n\n"
        "```{programme}\n:day: 99999999999\n```\n",
    )
    assert "none is day 99999999999" in site.build()
    assert text_of(article_of(site, "conf/index"))
    assert page_of(site, "index")
