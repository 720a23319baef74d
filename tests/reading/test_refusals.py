"""Pages that bring in what no page may: told with their line, and harmless even so."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from conftest import SmallSite
from page_reader import article_of, links, page_of, reports_by_case, text_of

from talknotes.content.facts import PageContext, read_page_facts

ADDRESS = '\ntalknotes_address = "https://talks.example/notes/"\n'
# What is written, and the line that is told.
FOREIGN = {
    "script in a link of reStructuredText": "```{eval-rst}\n`x <javascript:attacked>`__\n```",
    "script in capitals": "```{eval-rst}\n`x <JavaScript:attacked>`__\n```",
    "script behind a picture": "```{image} pic.svg\n:alt: x\n:target: javascript:attacked\n```",
    "a page behind a figure": "```{figure} pic.svg\n:alt: x\n:target: data:text/html,a\n```",
    "script in a list of pages": "```{toctree}\nx <javascript://%0aattacked>\n```",
    "a picture of another host": "![x](https://evil.example/x.png)",
    "a formula, drawn by another host": "{math}`x^2`",
    "a formula, a program for LaTeX": "```{math}\n\\input{/etc/passwd}\n```",
    "columns, a program for LaTeX": (
        "```{tabularcolumns} \\input{/etc/passwd}\n```\n\n| a |\n|---|\n| b |"
    ),
}


def test_a_page_runs_no_script_and_loads_nothing_from_elsewhere(site: SmallSite) -> None:
    site.write("docs/pic.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    pages = {case: f"# Other\n\nFirst of all.\n\n{text}\n" for case, text in FOREIGN.items()}
    for number, (case, told) in enumerate(reports_by_case(site, pages).items()):
        assert any(one.startswith("5: ") for one in told), case
        page = page_of(site, f"case-{number}")
        loaded = [str(tag.get("src") or "") for tag in page.select("[src]")]
        assert not [address for address in loaded if address.startswith(("http", "//"))]
        addresses = [address for _text, address in links(page)]
        assert not [one for one in addresses if one.startswith(("javascript", "data"))]
    site.build(builder="latex", out="latex")
    tex = "".join(p.read_text("utf-8") for p in (site.root / "build/latex/en").glob("*.tex"))
    assert tex.count("First of all.") == len(FOREIGN)
    assert "\\input{/etc/passwd}" not in tex


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


UNSEEN = {
    "in the text": ("# Home\n\nOne.\n\nA\u202eb.\n", 5, "U+202E"),
    "in the title": ("# Ho\x0cme\n", 1, "U+000C"),
    "in code": ("# Home\n\n```text\na\u200bb\n```\n", 4, "U+200B"),
    "as an entity": ("# Home\n\nA&#12;b.\n", 3, "U+000C"),
    "in the front matter": ("---\nlanguage: en\n# \u202e\n---\n\n# Home\n", 3, "U+202E"),
}  # fmt: skip


def test_a_character_of_a_page_that_nobody_sees_is_reported_with_its_line(site: SmallSite) -> None:
    told = reports_by_case(site, {place: text for place, (text, _line, _name) in UNSEEN.items()})
    for place, (_text, line, name) in UNSEEN.items():
        assert [one for one in told[place] if one.startswith(f"{line}: ") and name in one], place


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
    "half a letter": (TALK + 'speakers: ["A\\ud800B"]\n', 6, "U+D800"),
    "a sign that XML forbids": (TALK + 'speakers: ["A\\fB"]\n', 6, "U+000C"),
    "writing turned round": (TALK + 'speakers: ["A\\u202eB"]\n', 6, "U+202E"),
}  # fmt: skip


@pytest.mark.parametrize("front", FRONTS)
def test_what_yaml_can_do_and_no_page_needs_is_reported_with_its_line(front: str) -> None:
    text, line, told = FRONTS[front]
    facts, problems = read_page_facts(f"---\n{text}---\n\n# Home\n", CONTEXT)
    assert told in problems[0].message
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
