"""One cause, one message, in our own form: also of what Sphinx and MyST would say."""

# ruff: noqa: E501
from __future__ import annotations

import re

import pytest
from conftest import SmallSite
from page_reader import reports

TALK = (
    '---\nkind: talk\nconference: conf\ndate: {date}\nstart: "10:00"\n---\n\n# {title}\n\n{text}\n'
)
CONFERENCE = """
---
kind: conference
dates: {first: 2020-07-23, last: 2020-07-23}
---

# Conf

```{toctree}
graphs
kedro
```

```{programme}
:day: 1
```
"""


@pytest.fixture
def talks(site: SmallSite) -> SmallSite:
    """Return a site with a conference, two talks and a glossary."""
    site.page("index", "# Home\n\n```{toctree}\nconf/index\ntools\n```\n")
    site.page("conf/index", CONFERENCE)
    site.page("conf/graphs", TALK.format(date="2020-07-23", title="Graphs", text="Text."))
    site.page("conf/kedro", TALK.format(date="2020-07-23", title="On Kedro", text="Text."))
    site.page(
        "tools",
        "(tools-top)=\n# Tools\n\n```{glossary}\nKedro\n  A library.\n\nDask\n  Too.\n```\n",
    )
    assert site.build() == ""
    return site


WORDS = {
    "a term": ("See {term}`Kedroo`.", 'no entry of the glossary is called "Kedroo"; did you mean "Kedro"?'),
    "a term with a text": ("See {term}`it <Kedroo>`.", 'did you mean "Kedro"?'),
    "a talk": ("See {talk}`kedroo`.", 'no talk is called "kedroo"; did you mean "kedro"?'),
    "a page": ("See {doc}`conf/kedroo`.", 'no page is called "conf/kedroo"; did you mean "conf/kedro"?'),
    "a label": ("See {ref}`tools-tip`.", 'no label is called "tools-tip"; did you mean "tools-top"?'),
    "a link to a page": ("See [it](conf/kedroo.md).", 'did you mean "conf/kedro.md"?'),
    "a link to a label": ("See [it](#tools-tip).", 'did you mean "#tools-top"?'),
    "a label twice": ("(one)=\n## One\n\n(one)=\n## Two", 'the label "one" stands on line 3 already'),
    "a label of another page": ("(tools-top)=\n## One", 'the label "tools-top" stands at docs/index.md:3'),
    "a heading that skips": ("### Deep", 'is "## …"'),
    "no such language": ("```pyton\nx = 1\n```", 'did you mean "python"?'),
    "code that is none": ("```json\n{x\n```", "no json"),
    "no such picture": ("![x](pik.svg)", 'there is no picture "pik.svg"; did you mean "pic.svg"?'),
    "a list with a page too many": ("```{toctree}\nconf/kedroo\n```", 'did you mean "conf/kedro"?'),
    "an option": ("```{figure} pic.svg\n:altt: x\n```", 'did you mean "alt"?'),
    "a term twice": ("```{glossary}\nKedro\n  Again.\n```", 'the term "Kedro" stands at docs/index.md:4'),
}  # fmt: skip
FOREIGN = (
    "cross-reference", "Duplicate", "Non-consecutive", "not in glossary", "undefined", "Unknown",
    "unknown document", "Pygments", "Lexing", "not readable", "nonexisting", "duplicate",
)  # fmt: skip


@pytest.mark.parametrize("case", WORDS)
def test_what_sphinx_and_myst_find_is_said_in_our_words_with_its_line(
    talks: SmallSite, case: str
) -> None:
    text, told = WORDS[case]
    talks.write("docs/pic.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    talks.page("index", f"# Home\n\n{text}\n\n```{{toctree}}\nconf/index\ntools\n```\n")
    for parallel in (0, 2):
        found = reports(talks.build(fresh=True, parallel=parallel))
        assert len(found) == 1, found
        assert re.match(r"docs/(index|tools)\.md:[3-6]: |docs/tools.md:1: ", found[0])
        assert told in found[0]
        assert not [word for word in FOREIGN if word in found[0].replace(told, "")]


def test_a_page_that_begins_below_its_title_or_that_no_list_names_is_told(talks: SmallSite) -> None:
    talks.page("tools", "## Tools\n")
    talks.page("lost", "# Lost\n")
    first, second = reports(talks.build(fresh=True))
    assert "docs/lost.md" in first + second
    assert "{toctree}" in first + second
    assert 'docs/tools.md:1: WARNING: the page has no title; begin it with "# …"' in first + second


def test_a_bad_fact_of_a_talk_is_told_once(talks: SmallSite) -> None:
    links = "See {talk}`kedro` and {doc}`kedro`.\n\nAnd {talk}`again <kedro>`."
    talks.page("conf/graphs", TALK.format(date="2020-07-23", title="Graphs", text=links))
    talks.page("conf/kedro", TALK.format(date="2020-02-31", title="On Kedro", text="Text."))
    (told,) = reports(talks.build(fresh=True))
    assert told.startswith("docs/conf/kedro.md:4: ")


def test_a_bad_fact_of_a_conference_is_told_once(talks: SmallSite) -> None:
    talks.page("conf/index", CONFERENCE.replace("first: 2020-07-23", "first: 2020-02-31"))
    (told,) = reports(talks.build(fresh=True))
    assert told.startswith("docs/conf/index.md:3: ")


def test_what_an_open_fence_swallows_is_not_missed_elsewhere(talks: SmallSite) -> None:
    talks.page(
        "index",
        "# Home\n\n{term}`Kedro`, {ref}`tools-down`\n\n```{toctree}\nconf/index\ntools\n```\n",
    )
    talks.page(
        "tools",
        "# Tools\n\n:::{note}\nText.\n\n```{glossary}\nKedro\n  It.\n```\n\n(tools-down)=\n## Down\n",
    )
    (told,) = reports(talks.build(fresh=True))
    assert told.startswith("docs/tools.md:3: ")
