from __future__ import annotations

import datetime as dt
import itertools

import pytest
from myst_parser.config.main import read_topmatter

from talknotes.common.front_matter import split_front_matter
from talknotes.common.problems import Problem
from talknotes.content.facts import (
    Conference,
    PageContext,
    PageFacts,
    Talk,
    read_page_facts,
)
from talknotes.content.site import programme_order

CONTEXT = PageContext(
    path="docs/europython-2020/binder.md",
    docname="europython-2020/binder",
    languages=("en", "ru"),
    conferences=frozenset({"europython-2020", "pycon-de-2018"}),
)
DAY = dt.date(2020, 7, 24)
# A talk with nothing wrong; tests put their own lines after it, from line 6 on.
TALK = """---
kind: talk
conference: europython-2020
date: 2020-07-24
start: "07:30"
"""
CONFERENCE = """---
kind: conference
dates:
  first: 2020-07-23
  last: 2020-07-26
"""
REST = "---\n\n# Title\n"


def read(text: str) -> tuple[PageFacts, list[Problem]]:
    return read_page_facts(text, CONTEXT)


def reported(text: str) -> list[str]:
    """Return what is wrong with the page *text*, as "line: message"."""
    problems = read(text)[1]
    assert {problem.path for problem in problems} <= {CONTEXT.path}
    return [f"{problem.line}: {problem.message}" for problem in problems]


def good(text: str) -> PageFacts:
    facts, problems = read(text)
    assert problems == []
    return facts


# -- Good pages -----------------------------------------------------------------------------------


def test_a_talk_with_everything_is_read_whole() -> None:
    talk = good(
        f"""{TALK}last-date: 2020-07-25
status: cancelled
speakers: [Sarah Gibson, Иван Иванов]
topics:
  - notebooks
  - science
links:
  other: [https://a.example/1, http://a.example/2]
  code: []
  video: https://video.example/binder?t=5
  description: https://talks.example/binder
{REST}"""
    ).talk
    assert talk == Talk(
        docname="europython-2020/binder",
        conference="europython-2020",
        slug="binder",
        kind="talk",
        date=DAY,
        last_date=dt.date(2020, 7, 25),
        start="07:30",
        status="cancelled",
        speakers=("Sarah Gibson", "Иван Иванов"),
        topics=("notebooks", "science"),
        links=(
            ("description", "https://talks.example/binder"),
            ("video", "https://video.example/binder?t=5"),
            ("other", "https://a.example/1"),
            ("other", "http://a.example/2"),
        ),
    )


def test_a_talk_needs_no_more_than_its_place_in_the_programme() -> None:
    assert good(TALK.replace('"07:30"', "07:30") + REST).talk == Talk(
        "europython-2020/binder", "europython-2020", "binder", "talk", DAY, DAY, start="07:30"
    )


def test_a_talk_without_a_start_names_the_one_it_followed() -> None:
    talk = good(TALK.replace('start: "07:30"', "after: making-pandas-fly") + REST).talk
    assert (talk.start, talk.after) == (None, "making-pandas-fly")


def test_a_conference_with_everything_is_read_whole() -> None:
    more = "timezone: Europe/Berlin\nlinks:\n  website: https://ep2020.europython.eu/\n"
    assert good(CONFERENCE + more + REST).conference == Conference(
        docname="europython-2020/binder",
        slug="europython-2020",
        first=dt.date(2020, 7, 23),
        last=dt.date(2020, 7, 26),
        timezone="Europe/Berlin",
        website="https://ep2020.europython.eu/",
    )


def test_the_days_of_a_conference_are_counted_from_one() -> None:
    conference = good(CONFERENCE + REST).conference
    assert conference.day_number(conference.first) == 1
    assert conference.day_number(DAY) == 2
    assert conference.date_of_day(2) == DAY


@pytest.mark.parametrize(
    "text",
    ["# Title\n", "Title\n=====\n", "---\n---\n# Title\n", "(label)=\n# Title\n\nText.\n"],
)
def test_a_plain_page_is_in_the_default_language_and_has_no_facts(text: str) -> None:
    facts = good(text)
    assert (facts.language, facts.talk, facts.conference) == ("en", None, None)


@pytest.mark.parametrize("text", [f"---\nlanguage: ru\n{REST}", f"{TALK}language: ru\n{REST}"])
def test_a_page_says_in_which_language_it_is_written(text: str) -> None:
    assert good(text).language == "ru"


def test_the_lines_of_keys_are_known() -> None:
    facts = good(f"{TALK}links:\n  video: https://video.example/\n{REST}")
    assert [facts.line(key) for key in ("kind", "start", "links.video")] == [2, 5, 7]
    assert facts.line("speakers") == 1


def test_line_endings_of_windows_change_nothing() -> None:
    text = f"{TALK}speekers: [A]\n{REST}"
    assert read(text.replace("\n", "\r\n")) == read(text)


# -- Mistakes ------------------------------------------------------------------------------------


def instead(line: str, other: str) -> str:
    """Return the front matter of a good talk with *other* in place of *line*."""
    assert line in TALK
    return TALK.replace(line, other)


def of_conference(lines: str) -> str:
    return f"---\nkind: conference\n{lines}\n"


# Front matter without its end, and what is reported of it, beside what is in
# checks/planted_mistakes.yaml.
BAD = {
    "wrong key": (f"{TALK}speakrs: [A]", '6: unknown key "speakrs"; did you mean "speakers"?'),
    "key of a conference": (f"{TALK}dates: x", '6: unknown key "dates"; did you mean "date"?'),
    "key far from all": (f"{TALK}myst: {{}}", '6: unknown key "myst"; known: after, conference,'),
    "language is a list": (f"{TALK}language: [ru]", "6: unknown language"),
    "last date": (f"{TALK}last-date: 2020-07-32", '6: "2020-07-32" is not a date; write it as'),
    "speaker is no text": (f"{TALK}speakers: [A, [B]]", '6: "speakers" must be a list of texts'),
    "speaker is empty": (f'{TALK}speakers: [A, ""]', '6: "speakers" must be a list of texts'),
    "speakers are nothing": (f"{TALK}speakers:", '6: "speakers" must be a list of texts'),
    "topic twice": (f"{TALK}topics:\n  - a\n  - a", '6: "a" stands twice in "topics"'),
    "links are a list": (f"{TALK}links: [https://x.example]", '6: "links" must hold keys: descr'),
    "link of another scheme": (f"{TALK}links:\n  video: ftp://x", '7: "ftp://x" is not a web'),
    "link runs script": (f"{TALK}links:\n  video: javascript:x", '7: "javascript:x" is not a'),
    "link cannot be read": (f'{TALK}links:\n  video: "http://[x"', '7: "http://[x" is not a web'),
    "link without a host": (f"{TALK}links:\n  video: https://", '7: "https://" is not a web'),
    "link with a space": (f"{TALK}links:\n  video: https://x/a b", '7: "https://x/a b" is not'),
    "two videos": (f"{TALK}links:\n  video: [https://x, https://y]", "7: \"['https://x',"),
    "bad one of many": (f"{TALK}links:\n  code: [https://x, y]", '7: "y" is not a web address'),
    "link twice": (
        f"{TALK}links:\n  video: https://x.example\n  video: https://y.example",
        '8: "links.video" is given twice; keep one',
    ),
    "not YAML, indented": (f"{TALK}  status: held", "6: the front matter is not YAML: "),
    "not YAML, tab": (f"{TALK}links:\n\tvideo: x", "7: the front matter is not YAML: "),
    "not YAML, control": (f"{TALK}topics: [a\x07]", "6: the front matter is not YAML: "),
    "not YAML, key": ("---\n? [a]\n: b", "2: the front matter is not YAML: "),
    "a text": ("---\nlanguage", '1: the front matter must be "key: value" lines'),
    "circle": (f"{TALK}links: &a\n  video: *a", '7: "*a" refers to another value; write the'),
    "kind is a list": (instead("kind: talk", "kind: [talk]"), "2: unknown kind"),
    "no kind": (instead("kind: talk\n", ""), '1: "kind" is missing; give one of talk, keynote'),
    "conference is a list": (
        instead("conference: europython-2020", "conference: [europython-2020]"),
        "3: unknown conference",
    ),
    "day that is not": (instead("2020-07-24", "2020-02-30"), '4: "2020-02-30" is not a date;'),
    "date is empty": (instead("date: 2020-07-24", "date:"), '4: "" is not a date'),
    "date is a list": (instead("date: 2020-07-24", "date: [2020-07-24]"), "4: "),
    "minute that is not": (instead('"07:30"', '"07:60"'), '5: "07:60" is not a time'),
    "hour of one figure": (instead('"07:30"', "7:30"), '5: "7:30" is not a time'),
    "time with more": (instead('"07:30"', '"07:30 CEST"'), '5: "07:30 CEST" is not a time'),
    "time is empty": (instead('start: "07:30"', "start:"), '5: "" is not a time'),
    "time is a list": (instead('"07:30"', "[7, 30]"), "5: "),
    "after is empty": (instead('start: "07:30"', "after:"), "5: "),
    "after is a list": (instead('start: "07:30"', "after: [a, b]"), "5: "),
    "dates are one": (of_conference("dates: 2020-07-23"), '3: "dates" is missing; give "first"'),
    "no first": (of_conference("dates:\n  last: 2020-07-26"), '3: "first" is missing below "dat'),
    "no last": (of_conference("dates:\n  first: 2020-07-26"), '3: "last" is missing below "dates'),
    "first": (of_conference("dates: {first: x, last: 2020-07-26}"), '3: "x" is not a date; write'),
    "last": (of_conference("dates: {first: 2020-07-26, last: x}"), '3: "x" is not a date; write'),
    "date twice": (
        of_conference("dates:\n  first: 2020-07-23\n  first: 2020-07-23\n  last: 2020-07-26"),
        '5: "dates.first" is given twice; keep one',
    ),
    "key of a talk": (f'{CONFERENCE}start: "07:30"', '6: unknown key "start"'),
    "kind of link": (
        f"{CONFERENCE}links:\n  video: https://x.example", '6: a conference has one link, "website',
    ),
    "no kinds of link": (
        f"{CONFERENCE}links: [https://x.example]", '6: a conference has one link, "website"',
    ),
    "plain page": ("---\nlanguage: en\nmyst: {}", '3: unknown key "myst"; known: language'),
}  # fmt: skip


@pytest.mark.parametrize(("front", "message"), BAD.values(), ids=BAD)
def test_a_mistake_in_front_matter_is_reported_with_its_line(front: str, message: str) -> None:
    (only,) = reported(f"{front.rstrip()}\n{REST}")
    assert only.startswith(message)


@pytest.mark.parametrize("name", ["Binder", "bin_der", "bin--der", "-binder", "биндер", "a.b"])
def test_the_name_of_a_talk_that_cannot_stand_in_an_address_is_reported(name: str) -> None:
    context = PageContext(
        "docs/x.md", f"europython-2020/{name}", CONTEXT.languages, CONTEXT.conferences
    )
    (problem,) = read_page_facts(TALK + REST, context)[1]
    assert problem.message.startswith(f'"{name}" cannot be a slug')


def test_several_mistakes_of_one_page_are_reported_in_one_run_in_their_order() -> None:
    text = """---
kind: talk
conference: europython-2021
date: 2020-13-01
start: "7.30"
status: canceled
speakers: Sarah Gibson
links:
  vdeo: https://video.example
  slides: https://slides.example
strat: now
---

Text without a title.
"""
    assert [line.split(":")[0] for line in reported(text)] == [
        "3", "4", "5", "6", "7", "9", "10", "11", "14",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ['"25:00"', '"soon"', "[7, 30]"])
def test_a_time_that_cannot_be_read_is_left_out(start: str) -> None:
    assert read(TALK.replace('"07:30"', start) + REST)[0].talk.start is None


def test_links_that_cannot_be_read_are_left_out_and_the_others_stay() -> None:
    talk = read(f"{TALK}links:\n  video: nowhere\n  code: [https://x.example, y]\n{REST}")[0].talk
    assert talk.links == (("code", "https://x.example"),)


@pytest.mark.parametrize(
    "line", ["date: 2020-07-24\n", "conference: europython-2020\n"], ids=["date", "conference"]
)
def test_a_talk_that_has_no_place_is_shown_as_a_plain_page(line: str) -> None:
    assert read(TALK.replace(line, "") + REST)[0].talk is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Text.\n", 1),
        ("\n\nText.\n", 3),
        ("## Too deep\n", 1),
        ("#\n\nText.\n", 1),
        ("#Title\n", 1),
        ("---\nlanguage: ru\n---\n\nText.\n", 5),
        ("Text.\n\n```python\n# a comment, no title\n```\n", 1),
        ("", 1),
    ],
)
def test_a_page_without_a_title_is_reported_with_the_line_where_one_belongs(
    text: str, line: int
) -> None:
    assert reported(text) == [f'{line}: the page has no title; begin it with "# …"']


def test_a_front_matter_that_is_never_closed_is_reported() -> None:
    found = reported("---\nlanguage: ru\n\n# Title\n\nText.\n")
    assert '1: the front matter is not closed; end it with a line of "---"' in found


# -- Front matter and body ------------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["---", "--- ", "---\t"])
@pytest.mark.parametrize("closing", ["---", "---  ", "..."])
@pytest.mark.parametrize("front", ["", "a: 1\n", "a: 1\n\nb: 2\n"])
def test_the_body_keeps_its_line_numbers(opening: str, closing: str, front: str) -> None:
    text = f"{opening}\n{front}{closing}\nFirst line.\n\n---\n\nLast line."
    found, body = split_front_matter(text)
    assert found == front.removesuffix("\n")
    before = text.split("\n").index("First line.")
    assert body.split("\n")[:before] == [""] * before
    assert body.split("\n")[before:] == text.split("\n")[before:]


@pytest.mark.parametrize(
    "text", ["", "# Title\n", "\n---\na: 1\n---\n", " ---\na: 1\n---\n", "Text.\n---\n"]
)
def test_a_page_without_front_matter_stays_as_it_is(text: str) -> None:
    assert split_front_matter(text) == (None, text)


def test_a_front_matter_that_is_not_closed_takes_the_whole_page() -> None:
    front, body = split_front_matter("---\na: 1\n\nText.\n")
    assert front == "a: 1\n\nText.\n"
    assert body.strip() == ""


@pytest.mark.parametrize(
    "opening", ["---", "--- ", "----", "---#", "--- x", "---\x0c", "---\u2028"]
)
def test_what_myst_takes_for_its_own_settings_never_stays_in_the_body(opening: str) -> None:
    # MyST's settings would switch on substitutions, which run code.
    text = f"{opening}\nmyst:\n  enable_extensions: [substitution]\n{opening}\n\n# Title\n"
    assert read_topmatter(text) is not None
    assert read_topmatter(split_front_matter(text)[1]) is None


# -- The order of a programme ---------------------------------------------------------------------


def talk(slug: str, start: str | None = None, after: str | None = None, day: int = 24) -> Talk:
    date = dt.date(2020, 7, day)
    return Talk(f"ep/{slug}", "ep", slug, "talk", date, date, start=start, after=after)


FIRST = talk("first", "09:00")
# Talks, the order that they stand in, and those that lead nowhere.
ORDERS: dict[str, tuple[list[Talk], str, str]] = {
    "none": ([], "", ""),
    "by day, by time, by name": (
        [
            talk("late", "18:00"), talk("b", "09:30"), talk("a", "09:30"),
            talk("next-day", "08:00", day=25), talk("early", "08:00"),
        ],
        "early a b late next-day", "",
    ),
    "after the one that they name": (
        [
            talk("third", after="second"), talk("second", after="first"), talk("last", "10:00"),
            FIRST, talk("fourth", after="third"),
        ],
        "first second third fourth last", "",
    ),
    "after the same one by name": (
        [FIRST, *(talk(name, after="first") for name in "caz")], "first a c z", "",
    ),
    "after the same follower by name": (
        [FIRST, talk("m", after="first"), talk("a", after="m"), talk("z", after="m")],
        "first m a z", "",
    ),
    "itself": ([FIRST, talk("a", after="a")], "first", "a"),
    "each other": ([FIRST, talk("a", after="b"), talk("b", after="a")], "first", "a b"),
    "into a circle": (
        [talk("a", after="b"), talk("b", after="c"), talk("c", after="b"), FIRST], "first", "a b c",
    ),
    "after nobody, and a chain": (
        [talk("a", after="nobody"), talk("b", after="a"), FIRST], "first", "a b",
    ),
    "neither start nor after": ([talk("a"), FIRST], "first", "a"),
}  # fmt: skip


@pytest.mark.parametrize(("talks", "order", "lost"), ORDERS.values(), ids=ORDERS)
def test_talks_stand_in_the_order_in_which_they_were_held(
    talks: list[Talk], order: str, lost: str
) -> None:
    for shuffled in itertools.permutations(talks):
        placed, apart = programme_order(shuffled)
        assert " ".join(talk.slug for talk in placed) == order
        assert " ".join(sorted(talk.slug for talk in apart)) == lost
