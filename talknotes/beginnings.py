"""Begins a talk, a conference, a tool or a language: ``make talk`` and its sisters.

Each is a form that is filled in (`talknotes.asking`) and then becomes files. What is right is asked
of `talknotes.facts` and `talknotes.languages`: the page is composed, and read as the site would
read it. What only a person can write stands as a comment that begins with `PLACEHOLDER`; readers
and translators never see it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from anyascii import anyascii
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from sphinx.errors import ConfigError

from talknotes.asking import Answers, Form, Mistake, Question, never
from talknotes.catalogues import catalogue_path, read_catalogue, write_whole
from talknotes.facts import (
    CONFERENCE_KIND,
    TALK_KINDS,
    Conference,
    PageContext,
    PageFacts,
    address_mistake,
    read_page_facts,
    slug_mistake,
)
from talknotes.language_table import add_language
from talknotes.languages import Language, read_languages
from talknotes.messages import inline_markdown
from talknotes.problems import did_you_mean
from talknotes.project import LABEL_LANGUAGE, Project

PLACEHOLDER = "% TODO:"

_PLACEHOLDER_LINE = re.compile(rf"^\s*{re.escape(PLACEHOLDER)}")
_MISSING = re.compile(r'^"([\w-]+)" is missing')
_CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")

_TALK = """\
---
{front}---

# {title}

% TODO: one sentence that says what a reader takes away.

% TODO: the notes, in sections that follow the talk.
% Above the heading of each stands a line with its label, such as ({slug}-…)=
"""

_CONFERENCE = """\
---
{front}---

# {title}

% TODO: one sentence on the conference; then who took the notes, and where the times are from.
"""

_DAY = """\
({conference}-day-{number})=
## {heading}

```{{programme}}
:day: {number}
```
"""

_TALKS_OF_CONFERENCE = """\
```{toctree}
:hidden:
:glob:

*
```
"""

_TOOL = """\
{names}
   % TODO: the first sentence says what it is, in words that stand alone.
   % Then: what it is used for, its neighbours, what has become of it, with the year.
"""

_HOME_PAGE = """
   ```{{home-page}} {address}
   ```
"""


def unfinished_lines(text: str) -> list[int]:
    """Return the lines of a page's *text*, from 1, where something is still to be written."""
    lines = enumerate(text.split("\n"), start=1)
    return [number for number, line in lines if _PLACEHOLDER_LINE.match(line)]


# -- What there is already ------------------------------------------------------------------------


@dataclass(frozen=True)
class _Fence:
    """A directive in a page: its name, argument and text; lines from 0, the end not included."""

    name: str
    argument: str
    text: str
    start: int
    end: int


_BLOCKS = MarkdownIt("commonmark").use(colon_fence_plugin).disable("inline")
_DIRECTIVE = re.compile(r"\{([\w-]+)\}\s*(.*)")


def _fences(text: str) -> Iterator[_Fence]:
    """Yield the directives of the page whose Markdown is *text*."""
    for token in _BLOCKS.parse(text):
        found = _DIRECTIVE.fullmatch(token.info.strip()) if token.map else None
        if found and token.map and token.type in ("fence", "colon_fence"):
            yield _Fence(found[1], found[2], token.content, *token.map)


class _Known:
    """What the project holds, as far as a new page must fit it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.languages = project.languages()
        self.codes = tuple(self.languages)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every page's text, by docname."""
        docs = self.project.docs
        return {
            path.relative_to(docs).with_suffix("").as_posix(): path.read_text("utf-8-sig")
            for path in sorted(docs.rglob("*.md"))
        }

    @cached_property
    def facts(self) -> dict[str, PageFacts]:
        """Every page's facts, by docname; mistakes in them are told when the site is built."""
        folders = {docname.partition("/")[0] for docname in self.texts}
        return {
            docname: read_page_facts(text, PageContext(docname, docname, self.codes, folders))[0]
            for docname, text in self.texts.items()
        }

    @cached_property
    def conferences(self) -> dict[str, Conference]:
        """The conferences, by folder."""
        found = [facts.conference for facts in self.facts.values()]
        return {conference.slug: conference for conference in found if conference}

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The slugs of the topics, in the order of their pages."""
        return tuple(
            fence.argument
            for text in self.texts.values()
            for fence in _fences(text)
            if fence.name == "topic"
        )

    @cached_property
    def glossaries(self) -> dict[str, _Fence]:
        """The glossary of every page of tools, by the page's name."""
        return {
            docname.removeprefix("tools/"): fence
            for docname, text in self.texts.items()
            if docname.startswith("tools/")
            for fence in _fences(text)
            if fence.name == "glossary"
        }

    @cached_property
    def terms(self) -> dict[str, str]:
        """Where each term stands (``path:line``), by the term in small letters."""
        return {
            term.casefold(): f"docs/tools/{page}.md:{fence.start + 2 + line}"
            for page, fence in self.glossaries.items()
            for line, terms in _entries(fence)
            for term in terms
        }

    def shown(self, docname: str) -> str:
        return f"docs/{docname}.md"

    def path(self, docname: str) -> Path:
        return self.project.docs / f"{docname}.md"

    def label(self, language: str, message: str) -> str:
        """Return the label *message* in *language*, or as it is where it has no translation."""
        path = catalogue_path(self.project.locale, language, "talknotes")
        if language == LABEL_LANGUAGE or not path.exists():
            return message
        catalogue, _problems = read_catalogue(path, path.name)
        entry = catalogue.find(message) if catalogue is not None else None
        return str(entry.msgstr) if entry and entry.msgstr and not entry.fuzzy else message


def _entries(glossary: _Fence) -> Iterator[tuple[int, list[str]]]:
    """Yield the entries of *glossary*: the line of the first term in its text, and the terms."""
    terms: list[str] = []
    for number, line in enumerate([*glossary.text.split("\n"), " "]):
        if line and not line[0].isspace() and not line.startswith((":", "%")):
            terms.append(line.strip())
        elif terms:
            yield number - len(terms), terms
            terms = []


# -- Composing ------------------------------------------------------------------------------------


def _list(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


def _slugs(text: str) -> list[str]:
    return [item for item in re.split(r"[;,\s]+", text) if item]


def _scalar(text: str) -> str:
    """Return *text* as YAML writes it; in quotation marks only where it would be read otherwise."""
    if not text:
        return ""
    try:
        plain = yaml.load(f"[{text}]", Loader=yaml.BaseLoader) == [text]  # noqa: S506
    except yaml.YAMLError:
        plain = False
    # A colon is harmless in some places only.
    return (
        text
        if plain and not re.search(r"[:#]\s|:$", text)
        else json.dumps(text, ensure_ascii=False)
    )


def _front(lines: Mapping[str, str]) -> str:
    """Return front matter of *lines*; a value that begins with a line break is a block."""
    parts = [
        (f"{key}:{value}" if value[:1] == "\n" else f"{key}: {value}")
        for key, value in lines.items()
        if value
    ]
    return "".join(f"{part}\n" for part in parts)


def _block(items: list[str]) -> str:
    return "".join(f"\n  {item}" for item in items)


def _title_mistake(text: str) -> str | None:
    if "\n" in text or "\r" in text:
        return "a title is one line"
    return None


def _as_written(text: str) -> bool:
    """Return whether Markdown shows *text* just as it is written."""
    line = inline_markdown(html=True).parseInline(text)
    children = line[0].children or []
    return "".join(token.content for token in children) == text and all(
        token.type == "text" for token in children
    )


def _heading(text: str) -> str:
    """Return *text* as a heading shows it: what Markdown would take for markup is escaped."""
    if not _as_written(text):
        text = re.sub(r"([\\`*_\[\]<>&{}])", r"\\\1", text)
    return re.sub(r"(#+)$", r"\\\1", text)


def _insert(text: str, line: int, added: str) -> str:
    """Return *text* with the paragraph *added* before its *line*, from 0, an empty line between."""
    lines = text.rstrip("\n").split("\n")
    before, after = "\n".join(lines[:line]).rstrip("\n"), "\n".join(lines[line:]).lstrip("\n")
    return "\n\n".join(part for part in (before, added.rstrip("\n"), after) if part) + "\n"


def _read_mistakes(text: str, context: PageContext, names: Mapping[str, str]) -> Iterator[Mistake]:
    """Yield what the site would find wrong in the page *text*; *names* maps keys to variables."""
    facts, problems = read_page_facts(text, context)
    keys = {line: key for key, line in facts.lines.items()}
    for problem in problems:
        missing = _MISSING.match(problem.message)
        key = missing[1] if missing else keys.get(problem.line, "")
        yield Mistake(names.get(key, "SLUG"), problem.message)


# -- A talk ---------------------------------------------------------------------------------------

_TALK_LISTS = ("slides", "code", "books", "other")
_TALK_NAMES = {
    "conference": "CONFERENCE", "kind": "KIND", "language": "LANGUAGE", "date": "DATE",
    "start": "START", "after": "AFTER", "speakers": "SPEAKERS", "topics": "TOPICS",
    "links.description": "DESCRIPTION", "links.video": "VIDEO",
    **{f"links.{kind}": kind.upper() for kind in _TALK_LISTS},
}  # fmt: skip


class TalkForm:
    """A talk: a page in its conference's folder, and its day in the programme."""

    def __init__(self, project: Project) -> None:
        self.known = known = _Known(project)
        latest = sorted(known.conferences.values(), key=lambda c: (c.first, c.slug))[-1:]
        self.questions = (
            Question("CONFERENCE", "Conference", needed=True, allowed=tuple(known.conferences),
                     default=lambda _: latest[0].slug if latest else ""),
            Question("TITLE", "Title, as the conference gives it", needed=True),
            Question("SLUG", "Name of the file and end of the address", needed=True,
                     default=lambda answers: _slug_of(answers.get("TITLE", ""))),
            Question("KIND", "Kind", allowed=TALK_KINDS, default=lambda _: TALK_KINDS[0]),
            Question("LANGUAGE", "Language of the notes", allowed=known.codes,
                     default=lambda _: known.codes[0]),
            Question("DATE", "Day", needed=True, default=self._first_day),
            Question("START", "Start, such as 07:30; empty if nobody knows it"),
            Question("AFTER", "Slug of the talk that it followed",
                     when=lambda answers: "START" not in answers),
            Question("SPEAKERS", "Speakers, with ; between them"),
            Question("TOPICS", "Topics, with , between them", allowed=known.topics),
            *(Question(_TALK_NAMES[f"links.{kind}"], kind, when=never)
              for kind in ("description", "video", *_TALK_LISTS)),
        )  # fmt: skip

    def _first_day(self, answers: Answers) -> str:
        conference = self.known.conferences.get(answers.get("CONFERENCE", ""))
        return conference.first.isoformat() if conference else ""

    def _docname(self, answers: Answers) -> str:
        slug = answers.get("SLUG", "")
        return f"{answers.get('CONFERENCE', '')}/{'page' if slug_mistake(slug) else slug}"

    def _text(self, answers: Answers) -> str:
        links = {
            kind: answers.get(_TALK_NAMES[f"links.{kind}"], "") for kind in ("description", "video")
        }
        lines = [f"{kind}: {_scalar(address)}" for kind, address in links.items() if address]
        for kind in _TALK_LISTS:
            addresses = ", ".join(_scalar(item) for item in _list(answers.get(kind.upper(), "")))
            lines += [f"{kind}: [{addresses}]"] if addresses else []
        topics = ", ".join(_scalar(item) for item in _slugs(answers.get("TOPICS", "")))
        front = {
            "kind": _scalar(answers.get("KIND", TALK_KINDS[0])),
            "conference": _scalar(answers.get("CONFERENCE", "")),
            "language": _scalar(answers.get("LANGUAGE", self.known.codes[0])),
            "date": _scalar(answers.get("DATE", "")),
            "start": json.dumps(answers["START"], ensure_ascii=False) if "START" in answers else "",
            "after": _scalar(answers.get("AFTER", "")),
            "speakers": _block(
                [f"- {_scalar(name)}" for name in _list(answers.get("SPEAKERS", ""))]
            ),
            "topics": f"[{topics}]" if topics else "",
            "links": _block(lines),
        }
        title, slug = _heading(answers.get("TITLE", "…")), answers.get("SLUG", "")
        return _TALK.format(front=_front(front), title=title, slug=slug)

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, as the build would tell it of the page."""
        docname = self._docname(answers)
        context = PageContext(self.known.shown(docname), docname, self.known.codes,
                              frozenset(self.known.conferences))  # fmt: skip
        text = self._text(answers)
        wrong = list(_read_mistakes(text, context, _TALK_NAMES))
        if answers.get("KIND", TALK_KINDS[0]) not in TALK_KINDS:
            # The site would not read on; here the other mistakes are told as well.
            text = self._text({**answers, "KIND": TALK_KINDS[0]})
            wrong += _read_mistakes(text, context, _TALK_NAMES)
        wrong += _needed(self, answers, told=wrong)
        if "SLUG" in answers:
            wrong += _slug_mistakes(answers["SLUG"], self.known.path(docname), self.known)
            wrong += self._taken(answers["SLUG"])
        if _title_mistake(answers.get("TITLE", "")):
            wrong.append(Mistake("TITLE", str(_title_mistake(answers["TITLE"]))))
        for topic in _slugs(answers.get("TOPICS", "")):
            if topic not in self.known.topics:
                hint = did_you_mean(topic, self.known.topics)
                wrong.append(Mistake("TOPICS", f'unknown topic "{topic}"{hint}'))
        talk = read_page_facts(text, context)[0].talk
        conference = self.known.conferences.get(answers.get("CONFERENCE", ""))
        if talk and conference:
            misplaced = conference.misplaced(talk.date)
            wrong += [Mistake("DATE", misplaced)] if misplaced else []
            wrong += self._follower(answers.get("AFTER"), talk.date, conference.slug)
        return list(dict.fromkeys(wrong))

    def _taken(self, slug: str) -> list[Mistake]:
        return [
            Mistake("SLUG", f'the slug "{slug}" is taken by {self.known.shown(docname)}')
            for docname, facts in self.known.facts.items()
            if facts.talk and facts.talk.slug == slug
        ]

    def _follower(self, after: str | None, date: dt.date, conference: str) -> list[Mistake]:
        talks = [f.talk for f in self.known.facts.values() if f.talk]
        dates = {talk.slug: talk.date for talk in talks if talk.conference == conference}
        if after is None or dates.get(after) == date:
            return []
        if after in dates:
            told = f'"{after}" was held on {dates[after]}, this talk on {date}'
        else:
            told = f'no talk "{after}" in {conference}{did_you_mean(after, dates)}'
        return [Mistake("AFTER", told)]

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the talk's page, and its conference's page where that lacks the day."""
        conference = self.known.conferences[answers["CONFERENCE"]]
        files = {self.known.path(self._docname(answers)): self._text(answers)}
        before = self.known.texts[conference.docname]
        number = conference.day_number(dt.date.fromisoformat(answers["DATE"]))
        language = self.known.facts[conference.docname].language
        heading = self.known.label(language, "Day {number}").format(number=number)
        after = show_talks(show_day(before, conference.slug, number, heading))
        if after != before:
            files[self.known.path(conference.docname)] = after
        return files

    def next_steps(self, answers: Answers) -> list[str]:
        """Return what is left to do."""
        return [
            (
                f'Write {self.known.shown(self._docname(answers))}: each "{PLACEHOLDER} …" says '
                "what belongs there. docs/contributing/add-a-talk.md tells the rest."
            ),
            *_LAST_STEPS,
        ]


_LAST_STEPS = (
    "Run: make catalogues",
    "Run: make",
)


def show_day(text: str, conference: str, number: int, heading: str) -> str:
    """Return the conference's page *text* with a programme of day *number*, among the others."""
    days: dict[int, _Fence] = {}
    last_line = len(text.split("\n"))
    for fence in _fences(text):
        found = re.search(r":day:\s*(\d+)", fence.text)
        if fence.name == "programme" and found:
            days[int(found[1])] = fence
        elif fence.name == "toctree":
            last_line = min(last_line, fence.start)
    if number in days:
        return text
    later = [day for day in days if day > number]
    if later:
        line = _section_start(text, days[min(later)].start)
    else:
        line = days[max(days)].end if days else last_line
    section = _DAY.format(conference=conference, number=number, heading=heading)
    return _insert(text, line, section)


def _section_start(text: str, line: int) -> int:
    """Return the line where the section begins that *line* is in, its label included."""
    lines = text.split("\n")
    while line > 0 and not lines[line].startswith("#"):
        line -= 1
    while line > 0 and re.fullmatch(r"\([\w-]+\)=\s*", lines[line - 1]):
        line -= 1
    return line


def show_talks(text: str) -> str:
    """Return the conference's page *text* with the list that brings its talks into the sidebar.

    A list that finds no talk would be a warning, so that the first talk brings it along.
    """
    if any(fence.name == "toctree" for fence in _fences(text)):
        return text
    return _insert(text, len(text.split("\n")), _TALKS_OF_CONFERENCE)


def _slug_of(title: str) -> str:
    words = re.findall(r"[a-z0-9]+", anyascii(title).lower())
    return "-".join(words[:5])


def _slug_mistakes(slug: str, path: Path, known: _Known) -> list[Mistake]:
    wrong = slug_mistake(slug)
    if wrong:
        return [Mistake("SLUG", wrong)]
    if path.exists():
        shown = path.relative_to(known.project.root).as_posix()
        return [Mistake("SLUG", f"{shown} exists already; nothing is overwritten")]
    return []


def _needed(form: Form, answers: Answers, told: list[Mistake]) -> list[Mistake]:
    """Return the needed values that *answers* lacks, but for those that are *told* already."""
    already = {mistake.name for mistake in told}
    return [
        Mistake(question.name, f"missing; give: {question.text.lower()}")
        for question in form.questions
        if question.needed and question.name not in answers and question.name not in already
    ]


# -- A conference ---------------------------------------------------------------------------------

_CONFERENCE_NAMES = {
    "language": "LANGUAGE", "dates": "FIRST", "first": "FIRST", "last": "LAST",
    "dates.first": "FIRST", "dates.last": "LAST", "timezone": "TIMEZONE",
    "links.website": "WEBSITE",
}  # fmt: skip


class ConferenceForm:
    """A conference: a folder with its page, named in the list of the site's first page."""

    def __init__(self, project: Project) -> None:
        self.known = known = _Known(project)
        self.questions = (
            Question("NAME", "Name, with the year", needed=True),
            Question("SLUG", "Name of the folder, and part of the addresses", needed=True,
                     default=lambda answers: _slug_of(answers.get("NAME", ""))),
            Question("FIRST", "First day, such as 2020-07-23", needed=True),
            Question("LAST", "Last day", needed=True,
                     default=lambda answers: answers.get("FIRST", "")),
            Question("LANGUAGE", "Language of its page", allowed=known.codes,
                     default=lambda _: known.codes[0]),
            Question("TIMEZONE", "Time zone, such as Europe/Berlin; empty if nobody knows it"),
            Question("WEBSITE", "Address of its website, or empty"),
        )  # fmt: skip

    def _docname(self, answers: Answers) -> str:
        slug = answers.get("SLUG", "")
        return f"{'folder' if slug_mistake(slug) else slug}/index"

    def _text(self, answers: Answers) -> str:
        days = [
            f"{key}: {_scalar(answers[key.upper()])}"
            for key in ("first", "last")
            if key.upper() in answers
        ]
        website = [f"website: {_scalar(answers['WEBSITE'])}"] if "WEBSITE" in answers else []
        front = {
            "kind": CONFERENCE_KIND,
            "language": _scalar(answers.get("LANGUAGE", self.known.codes[0])),
            "dates": _block(days),
            "timezone": _scalar(answers["TIMEZONE"]) if "TIMEZONE" in answers else "",
            "links": _block(website),
        }
        return _CONFERENCE.format(front=_front(front), title=_heading(answers.get("NAME", "…")))

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, as the build would tell it of the page."""
        docname = self._docname(answers)
        context = PageContext(self.known.shown(docname), docname, self.known.codes, ())
        given = {"FIRST": "FIRST" in answers, "LAST": "LAST" in answers}
        read = _read_mistakes(self._text(answers), context, _CONFERENCE_NAMES)
        # What is missing is told below, in the words of the questions.
        wrong = [m for m in read if given.get(m.name, True) and " is missing" not in m.sentence]
        wrong += _needed(self, answers, told=wrong)
        if "SLUG" in answers:
            wrong += _slug_mistakes(answers["SLUG"], self.known.path(docname).parent, self.known)
        if _title_mistake(answers.get("NAME", "")):
            wrong.append(Mistake("NAME", str(_title_mistake(answers["NAME"]))))
        if not self._list():
            wrong.append(Mistake("SLUG", "docs/index.md has no list (toctree) to name it in"))
        return list(dict.fromkeys(wrong))

    def _list(self) -> _Fence | None:
        fences = _fences(self.known.texts.get("index", ""))
        return next((fence for fence in fences if fence.name == "toctree"), None)

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the conference's page, and the site's first page with its name."""
        fence = self._list()
        assert fence is not None
        docname = self._docname(answers)
        lines = self.known.texts["index"].split("\n")
        conferences = {conference.docname for conference in self.known.conferences.values()}
        listed = range(fence.start + 1, fence.end - 1)
        place = max(
            (n + 1 for n in listed if lines[n].strip() in conferences), default=fence.end - 1
        )
        lines.insert(place, docname)
        return {
            self.known.path(docname): self._text(answers),
            self.known.path("index"): "\n".join(lines),
        }

    def next_steps(self, answers: Answers) -> list[str]:
        """Return what is left to do."""
        return [
            (
                f'Write {self.known.shown(self._docname(answers))}: "{PLACEHOLDER} …" says '
                "what belongs there."
            ),
            f"Begin its first talk: make talk CONFERENCE={answers['SLUG']}",
            *_LAST_STEPS,
        ]


# -- A tool ---------------------------------------------------------------------------------------


class ToolForm:
    """A tool: an entry of the glossary on the page of its field."""

    def __init__(self, project: Project) -> None:
        self.known = known = _Known(project)
        self.questions = (
            Question("NAME", "Name, as its makers write it", needed=True),
            Question("PAGE", "Page of its field", needed=True, allowed=tuple(known.glossaries)),
            Question("HOME_PAGE", "Address of its home page, or empty"),
            Question("ALIASES", "Other names that talks use, with ; between them, or empty"),
        )

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*."""
        wrong = _needed(self, answers, told=[])
        names = [("NAME", answers["NAME"])] if "NAME" in answers else []
        names += [("ALIASES", alias) for alias in _list(answers.get("ALIASES", ""))]
        for variable, name in names:
            wrong += [Mistake(variable, told) for told in self._name_mistakes(name)]
        folded = [name.casefold() for _variable, name in names]
        if len(set(folded)) < len(folded):
            wrong.append(Mistake("ALIASES", "a name stands twice; once is enough"))
        page = answers.get("PAGE")
        if page is not None and page not in self.known.glossaries:
            hint = did_you_mean(page, self.known.glossaries)
            wrong.append(Mistake("PAGE", f'no page of tools "{page}"{hint}'))
        address = answers.get("HOME_PAGE")
        if address is not None and address_mistake(address):
            wrong.append(Mistake("HOME_PAGE", str(address_mistake(address))))
        elif address is not None and re.search(r"\s", address):
            wrong.append(Mistake("HOME_PAGE", "an address has no spaces"))
        return list(dict.fromkeys(wrong))

    def _name_mistakes(self, name: str) -> Iterator[str]:
        if name.casefold() in self.known.terms:
            yield f'"{name}" stands in {self.known.terms[name.casefold()]} already'
        # The signs with which a line of a glossary is no term, or a reference not its name.
        if re.search(r"\s:\s|[<>`\n]|^[:%.]", name) or not _as_written(name):
            yield f'"{name}" would be read as markup; write the name without it'

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the page of the field with the entry, in the order of the alphabet."""
        docname = f"tools/{answers['PAGE']}"
        glossary, text = self.known.glossaries[answers["PAGE"]], self.known.texts[docname]
        name = answers["NAME"]
        entry = _TOOL.format(names="\n".join([name, *_list(answers.get("ALIASES", ""))]))
        if "HOME_PAGE" in answers:
            entry += _HOME_PAGE.format(address=answers["HOME_PAGE"])
        later = (
            line for line, terms in _entries(glossary) if terms[0].casefold() > name.casefold()
        )
        line = next(later, None)
        if line is not None:
            return {self.known.path(docname): _insert(text, glossary.start + 1 + line, entry)}
        lines = text.split("\n")
        before = "\n".join(lines[: glossary.end - 1]).rstrip("\n")
        after = "\n".join(lines[glossary.end - 1 :])
        return {self.known.path(docname): f"{before}\n\n{entry}{after}"}

    def next_steps(self, answers: Answers) -> list[str]:
        """Return what is left to do."""
        return [
            (
                f'Write its entry in docs/tools/{answers["PAGE"]}.md, at "{PLACEHOLDER} …". '
                "docs/contributing/add-a-talk.md tells the rest."
            ),
            f"Name it in a talk, where it is mentioned first: {{term}}`{answers['NAME']}`",
            *_LAST_STEPS,
        ]


# -- A language -----------------------------------------------------------------------------------


class LanguageForm:
    """A language: an entry in the table of conf.py."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.languages = project.languages()
        self.questions = (
            Question("CODE", "Code of the language, such as de or pt_BR", needed=True),
            Question("NAME", "What the language calls itself", needed=True,
                     default=lambda answers: _own_name(answers.get("CODE", ""))),
            Question("LOCALE", "Babel's locale, for dates", needed=True,
                     default=lambda answers: _likely_locale(answers.get("CODE", ""))),
        )  # fmt: skip

    def _language(self, answers: Answers) -> Language:
        return Language(answers["CODE"], answers["NAME"], answers["LOCALE"])

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, and where conf.py has no table to write to."""
        wrong = _needed(self, answers, told=[])
        code = answers.get("CODE")
        if code is not None and not _CODE.fullmatch(code):
            wrong.append(
                Mistake("CODE", f'"{code}" is no code of a language; write it as de or pt_BR')
            )
        if code in self.languages:
            wrong.append(Mistake("CODE", f'conf.py has the language "{code}" already'))
        if "LOCALE" in answers:
            entry = {"name": answers.get("NAME", "…"), "locale": answers["LOCALE"]}
            try:
                read_languages({code or "…": entry})
            except ConfigError as error:
                wrong.append(Mistake("LOCALE", str(error).rpartition('": ')[2] or str(error)))
        if not wrong:
            try:
                self.files(answers)
            except ValueError as error:
                wrong.append(Mistake("CODE", str(error)))
        return wrong

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return conf.py with the language; raises `ValueError` where that cannot be done."""
        path = self.project.root / "conf.py"
        text = path.read_text(encoding="utf-8")
        return {path: add_language(text, self._language(answers))}

    def next_steps(self, answers: Answers) -> list[str]:
        """Return what is left to do."""
        code = answers["CODE"]
        return [
            (
                f"Translate locale/{code}/LC_MESSAGES/talknotes.po and sphinx.po first: they "
                "are on every page."
            ),
            f"Copy docs/contributing/data-flow.svg to data-flow.{code}.svg; translate its words.",
            (
                f"Add /locale/{code}/ to .github/CODEOWNERS, a project to Read the Docs, and "
                "import the output of make weblate again, where you use these."
            ),
            "The order, and the rest: docs/contributing/add-a-language.md",
        ]


def _own_name(code: str) -> str:
    try:
        name = Locale.parse(code).get_display_name()
    except (ValueError, UnknownLocaleError):
        return ""
    return name[:1].upper() + name[1:] if name else ""


def _likely_locale(code: str) -> str:
    """Return the locale of most people who speak *code*; nothing where Babel knows none."""
    if "_" in code:
        candidate = code
    else:
        language, _script, territory = (get_global("likely_subtags").get(code, "") + "__").split(
            "_"
        )[:3]
        candidate = f"{language}_{territory}"
    try:
        Locale.parse(candidate)
    except (ValueError, UnknownLocaleError):
        return ""
    return candidate


# -- Writing --------------------------------------------------------------------------------------

BeginningForm = TalkForm | ConferenceForm | ToolForm | LanguageForm
FORMS: dict[str, type[BeginningForm]] = {
    "talk": TalkForm,
    "conference": ConferenceForm,
    "tool": ToolForm,
    "language": LanguageForm,
}


def write(files: Mapping[Path, str]) -> None:
    """Write all of *files* or none: where one fails, the others become what they were."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, text in files.items():
            write_whole(path, text.encode("utf-8"))
    except BaseException:
        for path, content in before.items():
            if content is not None:
                write_whole(path, content)
            else:
                path.unlink(missing_ok=True)
        raise
