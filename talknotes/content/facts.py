"""The facts of a page: what its front matter says, read and checked.

Knows nothing of Sphinx. `read_page_facts` takes the text of a Markdown file and returns the facts
together with every mistake found in them, each with its line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import yaml
from markdown_it import MarkdownIt

from talknotes.common.front_matter import split_front_matter
from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.yaml_nodes import mistake_of, read_yaml, value_of

TALK_KINDS = ("talk", "keynote", "lightning-talks", "sprints")
CONFERENCE_KIND = "conference"
STATUSES = ("held", "cancelled")
LINK_KINDS = ("description", "video", "slides", "code", "books", "other")
SINGLE_LINK_KINDS = ("description", "video")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_LONGEST_FRONT = 10_000
_Test = Callable[[str], object]


def slug_mistake(text: str) -> str | None:
    """Return what is wrong with *text* as the name of a page's file or folder."""
    if _SLUG.fullmatch(text):
        return None
    return f'"{text}" cannot be a slug; use a-z, 0-9 and single hyphens'


def address_mistake(value: object) -> str | None:
    """Return what is wrong with *value* as an address to link to."""
    try:
        parts = urlsplit(str(value))
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", str(value)):
        return None
    return f'"{value}" is not a web address; write it whole, with https://'


@dataclass(frozen=True)
class Talk:
    """The facts of one talk, as its front matter gives them.

    ``conference`` and ``slug`` are the folder's and the file's names; ``start`` is ``HH:MM`` on the
    conference's clock or ``None`` where nobody knows it, and then ``after`` is the slug of the talk
    that it followed; ``links`` pairs a kind of `LINK_KINDS` with an address, in that order.
    """

    docname: str
    conference: str
    slug: str
    kind: str
    date: dt.date
    last_date: dt.date
    start: str | None = None
    after: str | None = None
    status: str = "held"
    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Conference:
    """The facts of one conference: its folder, its days, its clock (an IANA name) if known."""

    docname: str
    slug: str
    first: dt.date
    last: dt.date
    timezone: str | None = None
    website: str | None = None

    def day_number(self, date: dt.date) -> int:
        """Return which day of the conference *date* is, the first being 1."""
        return (date - self.first).days + 1

    def misplaced(self, date: dt.date) -> str | None:
        """Return what is wrong where *date* is not a day of the conference."""
        if self.first <= date <= self.last:
            return None
        return f"{date} is not a day of {self.slug}, which was held {self.first} to {self.last}"

    def date_of_day(self, number: int) -> dt.date:
        """Return the date of day *number*, the first being 1; at most the last of the calendar."""
        last = self.day_number(dt.date.max)
        return self.first + dt.timedelta(days=min(number, last) - 1)


@dataclass(frozen=True)
class PageFacts:
    """What the front matter of a page says; ``lines`` maps a key to its line, from 1."""

    language: str
    talk: Talk | None = None
    conference: Conference | None = None
    lines: dict[str, int] = field(default_factory=dict, hash=False)

    def line(self, key: str) -> int:
        """Return the line of *key*, or of the front matter where the page does not have the key."""
        return self.lines.get(key, 1)


@dataclass(frozen=True)
class PageContext:
    """What is known of a page before its front matter is read.

    ``path`` is shown in messages, relative to the project; ``languages`` are the codes of the
    site's languages, the first being the default; ``conferences`` are the names of the folders that
    hold a conference.
    """

    path: str
    docname: str
    languages: Collection[str]
    conferences: Collection[str]


class _Reader:
    """Reads one front matter, noting every mistake instead of stopping at the first."""

    def __init__(self, context: PageContext) -> None:
        self.context = context
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def problem(self, key: str, message: str, line: int | None = None) -> None:
        where = line if line is not None else self.lines.get(key, 1)
        self.problems.append(Problem(self.context.path, where, message))

    def known_keys(
        self, data: dict[str, Any], allowed: Collection[str], within: str = "", what: str = "key"
    ) -> None:
        for key in data:
            if key not in allowed:
                hint = did_you_mean(str(key), allowed)
                self.problem(f"{within}{key}", f'unknown {what} "{key}"{hint}')

    def required(self, data: dict[str, Any], key: str, what: str) -> Any:
        if data.get(key) is None:
            self.problem(key, f'"{key}" is missing; give {what}')
        return data.get(key)

    def choice(self, key: str, value: Any, known: Collection[str], what: str) -> str | None:
        if isinstance(value, str) and value in known:
            return value
        self.problem(key, f'unknown {what} "{value}"{did_you_mean(str(value), known)}')
        return None

    def text(self, key: str, value: Any, is_right: _Test, wrong: str) -> str | None:
        """Return *value* if it *is_right*; else it is *wrong*, a sentence with a place for it."""
        if value is None or (isinstance(value, str) and is_right(value)):
            return value
        self.problem(key, wrong.format(value))
        return None

    def date(self, key: str, value: Any) -> dt.date | None:
        if value is None:
            return None
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.problem(key, f'"{value}" is not a date; write it as 2020-07-24')
            return None

    def last_date(self, key: str, value: Any, first: dt.date | None) -> dt.date | None:
        """Return the date *value*; nothing where it is before *first*."""
        last = self.date(key, value)
        if first and last and last < first:
            self.problem(key, f"{last} is before {first}; swap them")
            return None
        return last

    def strings(self, key: str, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            for item in sorted({item for item in value if value.count(item) > 1}):
                self.problem(key, f'"{item}" stands twice in "{key}"; once is enough')
            return tuple(value)
        self.problem(key, f'"{key}" must be a list of texts, such as [first, second]')
        return ()

    def address(self, key: str, value: Any) -> str | None:
        mistake = address_mistake(value)
        if mistake:
            self.problem(key, mistake)
            return None
        return str(value)


def _note_lines(reader: _Reader, node: yaml.Node, within: str = "") -> None:
    """Note the line of every key of a mapping, of those in it as ``links.video``."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        # The mark counts from 0 and the opening "---" is one line more.
        name, line = f"{within}{key.value}", key.start_mark.line + 2
        if name in reader.lines:
            reader.problem(name, f'"{name}" is given twice; keep one', line)
        reader.lines[name] = line
        _note_lines(reader, value, f"{name}.")


def _load_yaml(front: str, reader: _Reader) -> dict[str, Any]:
    """Return the mapping in *front*, empty where it cannot be read; all values are texts."""
    node, mistakes = read_yaml(front, yaml.BaseLoader, "the front matter", _LONGEST_FRONT)
    for line, mistake in mistakes:
        reader.problem("", mistake, line + 1)
    if node is None:
        return {}
    try:
        data = value_of(node, yaml.BaseLoader)
    except yaml.YAMLError as error:
        line, reason = mistake_of(error, front)
        reader.problem("", f"the front matter is not YAML: {reason}", line + 1)
        return {}
    if not isinstance(data, dict):
        reader.problem("", 'the front matter must be "key: value" lines')
        return {}
    _note_lines(reader, node)
    return data


def _read_links(reader: _Reader, value: Any) -> tuple[tuple[str, str], ...]:
    if value is None:
        return ()
    if not isinstance(value, dict):
        reader.problem("links", f'"links" must hold keys: {", ".join(LINK_KINDS)}')
        return ()
    reader.known_keys(value, LINK_KINDS, "links.", "kind of link")
    links: list[tuple[str, str]] = []
    for kind in (kind for kind in LINK_KINDS if kind in value):
        key = f"links.{kind}"
        addresses = [value[kind]] if kind in SINGLE_LINK_KINDS else value[kind]
        if isinstance(addresses, list):
            links += [(kind, good) for item in addresses if (good := reader.address(key, item))]
        else:
            reader.problem(key, f'"{key}" must be a list of addresses')
    return tuple(links)


_TALK_KEYS = (
    "kind", "conference", "language", "date", "last-date", "start", "after", "status",
    "speakers", "topics", "links",
)  # fmt: skip


def _read_talk(reader: _Reader, data: dict[str, Any]) -> Talk | None:
    context = reader.context
    path = PurePosixPath(context.docname)
    reader.known_keys(data, _TALK_KEYS)
    mistake = slug_mistake(path.name)
    if mistake:
        reader.problem("", mistake)
    conference = reader.required(data, "conference", "the name of the conference's folder")
    if conference is not None:
        known = reader.choice("conference", conference, context.conferences, "conference")
        if known and known != path.parent.as_posix():
            elsewhere = f'the page stands in "{path.parent}", not in "{conference}"; move it'
            reader.problem("conference", elsewhere)
            conference = path.parent  # so that its day is not compared with another's
    date = reader.date("date", reader.required(data, "date", "the day of the talk"))
    last = reader.last_date("last-date", data.get("last-date"), date)
    start, after = data.get("start"), data.get("after")
    start = reader.text("start", start, _TIME.fullmatch, '"{}" is not a time; write it as "07:30"')
    no_slug = '"{}" is not a slug; give the name of the file, without .md'
    after = reader.text("after", after, _SLUG.fullmatch, no_slug)
    if "start" not in data and "after" not in data:
        reader.problem("", '"start" is missing; give "07:30", or with "after" the talk it followed')
    elif "start" in data and "after" in data:
        reader.problem("after", '"after" is only for a talk whose "start" is not known; remove one')
    status = reader.choice("status", data.get("status", "held"), STATUSES, "status")
    speakers = reader.strings("speakers", data.get("speakers"))
    topics = reader.strings("topics", data.get("topics"))
    links = _read_links(reader, data.get("links"))
    if conference is None or date is None:
        return None
    return Talk(
        docname=context.docname,
        conference=str(conference),
        slug=path.name,
        kind=str(data["kind"]),
        date=date,
        last_date=last or date,
        start=start,
        after=after,
        status=status or "held",
        speakers=speakers,
        topics=topics,
        links=links,
    )


_CONFERENCE_KEYS = ("kind", "language", "dates", "timezone", "links")
_NO_TIMEZONE = 'unknown time zone "{}"; give an IANA name such as Europe/Berlin'


def _read_conference(reader: _Reader, data: dict[str, Any]) -> Conference | None:
    docname = reader.context.docname
    reader.known_keys(data, _CONFERENCE_KEYS)
    dates = data.get("dates")
    if not isinstance(dates, dict):
        reader.problem("dates", '"dates" is missing; give "first" and "last" below it')
        return None
    reader.known_keys(dates, ("first", "last"), "dates.")
    for key in ("first", "last"):
        if key not in dates:
            reader.problem("dates", f'"{key}" is missing below "dates"; give the {key} day')
    first = reader.date("dates.first", dates.get("first"))
    last = reader.last_date("dates.last", dates.get("last"), first)
    links = data.get("links") or {}
    website = None
    if not isinstance(links, dict) or set(links) - {"website"}:
        reader.problem("links", 'a conference has one link, "website"')
    elif "website" in links:
        website = reader.address("links.website", links["website"])
    timezone = reader.text(
        "timezone", data.get("timezone"), available_timezones().__contains__, _NO_TIMEZONE
    )
    if first is None or last is None:
        return None
    slug = PurePosixPath(docname).parent.as_posix()
    return Conference(docname, slug, first, last, timezone, website)


_BEGINS_WITH_TITLE = re.compile(r"\n*# +[^\s#]")


def _has_title(body: str) -> bool:
    """Return whether the Markdown *body* has a heading of the first level outside of code."""
    if _BEGINS_WITH_TITLE.match(body):  # as nearly every page does; it need not be parsed
        return True
    blocks = MarkdownIt("commonmark").disable("inline").parse(body)
    return any(
        token.type == "heading_open" and token.tag == "h1" and blocks[place + 1].content
        for place, token in enumerate(blocks)
    )


def read_page_facts(text: str, context: PageContext) -> tuple[PageFacts, list[Problem]]:
    """Return the facts of the page whose Markdown is *text*, and the mistakes found in them.

    A page without front matter, or with only ``language``, is a plain page. Facts that cannot be
    read are left out; the page can be shown without them.
    """
    reader = _Reader(context)
    front, body = split_front_matter(text)
    data = _load_yaml(front, reader) if front is not None else {}
    is_open = front is not None and not re.search(r"\n(---|\.\.\.)", text)
    if is_open:
        reader.problem("", 'the front matter is not closed; end it with a line of "---"', 1)
    default = next(iter(context.languages))
    said = data.get("language", default)
    language = reader.choice("language", said, context.languages, "language")
    talk: Talk | None = None
    conference: Conference | None = None
    kind = data.get("kind")
    if kind in TALK_KINDS:
        talk = _read_talk(reader, data)
    elif kind == CONFERENCE_KIND:
        conference = _read_conference(reader, data)
    elif kind is not None:
        reader.choice("kind", kind, (*TALK_KINDS, CONFERENCE_KIND), "kind")
    else:
        reader.known_keys(data, ("language",) if "conference" not in data else _TALK_KEYS)
        if "conference" in data:
            reader.problem("kind", f'"kind" is missing; give one of {", ".join(TALK_KINDS)}')
    if not is_open and not _has_title(body):
        first_line = 1 + text.count("\n") - body.lstrip("\n").count("\n")
        reader.problem("", 'the page has no title; begin it with "# …"', first_line)
    return PageFacts(language or default, talk, conference, reader.lines), sorted(reader.problems)
