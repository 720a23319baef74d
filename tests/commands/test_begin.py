"""make talk, make conference, make tool and make language: what they write, refuse and ask."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from conftest import REPOSITORY, SmallSite
from running import environment, make, talknotes

from talknotes.commands.begin.asking import RefusedError, collect
from talknotes.commands.begin.forms import FORMS, add_language
from talknotes.common.files import write_all
from talknotes.common.project import Project
from talknotes.translation.catalogues import label_catalogues

INDEX = """
# Home

```{conferences}
```

(home-list)=
## List

```{toctree}
meet-2020/index
topics
tools/shelf
```
"""
CONFERENCE = """
---
kind: conference
language: ru
dates:
  first: 2020-07-23
  last: 2020-07-26
---

# Встреча 2020

(meet-2020-day-2)=
## Второй день

```{programme}
:day: 2
```

```{toctree}
:hidden:
:glob:

*
```
"""
TALK = """
---
kind: talk
conference: meet-2020
date: 2020-07-24
start: "07:00"
---

# The binder
"""
TOPICS = """
# Topics

(topic-pipelines)=
## Pipelines

```{topic} pipelines
```

````markdown
```{topic} shown-only
```
````
"""
TOOLS = """
# Shelf

````{glossary}
:sorted:

Arrow
Apache Arrow
   A format.

Zarr
   Another format.

   ```{home-page} https://zarr.dev
   ```
````
"""
GOOD_TALK = {
    "CONFERENCE": "meet-2020", "SLUG": "my-talk", "TITLE": "My talk", "DATE": "2020-07-24",
    "START": "10:00",
}  # fmt: skip
GOOD_CONFERENCE = {
    "SLUG": "far-2021", "NAME": "Far 2021", "FIRST": "2021-05-01", "LAST": "2021-05-02",
}  # fmt: skip


@pytest.fixture
def small(site: SmallSite) -> SmallSite:
    site.page("index", INDEX)
    site.page("meet-2020/index", CONFERENCE)
    site.page("meet-2020/binder", TALK)
    site.page("topics", TOPICS)
    site.page("tools/shelf", TOOLS)
    return site


def begin(site: SmallSite, kind: str, given: dict[str, str]) -> list[str]:
    """Fill the form in and write it; return the names of the files, relative to docs/."""
    form = FORMS[kind](site.project)
    files = form.files(collect(form, given, None))
    write_all({path: text.encode("utf-8") for path, text in files.items()})
    return sorted(path.relative_to(site.root).as_posix() for path in files)


def refused(site: SmallSite, kind: str, given: dict[str, str]) -> list[str]:
    """Return why *given* is refused; nothing may have been written."""
    before = site.contents()
    with pytest.raises(RefusedError) as error:
        begin(site, kind, given)
    assert site.contents() == before
    return [line.removeprefix("  ") for line in str(error.value).splitlines()]


def unfinished_lines(page: str) -> list[int]:
    """Return the lines of the text *page*, from 1, where something is still to be written."""
    lines = enumerate(page.split("\n"), start=1)
    return [number for number, line in lines if line.lstrip().startswith("% TODO:")]


# -- A talk ---------------------------------------------------------------------------------------


def test_a_talk_that_was_begun_is_built_without_a_warning_in_every_language(
    small: SmallSite,
) -> None:
    given = {
        **GOOD_TALK, "LANGUAGE": "ru", "KIND": "keynote", "TITLE": 'C#: "a" __b__ {term}`c` #',
        "SPEAKERS": "Ада: Пример; Bo #2", "TOPICS": "pipelines", "VIDEO": "https://example.org/v",
        "CODE": "https://example.org/a,b; https://example.org/c",
    }  # fmt: skip
    assert begin(small, "talk", given) == ["docs/meet-2020/my-talk.md"]
    assert small.build("en") == ""
    assert small.build("ru") == ""
    page, html = small.read("docs/meet-2020/my-talk.md"), small.html("meet-2020/my-talk", "ru")
    assert unfinished_lines(page)
    assert "TODO" not in html
    for shown in ("__b__", "{term}`c` #", "Ада: Пример", "Bo #2", "https://example.org/a,b"):
        assert shown in html
    assert "my-talk" in small.html("meet-2020/index", "ru")


def test_a_talk_on_a_day_that_the_programme_lacks_brings_the_day_along(small: SmallSite) -> None:
    small.catalogue("ru", "talknotes", {"Day {number}": "День {number}"})
    for date, slug in (("2020-07-26", "fourth"), ("2020-07-23", "first"), ("2020-07-25", "third")):
        changed = begin(small, "talk", {**GOOD_TALK, "SLUG": slug, "DATE": date})
        assert set(changed) == {"docs/meet-2020/index.md", f"docs/meet-2020/{slug}.md"}
    page = small.read("docs/meet-2020/index.md")
    headings = [line for line in page.split("\n") if line.startswith(("## ", "(", ":day:"))]
    assert headings == [
        "(meet-2020-day-1)=", "## День 1", ":day: 1",
        "(meet-2020-day-2)=", "## Второй день", ":day: 2",
        "(meet-2020-day-3)=", "## День 3", ":day: 3",
        "(meet-2020-day-4)=", "## День 4", ":day: 4",
    ]  # fmt: skip
    (small.root / "locale/ru/LC_MESSAGES/talknotes.po").unlink()
    assert small.build() == ""


# -- A conference ---------------------------------------------------------------------------------


def test_a_conference_and_its_first_talk_are_built_without_a_warning(small: SmallSite) -> None:
    given = {**GOOD_CONFERENCE, "TIMEZONE": "Europe/Berlin", "WEBSITE": "https://example.org/",
             "LANGUAGE": "ru", "NAME": "Далеко: 2021"}  # fmt: skip
    assert begin(small, "conference", given) == ["docs/far-2021/index.md", "docs/index.md"]
    assert "\nmeet-2020/index\nfar-2021/index\ntopics\n" in small.read("docs/index.md")
    assert small.build() == ""
    assert "Далеко: 2021" in small.html("index")
    begin(small, "talk", {**GOOD_TALK, "CONFERENCE": "far-2021", "DATE": "2021-05-02"})
    assert small.build() == ""
    assert "My talk" in small.html("far-2021/index")


# -- A tool ---------------------------------------------------------------------------------------


def test_tools_stand_in_the_order_of_the_alphabet(small: SmallSite) -> None:
    order = ["Acme", "Arrow", "bare", "polars", "Zarr", "zzz"]
    given = {"PAGE": "shelf", "HOME_PAGE": "https://pola.rs", "ALIASES": "C++; dtype_diet"}
    assert begin(small, "tool", {"NAME": "polars", **given}) == ["docs/tools/shelf.md"]
    for name in ("Acme", "zzz", "bare"):
        begin(small, "tool", {"NAME": name, "PAGE": "shelf"})
    page = small.read("docs/tools/shelf.md")
    assert [line for line in page.split("\n") if line in order] == order
    assert unfinished_lines(page)
    terms = ", ".join(f"{{term}}`{name}`" for name in (*order, "C++"))
    small.page("meet-2020/binder", f"{TALK}\n{terms}.\n")
    assert small.build() == ""
    html = small.html("tools/shelf")
    assert 'href="https://pola.rs"' in html
    assert "TODO" not in html


# -- A language -----------------------------------------------------------------------------------

GERMAN = {"name": "Deutsch", "locale": "de_DE"}
ENGLISH = '"en": {"name": "Ё", "locale": "en"}'
LINE = '"de": {"name": "Deutsch", "locale": "de_DE"},'


def test_a_language_is_added_to_the_table_and_nothing_else_changes() -> None:
    before = f"talknotes_languages = {{\n    {ENGLISH},  # Ё\n}}\nx = 1\n"
    after = f"talknotes_languages = {{\n    {ENGLISH},  # Ё\n    {LINE}\n}}\nx = 1\n"
    assert add_language(before, "de", GERMAN) == after


@pytest.mark.parametrize(
    "conf",
    [
        "from languages import talknotes_languages\n",
        "talknotes_languages = dict(en={})\n",
        f"talknotes_languages = {{{ENGLISH}}}\n",
        f"talknotes_languages = {{\n  {ENGLISH}\n}}\n",
        f"talknotes_languages = {{\n    {ENGLISH}}}\n",
        'talknotes_languages = {\n"en": {},\n}\ntalknotes_languages = {\n"ru": {},\n}\n',
    ],
)
def test_a_table_without_an_entry_a_line_is_refused_with_what_to_write(conf: str) -> None:
    with pytest.raises(ValueError, match="by hand") as error:
        add_language(conf, "de", GERMAN)
    assert str(error.value).endswith(LINE)


# -- What is wrong, all of it at once, in the words of the build ----------------------------------

WRONG = {
    "talk": (
        {"CONFERENCE": "meet-202", "SLUG": "../My", "TITEL": "x", "DATE": "2020-02-30",
         "START": "7:30", "KIND": "tlak", "LANGUAGE": "de", "TOPICS": "pipeline, shown-only",
         "VIDEO": "example.org", "SPEAKERS": "A; A"},
        'TITEL: there is no such variable; did you mean "TITLE"?',
        "TITLE: missing; give: title, as the conference gives it",
        'SLUG: "../My" cannot be a slug; use a-z, 0-9 and single hyphens',
        'KIND: unknown kind "tlak"; did you mean "talk"?',
        'CONFERENCE: unknown conference "meet-202"; did you mean "meet-2020"?',
        'LANGUAGE: unknown language "de"; known: en, ru',
        'DATE: "2020-02-30" is not a date; write it as 2020-07-24',
        'START: "7:30" is not a time; write it as "07:30"',
        'SPEAKERS: "A" stands twice in "speakers"; once is enough',
        'TOPICS: unknown topic "pipeline"; did you mean "pipelines"?',
        'TOPICS: unknown topic "shown-only"; known: pipelines',
        'VIDEO: "example.org" is not a web address; write it whole, with https://',
    ),
    "conference": (
        {"SLUG": "meet-2020", "FIRST": "2020-07-26", "LAST": "2020-07-23",
         "TIMEZONE": "Berlin", "WEBSITE": "x", "LANGUAGE": "xx"},
        "NAME: missing; give: name, with the year",
        "SLUG: docs/meet-2020 exists already; nothing is overwritten",
        'LANGUAGE: unknown language "xx"; known: en, ru',
        "LAST: 2020-07-23 is before 2020-07-26; swap them",
        'TIMEZONE: unknown time zone "Berlin"; give an IANA name such as Europe/Berlin',
        'WEBSITE: "x" is not a web address; write it whole, with https://',
    ),
    "conference without days": (
        {"SLUG": "far-2021", "NAME": "Far"},
        "FIRST: missing; give: first day, such as 2020-07-23", "LAST: missing; give: last day",
    ),
    "tool": (
        {"NAME": "apache arrow", "PAGE": "shelv", "HOME_PAGE": "x", "ALIASES": "`a`; b : c; B"},
        'NAME: "apache arrow" stands in docs/tools/shelf.md:6 already',
        'PAGE: unknown page "shelv"; did you mean "shelf"?',
        'HOME_PAGE: "x" is not a web address; write it whole, with https://',
        'ALIASES: "`a`" would be read as markup; write the name without it',
        'ALIASES: "b : c" would be read as markup; write the name without it',
    ),
    "language": (
        {"CODE": "ru", "LOCALE": "xx_XX"},
        'CODE: conf.py has the language "ru" already',
        "NAME: missing; give: what the language calls itself",
        'LOCALE: Babel knows no locale "xx_XX"',
    ),
    "language without code": (
        {"CODE": "../de", "NAME": "Deutsch", "LOCALE": "de_DE"},
        'CODE: "../de" is no code of a language; write it as de or pt_BR',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_all_that_is_wrong_is_reported_at_once(small: SmallSite, case: str) -> None:
    given, *reported = WRONG[case]
    assert refused(small, case.split()[0], given) == reported


@pytest.mark.parametrize(
    ("given", "reported"),
    [
        ({"SLUG": "binder"}, "docs/meet-2020/binder.md exists already; nothing is overwritten"),
        ({"SLUG": "index"}, "docs/meet-2020/index.md exists already; nothing is overwritten"),
        ({"DATE": "2020-07-30"}, "2020-07-30 is not a day of meet-2020, which was held 2020-07-23"),
        ({"START": ""}, "AFTER: missing; give: slug of the talk that it followed, where nobody"),
        ({"START": "", "AFTER": "bindr"}, 'no talk "bindr" in meet-2020; did you mean "binder"?'),
        ({"START": "", "AFTER": "binder", "DATE": "2020-07-25"}, "was held on 2020-07-24, this"),
        ({"AFTER": "binder"}, '"after" is only for a talk whose "start" is not known; remove one'),
        ({"CONFERENCE": "far-2021", "DATE": "2021-05-01", "SLUG": "binder"},
         'SLUG: the slug "binder" is taken by docs/meet-2020/binder.md; choose'),
    ],
)  # fmt: skip
def test_a_talk_that_does_not_fit_the_others_is_refused(
    small: SmallSite, given: dict[str, str], reported: str
) -> None:
    if "CONFERENCE" in given:
        begin(small, "conference", GOOD_CONFERENCE)
    assert reported in "\n".join(refused(small, "talk", {**GOOD_TALK, **given}))


# -- Asking ---------------------------------------------------------------------------------------


class Person:
    """Answers questions, in order; remembers them."""

    def __init__(self, *answers: str) -> None:
        self.answers: Iterator[str] = iter(answers)
        self.asked: list[str] = []

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        return next(self.answers)


def test_what_is_not_given_is_asked_with_defaults_and_choices(small: SmallSite) -> None:
    person = Person("Мой talk: a title", "", "", "", "ru", "2020-07-24", "10:00", "", "")
    answers = collect(FORMS["talk"](small.project), {}, person)
    assert person.asked == [
        "Title, as the conference gives it: ",
        "Name of the file and end of the address [moy-talk-a-title]: ",
        "Kind (talk, keynote, lightning-talks, sprints) [talk]: ",
        "Conference (meet-2020) [meet-2020]: ",
        "Language of the notes (en, ru) [en]: ",
        "Day [2020-07-23]: ",
        "Start, such as 07:30; empty if nobody knows it: ",
        "Speakers, with ; between them: ",
        "Topics, with , between them (pipelines): ",
    ]
    assert answers == {
        "CONFERENCE": "meet-2020", "TITLE": "Мой talk: a title", "SLUG": "moy-talk-a-title",
        "KIND": "talk", "LANGUAGE": "ru", "DATE": "2020-07-24", "START": "10:00",
    }  # fmt: skip


def test_a_wrong_answer_is_asked_again_with_the_reason(
    small: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    person = Person("bok", "shelf", "")
    answers = collect(FORMS["tool"](small.project), {"NAME": "x", "ALIASES": "y"}, person)
    assert answers == {"NAME": "x", "ALIASES": "y", "PAGE": "shelf"}
    assert capsys.readouterr().out == '  unknown page "bok"; known: shelf\n'


def test_a_talk_without_a_start_is_asked_for_the_one_that_it_followed(
    small: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {**GOOD_TALK, "KIND": "talk", "LANGUAGE": "en", "SPEAKERS": "", "TOPICS": ""}
    del given["START"]
    answers = collect(FORMS["talk"](small.project), given, Person("", "", "bindr", "binder"))
    assert answers["AFTER"] == "binder"
    assert capsys.readouterr().out.split("\n")[:2] == [
        "  this is needed",
        '  no talk "bindr" in meet-2020; did you mean "binder"?',
    ]


def test_what_is_given_wrongly_is_refused_before_anything_is_asked(small: SmallSite) -> None:
    with pytest.raises(RefusedError):
        collect(FORMS["talk"](small.project), {"KIND": "tlak"}, Person())


# Undoes what a shell does to programs that it starts in the background, these tests included.
HEEDING = """
import signal, sys
from talknotes.__main__ import main

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(["tool", "NAME=x"]))
"""


def test_an_interrupt_at_a_question_writes_nothing(small: SmallSite) -> None:
    before = small.contents()
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", HEEDING], cwd=small.root,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        stdin=follower, stdout=follower, stderr=follower,
    ) as process:  # fmt: skip
        os.close(follower)
        shown = b""
        while b"(shelf): " not in shown:
            shown += os.read(leader, 1000)
        # An interrupt just before Python begins to wait for the answer would not be noticed.
        while not select.select([leader], [], [], 1)[0]:
            process.send_signal(signal.SIGINT)
        while b"Nothing was written." not in shown:
            shown += os.read(leader, 1000)
        assert process.wait(60) == 130
    os.close(leader)
    assert b"Traceback" not in shown
    assert small.contents() == before


# -- The commands ---------------------------------------------------------------------------------


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(small: SmallSite) -> None:
    before = small.contents()
    page = small.project.page
    with pytest.raises(OSError, match="topics"):
        write_all({
            page("index"): b"changed", page("meet-2020/binder"): None, page("new"): b"new",
            small.root / "docs/topics.md/page.md": b"a file is no folder",
        })  # fmt: skip
    assert small.contents() == before


def test_make_hands_every_character_on_and_what_is_in_the_environment_does_not_count() -> None:
    by_chance = {"LANGUAGE": "en_GB:en", "NAME": "my-computer", "HOME_PAGE": "x"}
    done = make("talk", "TITLE=a 'b' \"c\" `d`; (e)", "SLUG=no slug", **by_chance)
    assert done.returncode != 0
    assert 'SLUG: "no slug" cannot be a slug' in done.stderr
    assert "Traceback" not in done.stderr
    assert not [
        name for name in ("LANGUAGE", "NAME", "TITLE", "HOME_PAGE") if f"  {name}:" in done.stderr
    ]


@pytest.mark.parametrize("kind", FORMS)
def test_the_pages_for_contributors_give_the_variables_in_the_order_of_the_questions(
    small: SmallSite, kind: str
) -> None:
    texts = Project(REPOSITORY).texts().items()
    pages = [text for name, text in texts if name.startswith("contributing/")]
    text = "\n".join(pages).replace("\\\n", " ")
    asked = [question.name for question in FORMS[kind](small.project).questions]
    calls = [re.findall(r"\b([A-Z_]+)=", call) for call in re.findall(rf"make {kind}\b(.*)", text)]
    assert max(map(len, calls)) > 1
    for call in calls:
        assert call == [name for name in asked if name in call]


@pytest.mark.parametrize("kind", ["talk", "conference"])
def test_the_facts_are_asked_in_the_order_of_the_page_that_explains_them(
    small: SmallSite, kind: str
) -> None:
    page = (REPOSITORY / f"docs/contributing/add-a-{kind}.md").read_text(encoding="utf-8")
    example = re.search(r"^---\nkind: .*?^---$", page, re.MULTILINE | re.DOTALL)
    assert example
    keys = re.findall(r"^ *([a-z]+):", example[0], re.MULTILINE)
    asked = [question.name.lower() for question in FORMS[kind](small.project).questions]
    assert [key for key in keys if key in asked] == [name for name in asked if name in keys]
    assert len(set(keys) & set(asked)) >= 5


def test_the_page_on_languages_gives_the_table_of_conf_and_the_number_of_catalogues() -> None:
    project = Project(REPOSITORY)
    page = (REPOSITORY / "docs/contributing/add-a-language.md").read_text(encoding="utf-8")
    conf = (REPOSITORY / "conf.py").read_text(encoding="utf-8")
    table = re.search(r"^talknotes_languages = \{\n(.*?)^\}", conf, re.MULTILINE | re.DOTALL)
    assert table
    assert f"talknotes_languages = {{\n{table[1]}    {LINE}\n}}" in page
    count = len(project.docnames()) + len(label_catalogues(REPOSITORY))
    # Pages come and go; a reader only needs to know that it is not three, and not a thousand.
    created = re.search(r"(\d+) created, 0 changed, 0 removed", page)
    assert created
    assert abs(int(created[1]) - count) <= count / 5


def test_no_page_of_the_site_is_only_begun() -> None:
    texts = Project(REPOSITORY).texts()
    assert texts
    assert {name: lines for name, text in texts.items() if (lines := unfinished_lines(text))} == {}


def test_make_language_adds_the_catalogues_and_the_site_builds(small: SmallSite) -> None:
    done = talknotes(small.root, "language", "CODE=de", "NAME=Deutsch", "LOCALE=de_DE")
    assert done.returncode == 0, done.stderr
    assert "changed  conf.py" in done.stdout
    assert "created  locale/de/LC_MESSAGES/talknotes.po" in done.stdout
    assert "docs/contributing/add-a-language.md" in done.stdout
    assert small.build("de") == ""
