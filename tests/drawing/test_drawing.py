"""What the extension draws: headers of talks, programmes, lists, and what it objects to."""

from __future__ import annotations

import pytest
from bs4 import Tag
from conftest import SmallSite
from page_reader import (
    article_of,
    label_catalogue,
    links,
    reports,
    row,
    text_of,
    texts,
)

LABELS: dict[str, str | list[str]] = {
    "Conference": "Конференция",
    "Day {number}": "День {number}",
    "Description": "Описание",
    "Keynote": "Пленарный доклад",
    "Kind": "Вид",
    "Links": "Ссылки",
    "Mentioned in": "Упоминается в докладах",
    "Notes taken in": "Язык заметок",
    "Other conferences": "Другие конференции",
    "Other days of the conference": "Другие дни конференции",
    "Slides": "Слайды",
    "This talk was cancelled.": "Доклад отменён.",
    "Tools and terms in these notes": "Инструменты и термины",
    "Topics": "Темы",
    "When": "Когда",
    "cancelled": "отменён",
    "local time": "по местному времени",
    "time zone unknown": "часовой пояс неизвестен",
    "Speaker|Speakers": ["Докладчик", "Докладчики", "Докладчики"],
    "{number} talk|{number} talks": ["{number} доклад", "{number} доклада", "{number} докладов"],
}

INDEX = """
# Front page

```{conferences}
```

```{toctree}
summer/index
winter/index
spring/index
tools
topics
speakers
```
"""
TALKS = {
    "summer/opening": (
        "All begins",
        """
        kind: keynote
        date: 2020-07-23
        start: "09:00"
        speakers: [Łucja Žižek]
        """,
    ),
    "summer/graphs": (
        "All about graphs",
        """
        kind: talk
        date: 2020-07-24
        start: "10:00"
        speakers: [Ada Lovelace, Émile Zola]
        topics: [speed, graphs]
        links:
          other: [https://example.org/more]
          code: [https://example.org/code]
          slides: [https://example.org/one, https://example.org/two]
          video: https://example.org/video
          description: https://example.org/about
        """,
    ),
    "summer/branches": (
        "On branches",
        """
        kind: talk
        date: 2020-07-24
        start: "09:30"
        status: cancelled
        speakers: [Zoë Ångström]
        topics: [graphs]
        """,
    ),
    "summer/a-few-flashes": (
        "A few flashes",
        """
        kind: lightning-talks
        date: 2020-07-24
        after: graphs
        """,
    ),
    "summer/work": (
        "Work",
        """
        kind: sprints
        date: 2020-07-25
        last-date: 2020-07-26
        start: "08:00"
        """,
    ),
    "winter/derevya": (
        "Всё о деревьях",
        """
        kind: talk
        language: ru
        date: 2018-12-31
        start: "14:00"
        speakers: [Анна Ёлкина, Ada Lovelace]
        topics: [graphs]
        """,
    ),
    "winter/novyj-god": (
        "Новый год",
        """
        kind: talk
        language: ru
        date: 2019-01-01
        start: "00:30"
        """,
    ),
    "spring/flowers": (
        "Flowers",
        """
        kind: talk
        date: 2019-04-30
        start: "12:00"
        """,
    ),
}
NOTES = {
    "summer/graphs": "On {term}`Zebra`, {term}`graphs`, {term}`Graph` and {term}`zebra`.",
    "summer/branches": "On {term}`graphs`.",
    "winter/derevya": "Про {term}`графы <Graph>`.",
}
CONFERENCES = {
    "summer": ("Summer", "en", "2020-07-23", "2020-07-26", "", (1, 2, 3)),
    "winter": ("Зима", "ru", "2018-12-31", "2019-01-01", "timezone: Europe/Berlin", (1, 2)),
    "spring": ("Spring", "en", "2019-04-30", "2019-05-01", "", (1,)),
}
TOOLS = """
# Tools

```{glossary}
Graph
graphs
   Nodes and edges.

   ~~~{home-page} https://www.example.org/graph/
   ~~~

Zebra
   A striped thing.

Unknown
   Nobody names it.
```
"""
TOPICS = """
# Topics

```{topics}
```

(on-speed)=
## Speed

```{topic} speed
```

(on-graphs)=
## Graphs

```{topic} graphs
```
"""
TRANSLATIONS = {
    "summer/index": {"Summer": "Лето"},
    "summer/graphs": {"All about graphs": "Всё о графах"},
    "summer/branches": {"On branches": "О ветвях"},
    "tools": {"Graph": "Граф", "Zebra": "Зебра"},
    "topics": {"Speed": "Скорость", "Graphs": "Графы"},
}


def write_conference(site: SmallSite, slug: str) -> None:
    title, language, first, last, more, days = CONFERENCES[slug]
    front = (
        f"kind: conference\nlanguage: {language}\ndates: {{first: {first}, last: {last}}}\n{more}"
    )
    parts = [
        f"(day-{slug}-{day})=\n## {title} {day}\n\n```{{programme}}\n:day: {day}\n```\n"
        for day in days
    ]
    toctree = "```{toctree}\n:glob:\n\n*\n```\n"
    text = "\n".join([f"---\n{front}\n---\n", f"# {title}\n", *parts, toctree])
    site.page(f"{slug}/index", text)


def write_talk(site: SmallSite, docname: str, front: str, title: str, body: str = "") -> None:
    """Write the page of a talk, with the *front* matter that the folder does not tell."""
    facts = "\n".join(line.removeprefix(" " * 8) for line in front.strip().splitlines())
    conference = docname.partition("/")[0]
    site.page(docname, f"---\nconference: {conference}\n{facts}\n---\n\n# {title}\n\n{body}\n")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Build three conferences in both languages."""
    site = SmallSite(tmp_path_factory.mktemp("drawn"))
    site.page("index", INDEX)
    for slug in CONFERENCES:
        write_conference(site, slug)
    for docname, (title, front) in TALKS.items():
        write_talk(site, docname, front, title, NOTES.get(docname, ""))
    site.page("tools", TOOLS)
    site.page("topics", TOPICS)
    site.page("speakers", "# Speakers\n\n```{speakers}\n```\n")
    for docname, messages in TRANSLATIONS.items():
        site.catalogue("ru", docname, messages)
    site.catalogue("en", "winter/derevya", {"Всё о деревьях": "All about trees"})
    label_catalogue(site, "talknotes", LABELS)
    assert site.build("en") == ""
    assert site.build("ru") == ""
    return site


def header(site: SmallSite, docname: str, language: str = "en") -> Tag:
    return article_of(site, docname, language).select(".talk-header")[0]


HEADERS = {
    ("summer/graphs", "en"): """
        Speakers: Ada Lovelace, Émile Zola
        When: Friday, 24 July 2020, 10:00, time zone unknown
        Conference: Summer, Day 2
        Notes taken in: English
        Length: 1 minute to read
        Topics: Speed, Graphs
        Links: Description, Video, Slides 1, Slides 2, Code, Further material
    """,
    ("summer/graphs", "ru"): """
        Докладчики: Ada Lovelace, Émile Zola
        Когда: пятница, 24 июля 2020 г., 10:00, часовой пояс неизвестен
        Конференция: Лето, День 2
        Язык заметок: английский
        Length: 1 minute to read
        Темы: Скорость, Графы
        Ссылки: Описание, Video, Слайды 1, Слайды 2, Code, Further material
    """,
    ("summer/opening", "ru"): """
        Докладчик: Łucja Žižek
        Когда: четверг, 23 июля 2020 г., 09:00, часовой пояс неизвестен
        Конференция: Лето, День 1
        Вид: Пленарный доклад
        Язык заметок: английский
        Length: 1 minute to read
    """,
    ("winter/derevya", "en"): """
        Speakers: Анна Ёлкина, Ada Lovelace
        When: Monday, 31 December 2018, 14:00, local time
        Conference: Зима, Day 1
        Notes taken in: Russian
        Length: 1 minute to read
        Topics: Graphs
    """,
    ("summer/work", "ru"): """
        Когда: 25–26 июля 2020 г., 08:00, часовой пояс неизвестен
        Конференция: Лето, День 3
        Вид: Sprints
        Язык заметок: английский
        Length: 1 minute to read
    """,
    ("summer/a-few-flashes", "en"): """
        When: Friday, 24 July 2020
        Conference: Summer, Day 2
        Kind: Lightning talks
        Notes taken in: English
        Length: 1 minute to read
    """,
}


@pytest.mark.parametrize(("docname", "language"), HEADERS)
def test_the_header_shows_the_facts_that_are_known_as_the_language_writes_them(
    drawn: SmallSite, docname: str, language: str
) -> None:
    found = header(drawn, docname, language)
    rows = zip(texts(found, "dt"), texts(found, "dd"), strict=True)
    shown = [line.strip() for line in HEADERS[docname, language].strip().splitlines()]
    assert [f"{label}: {said}" for label, said in rows] == shown


def test_times_can_be_read_by_programs(drawn: SmallSite) -> None:
    when = row(header(drawn, "summer/graphs"), "When")
    stamps = [time["datetime"] for time in when.select("time")]
    assert stamps == ["2020-07-24", "2020-07-24T10:00"]


def test_the_header_stands_right_below_the_title(drawn: SmallSite) -> None:
    title = article_of(drawn, "summer/graphs").select("h1")[0]
    following = title.find_next_sibling()
    assert isinstance(following, Tag)
    assert "talk-header" in following["class"]


def test_links_come_in_a_fixed_order(drawn: SmallSite) -> None:
    found = links(row(header(drawn, "summer/graphs"), "Links"))
    addresses = [
        f"https://example.org/{n}" for n in ["about", "video", "one", "two", "code", "more"]
    ]
    assert [address for _text, address in found] == addresses


def test_the_header_leads_to_speakers_conference_day_and_topics(drawn: SmallSite) -> None:
    article = header(drawn, "summer/graphs", "ru")
    assert links(row(article, "Докладчики"))[1][1] == "../speakers.html#speaker-emile-zola"
    assert [address for _text, address in links(row(article, "Конференция"))] == [
        "index.html",
        "index.html#day-summer-2",
    ]
    assert [address for _text, address in links(row(article, "Темы"))] == [
        "../topics.html#on-speed",
        "../topics.html#on-graphs",
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "word"),
    [("en", "This talk was cancelled.", "cancelled"), ("ru", "Доклад отменён.", "отменён")],
)
def test_a_cancelled_talk_says_so_everywhere(
    drawn: SmallSite, language: str, sentence: str, word: str
) -> None:
    assert texts(header(drawn, "summer/branches", language), ".talk-status") == [sentence]
    assert header(drawn, "summer/graphs", language).select(".talk-status") == []
    for docname, count in (("summer/index", 1), ("topics", 1), ("winter/index", 0)):
        found = texts(article_of(drawn, docname, language), ".talk-cancelled")
        assert found == [word] * count


def test_the_programme_lists_the_talks_of_each_day_in_order(drawn: SmallSite) -> None:
    article = article_of(drawn, "summer/index")
    assert [texts(day, "li") for day in article.select(".programme")] == [
        ["09:00 All begins Łucja Žižek · Keynote · 1 minute to read"],
        [
            "09:30 On branches Zoë Ångström · cancelled · 1 minute to read On graphs. Graphs",
            (
                "10:00 All about graphs Ada Lovelace, Émile Zola · 1 minute to read"
                " On Zebra, graphs, Graph and zebra. Speed · Graphs"
            ),
            "A few flashes Lightning talks · 1 minute to read",
        ],
        ["08:00 Work Sprints · 1 minute to read"],
    ]


def test_the_programme_shows_the_dates(drawn: SmallSite) -> None:
    dates = ["четверг, 23 июля 2020 г.", "пятница, 24 июля 2020 г.", "25–26 июля 2020 г."]
    assert texts(article_of(drawn, "summer/index", "ru"), ".programme > p") == dates


def test_the_programme_shows_titles_in_the_readers_language(drawn: SmallSite) -> None:
    day = article_of(drawn, "summer/index", "ru").select("#day-summer-2 .programme")[0]
    assert links(day) == [
        ("О ветвях", "branches.html"),
        ("Графы", "../topics.html#on-graphs"),
        ("Всё о графах", "graphs.html"),
        ("Скорость", "../topics.html#on-speed"),
        ("Графы", "../topics.html#on-graphs"),
        ("A few flashes", "a-few-flashes.html"),
    ]


def test_the_programme_names_the_kind_once(site: SmallSite) -> None:
    site.page("index", "# Front page\n\n```{toctree}\nspring/index\n```\n")
    write_conference(site, "spring")
    front = 'kind: keynote\ndate: 2019-04-30\nstart: "12:00"'
    write_talk(site, "spring/flowers", front, "Keynote: Flowers")
    assert site.build("en") == ""
    article = article_of(site, "spring/index")
    assert texts(article, ".programme li") == ["12:00 Keynote: Flowers 1 minute to read"]


def test_a_talk_stands_in_the_section_of_its_day_alone(drawn: SmallSite) -> None:
    article = article_of(drawn, "winter/index", "en")
    days = [texts(article, f"#day-winter-{day} .talk-title") for day in (1, 2)]
    assert days == [["All about trees"], ["Новый год"]]


def test_a_talk_leads_to_the_other_days_and_conferences(drawn: SmallSite) -> None:
    article = article_of(drawn, "summer/graphs", "ru")
    assert links(row(article, "Другие дни конференции")) == [
        ("День 1", "index.html#day-summer-1"),
        ("День 3", "index.html#day-summer-3"),
    ]
    assert links(row(article, "Другие конференции")) == [
        ("Spring", "../spring/index.html"),
        ("Зима", "../winter/index.html"),
    ]


def test_a_talk_leads_to_the_latest_conferences_and_to_the_list_of_all(site: SmallSite) -> None:
    years = range(2010, 2016)
    for year in years:
        days = f"dates: {{first: {year}-07-01, last: {year}-07-01}}"
        site.page(f"y{year}/index", f"---\nkind: conference\n{days}\n---\n# Year {year}\n")
    facts = "kind: talk\nconference: y2010\ndate: 2010-07-01\nstart: '10:00'\nspeakers: [A]\n"
    site.page("y2010/one", f"---\n{facts}---\n# One\n")
    tree = "\n".join(["y2010/one", *(f"y{year}/index" for year in years)])
    site.page("index", f"# Front\n\n```{{conferences}}\n```\n\n```{{toctree}}\n{tree}\n```\n")
    site.build()
    assert texts(article_of(site, "y2010/one"), ".talk-foot dd a") == [
        "Year 2015",
        "Year 2014",
        "Year 2013",
        "all of them",
    ]


def test_a_talk_of_a_conference_of_one_day_leads_to_no_other_day(drawn: SmallSite) -> None:
    assert texts(article_of(drawn, "spring/flowers"), ".talk-foot dt") == ["Other conferences"]


@pytest.mark.parametrize(("language", "names"), [("en", "Zebra Graph"), ("ru", "Зебра Граф")])
def test_a_talk_lists_each_tool_once_by_its_name_in_the_order_of_the_notes(
    drawn: SmallSite, language: str, names: str
) -> None:
    label = {"en": "Tools and terms in these notes", "ru": "Инструменты и термины"}[language]
    assert links(row(article_of(drawn, "summer/graphs", language), label)) == [
        (name, f"../tools.html#term-{key}")
        for name, key in zip(names.split(), ("Zebra", "Graph"), strict=True)
    ]


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["On branches", "All about graphs", "All about trees"]),
        ("ru", ["О ветвях", "Всё о графах", "Всё о деревьях"]),
    ],
)
def test_an_entry_lists_the_talks_that_name_it(
    drawn: SmallSite, language: str, titles: list[str]
) -> None:
    term = article_of(drawn, "tools", language).select("dt#term-Graph")[0]
    entry = term.find_next_sibling("dd")
    assert isinstance(entry, Tag)
    assert links(entry.select(".mentioned-in")[0]) == [
        (title, address)
        for title, address in zip(
            titles,
            ("summer/branches.html", "summer/graphs.html", "winter/derevya.html"),
            strict=True,
        )
    ]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_name_of_an_entry_is_a_place_in_that_entry(drawn: SmallSite, language: str) -> None:
    notes = article_of(drawn, "summer/graphs", language).select("section > p a")
    anchors = [str(link["href"]).partition("#")[2] for link in notes]
    assert anchors == ["term-Zebra", "term-graphs", "term-Graph", "term-Zebra"]
    entry = article_of(drawn, "tools", language).select("dt#term-Graph + dt#term-graphs + dd")
    assert len(entry) == 1


def test_an_entry_that_no_talk_names_has_no_list(drawn: SmallSite) -> None:
    article = article_of(drawn, "tools")
    entry = article.select("dt#term-Unknown")[0].find_next_sibling("dd")
    assert isinstance(entry, Tag)
    assert text_of(entry) == "Nobody names it."
    assert len(article.select(".mentioned-in")) == 2


def test_an_entry_ends_with_the_link_to_its_home_page(drawn: SmallSite) -> None:
    home = row(article_of(drawn, "tools"), "Home page")
    assert links(home) == [("example.org/graph", "https://www.example.org/graph/")]


def test_a_topic_lists_its_talks_by_conference(drawn: SmallSite) -> None:
    article = article_of(drawn, "topics", "ru")
    found = {
        section: [
            (text_of(part.select_one("h3")), texts(part, ".talk-title"))
            for part in article.select(f"#{section} .conference-talks")
        ]
        for section in ("on-speed", "on-graphs")
    }
    assert found == {
        "on-speed": [("Лето", ["Всё о графах"])],
        "on-graphs": [("Лето", ["О ветвях", "Всё о графах"]), ("Зима", ["Всё о деревьях"])],
    }


def test_a_talk_in_a_topic_shows_its_other_topics(drawn: SmallSite) -> None:
    article = article_of(drawn, "topics")
    assert texts(article, "#on-speed .talk-tags") == ["Graphs"]
    assert texts(article, "#on-graphs .talk-tags") == ["Speed"]


def test_topics_and_conferences_are_chosen_by_their_addresses(drawn: SmallSite) -> None:
    article = article_of(drawn, "topics")
    ways = [links(part) for part in article.select(".topics .filters")]
    assert ways == [
        [("Speed", "#on-speed"), ("Graphs", "#on-graphs")],
        [
            ("Summer", "summer/index.html"),
            ("Spring", "spring/index.html"),
            ("Зима", "winter/index.html"),
        ],
    ]
    assert texts(article, ".topics .count") == ["1", "3", "5", "1", "2"]
    # Within a topic of several conferences, to the talks of one of them.
    assert article.select("#on-speed .filters") == []
    within = links(article.select("#on-graphs .filters")[0])
    assert within == [("Summer", "#on-graphs-summer"), ("Зима", "#on-graphs-winter")]
    assert [part["id"] for part in article.select("#on-graphs h3")] == [
        "on-graphs-summer",
        "on-graphs-winter",
    ]


def test_speakers_lead_to_their_talks(drawn: SmallSite) -> None:
    article = article_of(drawn, "speakers", "ru")
    ada = article.select("#speaker-ada-lovelace")[0].find_next_sibling("ul")
    assert links(ada) == [
        ("Всё о графах", "summer/graphs.html"),
        ("Всё о деревьях", "winter/derevya.html"),
    ]


def test_speakers_stand_below_the_letters_of_their_surnames(drawn: SmallSite) -> None:
    article = article_of(drawn, "speakers")
    letters = [(text_of(part.h2), texts(part, "h3")) for part in article.select(".letter")]
    assert letters == [
        ("A", ["Zoë Ångström"]),
        ("L", ["Ada Lovelace"]),
        ("Z", ["Łucja Žižek", "Émile Zola"]),
        ("Е", ["Анна Ёлкина"]),
    ]
    ways = [links(part) for part in article.select(".letters")]
    assert ways == [
        [("A", "#letter-latin-a"), ("L", "#letter-latin-l"), ("Z", "#letter-latin-z")],
        [("Е", "#letter-cyrillic-ie")],
    ]
    assert [part["id"] for part in article.select(".letter > h2")] == [
        address.removeprefix("#") for line in ways for _letter, address in line
    ]


SPEAKERS = (
    "Zoë Ångström", "Grace Hopper", "Ada Lovelace", "Jan Łuczak", "Øyvind Østby", "Slavoj Žižek",
    "Émile Zola", "Анна Ёлкина", "Иван Жуков",
)  # fmt: skip


def test_speakers_are_sorted_by_surname_whatever_its_accents_and_have_an_address_each(
    site: SmallSite,
) -> None:
    site.page("index", "# Front page\n\n```{toctree}\nspring/index\nspeakers\n```\n")
    site.page("speakers", "# Speakers\n\n```{speakers}\n```\n")
    write_conference(site, "spring")
    names = ", ".join(reversed(SPEAKERS))
    front = f'kind: talk\ndate: 2019-04-30\nstart: "12:00"\nspeakers: [{names}]'
    write_talk(site, "spring/flowers", front, "Flowers")
    site.build("en")
    article = article_of(site, "speakers")
    assert texts(article, ".speaker > h3") == list(SPEAKERS)
    ids = [str(term["id"]) for term in article.select(".speaker > h3")]
    assert len(set(ids)) == len(SPEAKERS)
    assert {"speaker-zoe-angstrom", "speaker-slavoj-zizek"} <= set(ids)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "Summer 23–26 July 2020 · 5 talks",
                "Spring 30 April 2019 – 1 May 2019 · 1 talk",
                "Зима 31 December 2018 – 1 January 2019 · 2 talks",
            ],
        ),
        (
            "ru",
            [
                "Лето 23–26 июля 2020 г. · 5 докладов",
                "Spring 30 апреля 2019 г. – 1 мая 2019 г. · 1 доклад",
                "Зима 31 декабря 2018 г. – 1 января 2019 г. · 2 доклада",
            ],
        ),
    ],
)
def test_conferences_are_listed_latest_first_with_their_numbers_of_talks(
    drawn: SmallSite, language: str, lines: list[str]
) -> None:
    assert texts(article_of(drawn, "index", language), ".conferences li") == lines


def test_the_field_of_the_search_leads_to_its_page_from_every_folder(site: SmallSite) -> None:
    field = "```{search-field}\n```\n"
    site.page("index", f"# Front page\n\n{field}\n```{{toctree}}\ndeep/down\n```\n")
    site.page("deep/down", f"# Deep down\n\n{field}")
    assert site.build("en") == ""
    forms = [
        article_of(site, name).select("form.search-form")[0] for name in ("index", "deep/down")
    ]
    assert [form["action"] for form in forms] == ["search.html", "../search.html"]
    assert all(form.select('input[name="q"][aria-label]') for form in forms)


def test_a_programme_of_a_day_without_conference_is_reported(site: SmallSite) -> None:
    site.page("index", "# Front page\n\n```{toctree}\nspring/index\n```\n")
    write_conference(site, "spring")
    path = site.root / "docs" / "spring" / "index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(":day: 1", ":day: 9"), encoding="utf-8")
    line = text[: text.index("```{programme}")].count("\n") + 1
    found = reports(site.build("en"))
    assert [report for report in found if f"docs/spring/index.md:{line}: " in report]


# What pages say that does not fit together: (page, line of the mistake, what is said).
MISTAKES = [
    ("spring/lilies", 7, 'unknown topic "grafs"; did you mean "graphs"?'),
    (
        "spring/late",
        4,
        "2019-05-02 is not a day of spring, which was held 2019-04-30 to 2019-05-01",
    ),
    ("spring/long", 5, "2019-05-03 is not a day of spring"),
    ("spring/lost", 5, 'no talk "lilie" in spring; did you mean "lilies"?'),
    ("spring/second-day", 4, "docs/spring/index.md shows no programme of day 2"),
    ("spring/other-day", 5, '"second-day" was held on 2019-05-01, this talk on 2019-04-30'),
    ("spring/one", 5, '"after" leads from "one" back to itself'),
    ("spring/two", 5, '"after" leads from "two" back to itself'),
    ("summer/lilies", 1, 'the slug "lilies" is taken by docs/spring/lilies.md'),
    ("topics", 15, 'the topic "graphs" stands at docs/more-topics.md:3 already'),
]
WRONG_TALKS = {
    "spring/lilies": 'date: 2019-04-30\nstart: "12:00"\nspeakers: [A B]\ntopics: [grafs]',
    "spring/late": 'date: 2019-05-02\nstart: "12:00"',
    "spring/long": 'date: 2019-04-30\nlast-date: 2019-05-03\nstart: "12:00"',
    "spring/lost": "date: 2019-04-30\nafter: lilie",
    "spring/second-day": 'date: 2019-05-01\nstart: "12:00"',
    "spring/other-day": "date: 2019-04-30\nafter: second-day",
    "spring/one": "date: 2019-04-30\nafter: two",
    "spring/two": "date: 2019-04-30\nafter: one",
    "summer/lilies": 'date: 2020-07-23\nstart: "12:00"',
}


@pytest.fixture(scope="module", params=["en", "ru"])
def mistaken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Build a site with every mistake at once; return what was reported."""
    site = SmallSite(tmp_path_factory.mktemp("mistaken"))
    site.page("index", INDEX.replace("winter/index", "more-topics").replace("speakers\n", ""))
    for slug in ("summer", "spring"):
        write_conference(site, slug)
    for docname, front in WRONG_TALKS.items():
        write_talk(site, docname, f"kind: talk\n{front}", "A talk")
    site.page("tools", "# Tools\n")
    site.page("topics", TOPICS)
    site.page("more-topics", "# More topics\n\n```{topic} graphs\n```\n")
    return reports(site.build(request.param))


def test_what_does_not_fit_is_reported_with_its_line_and_nothing_else(mistaken: list[str]) -> None:
    starts = [f"docs/{docname}.md:{line}: WARNING: {said}" for docname, line, said in MISTAKES]
    missing = [one for one in starts if not any(report.startswith(one) for report in mistaken)]
    assert missing == []
    assert len(mistaken) == len(MISTAKES)
