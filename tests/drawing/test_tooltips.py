"""What a link to a tool shows before it is followed: the sentences, and the files they stand in.

That they follow every change: tests/publishing/test_incremental.py.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import SmallSite
from finished_site import NAMES, Page, Pages, glossary_of
from page_reader import label_catalogue

# -- Small sites ----------------------------------------------------------------------------------

TOOLS = """
# Tools

```{glossary}
Graph
graphs
   Help with `?`, *nodes* and {term}`edges <Edge>`, since 2 years.
   A second sentence.

Edge
   A line.

Fence
   - no sentence
```

```{toctree}
summer/index
other
```
"""
CONFERENCE = """
---
kind: conference
dates: {first: 2020-07-23, last: 2020-07-23}
---

# Summer

(day-1)=
## Day 1

```{programme}
:day: 1
```

```{toctree}
one
two
```
"""
TALK = """
---
kind: talk
conference: summer
date: 2020-07-23
start: "1HOUR:00"
---

# Talk HOUR

On {term}`Graph`.
"""
MESSAGES = {
    "Graph": "граф",
    "graphs": "графы",
    "Help with `?`, *nodes* and {term}`edges <Edge>`, since 2 years. A second sentence.": (
        "Помощь с `?`, *узлы* и {term}`рёбра <Edge>`, уже 2 года. Второе предложение."
    ),
}
LABELS: dict[str, str | list[str]] = {
    "Mentioned in {number} talk|Mentioned in {number} talks": [
        "Упоминается в {number} докладе",
        "Упоминается в {number} докладах",
        "Упоминается в {number} докладах",
    ],
    "Read the whole entry": "Читать статью целиком",
}


@pytest.fixture
def small(site: SmallSite) -> SmallSite:
    """Return a site with a glossary of three entries, one translated, and two talks."""
    site.page("index", TOOLS)
    site.page("other", "# Other\n\nNo term.\n")
    site.page("summer/index", CONFERENCE)
    for hour, slug in enumerate(("one", "two")):
        site.page(f"summer/{slug}", TALK.replace("HOUR", str(hour)))
    site.catalogue("ru", "index", MESSAGES)
    label_catalogue(site, "talknotes", LABELS)
    return site


def file_of(site: SmallSite, language: str, docname: str = "index") -> Path:
    return site.root / "build" / "html" / language / f"{docname}.tooltips.js"


def read(path: Path) -> dict[str, Any]:
    """Return what the script at *path* hands over."""
    text = path.read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("window.talknotesTooltips = ")[:-2])
    return found


def tooltips(site: SmallSite, language: str) -> dict[str, dict[str, Any]]:
    """Return the tooltips of the front page by the name of the entry."""
    return {one["name"]: one for one in read(file_of(site, language))["tooltips"]}


def test_an_entry_has_its_first_sentence_and_its_number_of_talks(small: SmallSite) -> None:
    assert small.build("en") == ""
    assert tooltips(small, "en") == {
        "Graph": {
            "ids": ["term-Graph", "term-graphs"],
            "name": "Graph",
            "text": "Help with ?, nodes and edges, since 2\N{NO-BREAK SPACE}years.",
            "talks": "Mentioned in 2\N{NO-BREAK SPACE}talks",
        },
        "Edge": {"ids": ["term-Edge"], "name": "Edge", "text": "A line."},
    }


def test_a_translated_entry_speaks_the_language_and_another_says_which_it_is_in(
    small: SmallSite,
) -> None:
    assert small.build("ru") == ""
    found = tooltips(small, "ru")
    assert found["граф"]["text"] == (
        "Помощь с\N{NO-BREAK SPACE}?, узлы и\N{NO-BREAK SPACE}рёбра, уже 2\N{NO-BREAK SPACE}года."
    )
    assert found["граф"]["talks"] == "Упоминается в\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}докладах"
    assert "textLanguage" not in found["граф"]
    assert (found["Edge"]["nameLanguage"], found["Edge"]["textLanguage"]) == ("en", "en")
    assert read(file_of(small, "ru"))["labels"]["entry"] == "Читать статью целиком"


def test_a_file_goes_with_its_glossary_and_with_its_page(small: SmallSite) -> None:
    more = "# Other\n\n```{glossary}\nNew\n   A thing.\n```\n"
    small.page("other", more)
    small.build("en")
    path = file_of(small, "en", "other")
    assert [one["name"] for one in read(path)["tooltips"]] == ["New"]
    small.page("other", "# Other\n\nNo term.\n")
    small.build("en")
    assert not path.exists()
    small.page("other", more)
    small.build("en")
    assert path.exists()
    (small.root / "docs" / "other.md").unlink()
    small.page("index", TOOLS.replace("other\n", ""))
    small.build("en")
    assert not path.exists()


# -- The real site --------------------------------------------------------------------------------


def real_files(real_site: Path, language: str) -> dict[str, Path]:
    folder = real_site / language
    return {
        path.relative_to(folder).as_posix().removesuffix(".tooltips.js"): path
        for path in sorted(folder.rglob("*.tooltips.js"))
    }


@pytest.mark.parametrize("language", NAMES)
def test_every_real_entry_has_a_sentence_in_the_language_of_its_page(
    real_site: Path, pages: Pages, language: str
) -> None:
    glossary = glossary_of(pages[language])
    found = {
        (f"{docname}.html", one["ids"][0]): one
        for docname, path in real_files(real_site, language).items()
        for one in read(path)["tooltips"]
    }
    # The terms of an entry can stand in another order on the page of another language.
    assert set(found) == set(glossary.first.values())
    for place, one in found.items():
        assert len(one["text"]) > 20, place
        assert one["text"].endswith("."), one["text"]
        assert "textLanguage" not in one, place
        number = len(glossary.mentioned_in[place])
        assert re.findall(r"\d+", one.get("talks", "0")) == [str(number)], place


def test_no_page_grows_for_its_tooltips(every_page: list[Page]) -> None:
    links = [
        (page, link)
        for page in every_page
        for link in page.article.select('a.internal[href*="#term-"]')
    ]
    assert len(links) > 1000
    for page, link in links:
        assert set(link.attrs) <= {"class", "href"}, page


def test_what_a_first_pointing_loads_stays_small(real_site: Path) -> None:
    script = len(gzip.compress((real_site / "en" / "_static" / "tooltips.js").read_bytes()))
    assert script < 4_000
    for language in NAMES:
        for docname, path in real_files(real_site, language).items():
            assert len(gzip.compress(path.read_bytes())) < 8_000, docname
