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
from talknotes.content.programme import programme_order

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


def told(text: str) -> list[str]:
    """Return what is wrong with the page *text*, as "line: message"."""
    problems = read(text)[1]
    assert {problem.path for problem in problems} <= {CONTEXT.path}
    return [f"{problem.line}: {problem.message}" for problem in problems]


def good(text: str) -> PageFacts:
    facts, problems = read(text)
    assert problems == []
    return facts


def talk_of(text: str) -> Talk:
    talk = good(text).talk
    assert talk is not None
    return talk


def conference_of(text: str) -> Conference:
    conference = good(text).conference
    assert conference is not None
    return conference


# -- Good pages -----------------------------------------------------------------------------------


def test_a_talk_with_everything_is_read_whole() -> None:
    talk = talk_of(
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
    )
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
    assert talk_of(TALK + REST) == Talk(
        "europython-2020/binder", "europython-2020", "binder", "talk", DAY, DAY, start="07:30"
    )


def test_a_talk_without_a_start_names_the_one_it_followed() -> None:
    talk = talk_of(TALK.replace('start: "07:30"', "after: making-pandas-fly") + REST)
    assert (talk.start, talk.after) == (None, "making-pandas-fly")


@pytest.mark.parametrize("kind", ["talk", "keynote", "lightning-talks", "sprints"])
def test_every_kind_of_talk_is_known(kind: str) -> None:
    assert talk_of(TALK.replace("kind: talk", f"kind: {kind}") + REST).kind == kind


def test_a_time_needs_no_quotation_marks() -> None:
    assert talk_of(TALK.replace('"07:30"', "07:30") + REST).start == "07:30"


def test_a_conference_with_everything_is_read_whole() -> None:
    more = "timezone: Europe/Berlin\nlinks:\n  website: https://ep2020.europython.eu/\n"
    assert conference_of(CONFERENCE + more + REST) == Conference(
        docname="europython-2020/binder",
        slug="europython-2020",
        first=dt.date(2020, 7, 23),
        last=dt.date(2020, 7, 26),
        timezone="Europe/Berlin",
        website="https://ep2020.europython.eu/",
    )


def test_a_conference_needs_no_more_than_its_days() -> None:
    conference = conference_of(CONFERENCE + REST)
    assert (conference.timezone, conference.website) == (None, None)


def test_the_days_of_a_conference_are_counted_from_one() -> None:
    conference = conference_of(CONFERENCE + REST)
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


def test_a_page_in_an_unknown_language_is_shown_as_one_in_the_default_language() -> None:
    assert read(f"---\nlanguage: fr\n{REST}")[0].language == "en"


def test_the_lines_of_keys_are_known() -> None:
    facts = good(f"{TALK}links:\n  video: https://video.example/\n{REST}")
    assert [facts.line(key) for key in ("kind", "start", "links.video")] == [2, 5, 7]
    assert facts.line("speakers") == 1


def test_line_endings_of_windows_change_nothing() -> None:
    text = f"{TALK}speekers: [A]\n{REST}"
    assert read(text.replace("\n", "\r\n")) == read(text)


# -- Bad talks ------------------------------------------------------------------------------------

# What is put below a good talk, from line 6 on, and what is reported of it, beside what is in
# checks/planted_mistakes.yaml.
BAD_TALK = {
    "wrong key": ("speakrs: [A]", '6: unknown key "speakrs"; did you mean "speakers"?'),
    "key of a conference": ("dates: x", '6: unknown key "dates"; did you mean "date"?'),
    "key far from all": ("myst: {}", '6: unknown key "myst"; known: after, conference, date,'),
    "language is a list": ("language: [ru]", "6: unknown language"),
    "last date": ("last-date: 2020-07-32", '6: "2020-07-32" is not a date; write it as 2020-07'),
    "speaker is no text": ("speakers: [A, [B]]", '6: "speakers" must be a list of texts'),
    "speaker is empty": ('speakers: [A, ""]', '6: "speakers" must be a list of texts'),
    "speakers are nothing": ("speakers:", '6: "speakers" must be a list of texts'),
    "speaker twice": ("speakers: [A, B, A]", '6: "A" stands twice in "speakers"'),
    "topic twice": ("topics:\n  - a\n  - a", '6: "a" stands twice in "topics"'),
    "links are a list": ("links: [https://x.example]", '6: "links" must hold keys: description,'),
    "link of another scheme": ("links:\n  video: ftp://x", '7: "ftp://x" is not a web address'),
    "link runs script": ("links:\n  video: javascript:x", '7: "javascript:x" is not a web add'),
    "link cannot be read": ('links:\n  video: "http://[x"', '7: "http://[x" is not a web address'),
    "link without a host": ("links:\n  video: https://", '7: "https://" is not a web address'),
    "link with a space": (
        "links:\n  video: https://x/a b",
        '7: "https://x/a b" is not a web address',
    ),
    "two videos": ("links:\n  video: [https://x, https://y]", "7: \"['https://x',"),
    "bad one of many": ("links:\n  code: [https://x, y]", '7: "y" is not a web address'),
    "key twice": ('start: "08:00"', '6: "start" is given twice; keep one'),
    "link twice": (
        "links:\n  video: https://x.example\n  video: https://y.example",
        '8: "links.video" is given twice; keep one',
    ),
    "not YAML, indented": ("  status: held", "6: the front matter is not YAML: "),
    "not YAML, tab": ("links:\n\tvideo: x", "7: the front matter is not YAML: "),
    "not YAML, control sign": ("topics: [a\x07]", "6: the front matter is not YAML: "),
    "circle": ("links: &a\n  video: *a", '7: "*a" refers to another value; write the value out'),
}


@pytest.mark.parametrize(("lines", "message"), BAD_TALK.values(), ids=BAD_TALK)
def test_a_mistake_of_a_talk_is_reported_with_its_line(lines: str, message: str) -> None:
    (only,) = told(f"{TALK}{lines}\n{REST}")
    assert message in only


# What a line of a good talk is replaced with, and what is told of it.
BAD_LINE = {
    "kind is a list": ("kind: talk", "kind: [talk]", "2: unknown kind"),
    "no kind": ("kind: talk\n", "", '1: "kind" is missing; give one of talk, keynote, lightning'),
    "conference": (
        "conference: europython-2020",
        "conference: europython-2021",
        '3: unknown conference "europython-2021"; did you mean "europython-2020"?',
    ),
    "conference is a list": (
        "conference: europython-2020",
        "conference: [europython-2020]",
        "3: unknown conference",
    ),
    "day that is not": ("2020-07-24", "2020-02-30", '4: "2020-02-30" is not a date; write it as'),
    "date is empty": ("date: 2020-07-24", "date:", '4: "" is not a date'),
    "date is a list": ("date: 2020-07-24", "date: [2020-07-24]", "4: "),
    "minute that is not": ('"07:30"', '"07:60"', '5: "07:60" is not a time'),
    "hour of one figure": ('"07:30"', "7:30", '5: "7:30" is not a time'),
    "time with more": ('"07:30"', '"07:30 CEST"', '5: "07:30 CEST" is not a time'),
    "time is empty": ('start: "07:30"', "start:", '5: "" is not a time'),
    "time is a list": ('"07:30"', "[7, 30]", "5: "),
    "after is empty": ('start: "07:30"', "after:", "5: "),
    "after is a list": ('start: "07:30"', "after: [a, b]", "5: "),
}


@pytest.mark.parametrize(("line", "instead", "message"), BAD_LINE.values(), ids=BAD_LINE)
def test_a_fact_that_is_wrong_or_missing_is_reported(line: str, instead: str, message: str) -> None:
    assert line in TALK
    (only,) = told(TALK.replace(line, instead) + REST)
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
    assert [line.split(":")[0] for line in told(text)] == [
        "3", "4", "5", "6", "7", "9", "10", "11", "14",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ['"25:00"', '"soon"', "[7, 30]"])
def test_a_time_that_cannot_be_read_is_left_out(start: str) -> None:
    talk = read(TALK.replace('"07:30"', start) + REST)[0].talk
    assert talk is not None
    assert talk.start is None


def test_links_that_cannot_be_read_are_left_out_and_the_others_stay() -> None:
    talk = read(f"{TALK}links:\n  video: nowhere\n  code: [https://x.example, y]\n{REST}")[0].talk
    assert talk is not None
    assert talk.links == (("code", "https://x.example"),)


@pytest.mark.parametrize(
    "line", ["date: 2020-07-24\n", "conference: europython-2020\n"], ids=["date", "conference"]
)
def test_a_talk_that_has_no_place_is_shown_as_a_plain_page(line: str) -> None:
    assert read(TALK.replace(line, "") + REST)[0].talk is None


# -- Bad conferences and pages --------------------------------------------------------------------

# Lines of a conference's front matter below "kind", from line 3 on, and what is told of it.
BAD_CONFERENCE = {
    "no dates": ("language: en", '1: "dates" is missing; give "first" and "last"'),
    "dates are one": ("dates: 2020-07-23", '3: "dates" is missing; give "first" and "last"'),
    "no first": ("dates:\n  last: 2020-07-26", '3: "first" is missing below "dates"'),
    "no last": ("dates:\n  first: 2020-07-26", '3: "last" is missing below "dates"'),
    "first": ("dates:\n  first: x\n  last: 2020-07-26", '4: "x" is not a date; write it as'),
    "last": ("dates:\n  first: 2020-07-26\n  last: x", '5: "x" is not a date; write it as'),
    "last before first": (
        "dates:\n  first: 2020-07-26\n  last: 2020-07-23",
        "5: 2020-07-23 is before 2020-07-26; swap them",
    ),
    "key of dates": (
        "dates:\n  first: 2020-07-23\n  last: 2020-07-26\n  lsat: x",
        '6: unknown key "lsat"; did you mean "last"?',
    ),
    "date twice": (
        "dates:\n  first: 2020-07-23\n  first: 2020-07-23\n  last: 2020-07-26",
        '5: "dates.first" is given twice; keep one',
    ),
}
BAD_CONFERENCE_KEY = {
    "key of a talk": ('start: "07:30"', '6: unknown key "start"'),
    "kind of link": (
        "links:\n  video: https://x.example",
        '6: a conference has one link, "website"',
    ),
    "links are a list": ("links: [https://x.example]", '6: a conference has one link, "website"'),
    "website": ("links:\n  website: x.example", '7: "x.example" is not a web address'),
    "clock": ("timezone: Europe/Nowhere", "6: "),
}


@pytest.mark.parametrize(("lines", "message"), BAD_CONFERENCE.values(), ids=BAD_CONFERENCE)
def test_wrong_days_of_a_conference_are_reported(lines: str, message: str) -> None:
    (only,) = told(f"---\nkind: conference\n{lines}\n{REST}")
    assert only.startswith(message)


@pytest.mark.parametrize(("lines", "message"), BAD_CONFERENCE_KEY.values(), ids=BAD_CONFERENCE_KEY)
def test_a_mistake_of_a_conference_is_reported_with_its_line(lines: str, message: str) -> None:
    (only,) = told(f"{CONFERENCE}{lines}\n{REST}")
    assert only.startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"---\nlangage: ru\n{REST}", '2: unknown key "langage"; did you mean "language"?'),
        (f"---\nlanguage: en\nmyst: {{}}\n{REST}", '3: unknown key "myst"; known: language'),
        (f"---\n- language\n{REST}", 'the front matter must be "key: value" lines'),
        (f"---\nlanguage\n{REST}", 'the front matter must be "key: value" lines'),
        (f"---\n? [a]\n: b\n{REST}", "2: the front matter is not YAML: "),
    ],
)
def test_a_mistake_of_a_plain_page_is_reported(text: str, message: str) -> None:
    (only,) = told(text)
    assert message in only


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
    assert told(text) == [f'{line}: the page has no title; begin it with "# …"']


def test_a_front_matter_that_is_never_closed_is_reported() -> None:
    found = told("---\nlanguage: ru\n\n# Title\n\nText.\n")
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


def order(*talks: Talk) -> tuple[list[str], list[str]]:
    """Return the slugs of *talks* in their order, and of those without a place."""
    placed, lost = programme_order(talks)
    return [talk.slug for talk in placed], sorted(talk.slug for talk in lost)


def test_talks_stand_by_day_by_time_and_then_by_name() -> None:
    talks = [
        talk("late", "18:00"),
        talk("b", "09:30"),
        talk("a", "09:30"),
        talk("next-day", "08:00", day=25),
        talk("early", "08:00"),
    ]
    assert order(*talks) == (["early", "a", "b", "late", "next-day"], [])


def test_talks_without_a_time_follow_the_one_that_they_name() -> None:
    talks = [
        talk("third", after="second"),
        talk("second", after="first"),
        talk("last", "10:00"),
        talk("first", "09:00"),
        talk("fourth", after="third"),
    ]
    expected = ["first", "second", "third", "fourth", "last"]
    for shuffled in itertools.permutations(talks):
        assert order(*shuffled) == (expected, [])


def test_talks_that_follow_the_same_one_stand_by_name() -> None:
    followers = [talk("c", after="m"), talk("a", after="m"), talk("z", after="m")]
    assert order(talk("m", "09:00"), *followers)[0] == ["m", "a", "c", "z"]


def test_talks_that_follow_the_same_follower_stand_by_name() -> None:
    talks = [talk("start", "09:00"), talk("m", after="start")]
    assert order(*talks, talk("a", after="m"), talk("z", after="m"))[0] == ["start", "m", "a", "z"]


@pytest.mark.parametrize(
    ("lost", "names"),
    [
        pytest.param([talk("a", after="a")], ["a"], id="itself"),
        pytest.param([talk("a", after="b"), talk("b", after="a")], ["a", "b"], id="each other"),
        pytest.param(
            [talk("a", after="b"), talk("b", after="c"), talk("c", after="b")],
            ["a", "b", "c"],
            id="into a circle",
        ),
        pytest.param([talk("a", after="nobody")], ["a"], id="nobody"),
        pytest.param([talk("a", after="nobody"), talk("b", after="a")], ["a", "b"], id="chain"),
        pytest.param([talk("a")], ["a"], id="neither start nor after"),
    ],
)
def test_talks_that_lead_nowhere_are_given_apart(lost: list[Talk], names: list[str]) -> None:
    talks = [talk("placed", "09:00"), talk("follower", after="placed")]
    assert order(*lost, *talks) == (["placed", "follower"], names)


def test_a_programme_without_talks_is_empty() -> None:
    assert programme_order([]) == ([], [])
