"""What pages tell programs, on small sites; of the real one: test_read_the_docs.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SmallSite
from read_by_programs import Head, wrong_in_thing

from talknotes.publishing.linked_data import script

TALK = """
---
kind: talk
conference: conf
language: {language}
date: 2020-07-24
start: "07:30"
speakers: [Ada </script> Löve, Иван]
{extra}
---
# {title}

What <one> takes & away. More.
"""
CONFERENCE = """
---
kind: conference
dates: {first: 2020-07-23, last: 2020-07-26}
timezone: Europe/Berlin
links: {website: https://conf.example/}
---
# Conf 2020

Held online.

```{programme}
:day: 2
```

```{toctree}
talk
gone
```
"""
TOOLS = """
# Tools

What is used.

```{glossary}
DVC
Data Version Control
   It versions data. It is a tool.

   ~~~{home-page} https://dvc.org
   ~~~
```
"""
THREE = {
    "en": {"name": "English", "locale": "en_GB"},
    "ru": {"name": "Русский", "locale": "ru"},
    "pt_BR": {"name": "Português", "locale": "pt_BR"},
}
CODES = tuple(THREE)
ADDRESS = "https://talks.example/notes"


@pytest.fixture
def conference(site: SmallSite) -> SmallSite:
    """A conference with two talks and a glossary, in three languages."""
    site.page("index", "# Home\n\nAll notes.\n\n```{toctree}\nconf/index\ntools\n```\n")
    site.page("conf/index", CONFERENCE)
    site.page("conf/talk", TALK.format(language="en", extra="", title="A talk <b> & more"))
    site.page(
        "conf/gone", TALK.format(language="ru", extra="status: cancelled", title="Отменённый")
    )
    site.page("tools", TOOLS)
    site.catalogue("ru", "conf/talk", {"A talk <b> & more": "Доклад"})
    return site


Publish = Callable[..., None]


@pytest.fixture
def publish(conference: SmallSite) -> Publish:
    """Return a function that builds the conference for an address; an empty one is none."""

    def build(address: str = ADDRESS, languages: tuple[str, ...] = CODES) -> None:
        conf = (conference.root / "conf.py").read_text(encoding="utf-8").split("# Published")[0]
        more = f"# Published\ntalknotes_languages = {THREE!r}\ntalknotes_address = {address!r}\n"
        conference.write("conf.py", conf + more)
        for language in languages:
            assert "WARNING" not in conference.build(language)

    return build


def head_of(site: SmallSite, docname: str, language: str = "en") -> Head:
    return Head(site.html(docname, language))


def test_a_third_language_needs_no_code(conference: SmallSite, publish: Publish) -> None:
    publish()
    for language in CODES:
        page = head_of(conference, "conf/talk", language)
        assert page.canonical == [f"{ADDRESS}/{language}/conf/talk.html"]
        assert page.one("og:url") == page.canonical[0]
        assert page.alternates == [
            ("en", f"{ADDRESS}/en/conf/talk.html"),
            ("ru", f"{ADDRESS}/ru/conf/talk.html"),
            ("pt-BR", f"{ADDRESS}/pt_BR/conf/talk.html"),
            ("x-default", f"{ADDRESS}/en/conf/talk.html"),
        ]
        assert page.feeds == [f"{ADDRESS}/{language}/feed.xml"]
        locales = {page.one("og:locale"), *page.metas["og:locale:alternate"]}
        assert locales == {"en_GB", "ru_RU", "pt_BR"}
    assert head_of(conference, "conf/talk", "ru").one("og:locale") == "ru_RU"


def test_a_page_that_is_not_translated_says_its_own_language(
    conference: SmallSite, publish: Publish
) -> None:
    publish(languages=("pt_BR",))
    page = head_of(conference, "conf/gone", "pt_BR")
    assert page.one("og:locale") == "ru_RU"
    assert page.things[0]["inLanguage"] == "ru"


def test_without_an_address_nothing_is_said_that_needs_one_not_even_after_a_build_with_one(
    conference: SmallSite, publish: Publish
) -> None:
    publish(ADDRESS, ("en",))
    files = {path.name for path in (conference.root / "build" / "html" / "en").iterdir()}
    assert {"feed.xml", "sitemap.xml", "robots.txt", "llms.txt", "pictures"} <= files
    publish("", ("en",))
    page = head_of(conference, "conf/talk")
    assert (page.canonical, page.alternates, page.feeds) == ([], [], [])
    assert not {"og:url", "og:image", "twitter:card"} & set(page.metas)
    assert page.one("og:description") == "What <one> takes & away."
    assert list(wrong_in_thing(page.things[0])) == []
    assert "url" not in page.things[0]
    files = {path.name for path in (conference.root / "build" / "html" / "en").iterdir()}
    assert not {"feed.xml", "sitemap.xml", "robots.txt", "llms.txt"} & files


def test_a_talk_is_described_as_an_event_with_its_speakers_and_conference(
    conference: SmallSite, publish: Publish
) -> None:
    publish(languages=("ru",))
    (thing,) = head_of(conference, "conf/talk", "ru").things
    assert list(wrong_in_thing(thing)) == []
    assert thing["@type"] == "Article"
    assert thing["headline"] == "Доклад"
    assert thing["translationOfWork"]["@id"] == f"{ADDRESS}/en/conf/talk.html"
    assert thing["about"] == {
        "@type": "Event",
        "name": "Доклад",
        "startDate": "2020-07-24T07:30+02:00",
        "performer": [
            {"@type": "Person", "name": "Ada </script> Löve"},
            {"@type": "Person", "name": "Иван"},
        ],
        "superEvent": {
            "@type": "Event",
            "name": "Conf 2020",
            "startDate": "2020-07-23",
            "endDate": "2020-07-26",
            "url": "https://conf.example/",
        },
    }
    (gone,) = head_of(conference, "conf/gone", "ru").things
    assert gone["about"]["eventStatus"] == "https://schema.org/EventCancelled"
    assert [one["inLanguage"] for one in gone["workTranslation"]] == ["en", "pt-BR"]


def test_a_tool_is_described_as_a_term_with_its_first_sentence_its_names_and_home_page(
    conference: SmallSite, publish: Publish
) -> None:
    conference.catalogue(
        "ru", "tools", {"It versions data. It is a tool.": "Хранит версии. Инструмент."}
    )
    publish(languages=("en", "ru"))
    (term,) = head_of(conference, "tools", "ru").things[0]["hasDefinedTerm"]
    assert term["description"] == "Хранит версии."
    page = head_of(conference, "tools")
    assert page.things[0]["hasDefinedTerm"] == [
        {
            "@type": "DefinedTerm",
            "@id": "#term-DVC",
            "name": "DVC",
            "description": "It versions data.",
            "alternateName": ["Data Version Control"],
            "sameAs": "https://dvc.org",
        }
    ]
    assert page.soup.select_one("#term-DVC") is not None


def test_what_stands_elsewhere_reaches_the_head_of_a_page_that_did_not_change(
    conference: SmallSite, publish: Publish
) -> None:
    publish(languages=("en",))
    conference.page("conf/index", CONFERENCE.replace("conf.example", "other.example"))
    publish(languages=("en",))
    event = head_of(conference, "conf/talk").things[0]["about"]["superEvent"]
    assert event["url"] == "https://other.example/"


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "]]>", "a & b"])
def test_no_text_can_end_the_script_that_it_stands_in(text: str) -> None:
    written = script({"name": text})
    assert not set("<>&") & set(written)
    assert json.loads(written) == {"name": text}


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "Tale"},
        {"@type": "Article", "colour": "red"},
        {"@type": "Article", "headline": ""},
        {"@type": "Article", "about": {"@type": "Person", "name": "A"}},
        {"@type": "Event", "url": "talk.html"},
        {"@type": "WebPage", "inLanguage": "ru_RU"},
        {"@type": "WebPage", "workTranslation": [{"@id": "x.html", "inLanguage": "en"}]},
    ],
)
def test_the_check_of_linked_data_finds_mistakes(thing: dict[str, Any]) -> None:
    assert list(wrong_in_thing(thing))
