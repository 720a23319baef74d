"""One cause, one message, however many places it is seen at.

What is said of each mistake: checks/planted_mistakes.yaml.
"""

from __future__ import annotations

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


def test_a_page_that_begins_below_its_title_or_that_no_list_names_is_reported(
    talks: SmallSite,
) -> None:
    talks.page("tools", "## Tools\n")
    talks.page("lost", "# Lost\n")
    first, second = reports(talks.build(fresh=True))
    assert "docs/lost.md" in first + second
    assert "{toctree}" in first + second
    assert 'docs/tools.md:1: WARNING: the page has no title; begin it with "# …"' in first + second


def test_a_bad_fact_of_a_talk_is_reported_once(talks: SmallSite) -> None:
    links = "See {talk}`kedro` and {doc}`kedro`.\n\nAnd {talk}`again <kedro>`."
    talks.page("conf/graphs", TALK.format(date="2020-07-23", title="Graphs", text=links))
    talks.page("conf/kedro", TALK.format(date="2020-02-31", title="On Kedro", text="Text."))
    (report,) = reports(talks.build(fresh=True))
    assert report.startswith("docs/conf/kedro.md:4: ")


def test_a_bad_fact_of_a_conference_is_reported_once(talks: SmallSite) -> None:
    talks.page("conf/index", CONFERENCE.replace("first: 2020-07-23", "first: 2020-02-31"))
    (report,) = reports(talks.build(fresh=True))
    assert report.startswith("docs/conf/index.md:3: ")


def test_what_an_open_fence_swallows_is_not_missed_elsewhere(talks: SmallSite) -> None:
    talks.page(
        "index",
        "# Home\n\n{term}`Kedro`, {ref}`tools-down`\n\n```{toctree}\nconf/index\ntools\n```\n",
    )
    talks.page(
        "tools",
        "# Tools\n\n:::{note}\nText.\n\n```{glossary}\nKedro\n  It.\n```\n\n"
        "(tools-down)=\n## Down\n",
    )
    (report,) = reports(talks.build(fresh=True))
    assert report.startswith("docs/tools.md:3: ")
