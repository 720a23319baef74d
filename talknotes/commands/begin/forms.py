"""The four forms: what is asked for each, what is wrong with it, and the files it becomes."""

from __future__ import annotations

import datetime as dt
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from babel import Locale, UnknownLocaleError
from sphinx.errors import ConfigError

from talknotes.checks.glossary import read_directives, read_glossaries
from talknotes.commands.begin.asking import Answers, Form, Mistake, Question
from talknotes.commands.begin.writing import compose, insert, is_as_written, listed, slug_of
from talknotes.common.languages import Language, read_languages
from talknotes.common.project import Project
from talknotes.content.consistency import talk_mistakes
from talknotes.content.facts import (
    LINK_KINDS,
    TALK_KINDS,
    Conference,
    PageContext,
    PageFacts,
    address_mistake,
    read_page_facts,
    slug_mistake,
)
from talknotes.translation.catalogues import catalogue_path, is_usable, read_entries

# The heading of a day's programme, as the catalogue of labels has it.
_DAY = "Day {number}"


class _PageForm(Form):
    """Becomes a page, which must fit what the project holds."""

    template: ClassVar[str]
    # The form of the page's docname.
    place: ClassVar[str]
    # What the page needs; nothing is said of it where it was not answered.
    assumed: ClassVar[dict[str, str]]

    def __init__(self, project: Project) -> None:
        self.project = project
        self.codes = tuple(project.languages())
        self.texts = project.texts()
        folders = {name.partition("/")[0] for name in self.texts}
        # Mistakes in them are reported when the site is built.
        self.facts = {
            name: read_page_facts(text, PageContext(name, name, self.codes, folders))[0]
            for name, text in self.texts.items()
        }
        conferences = [facts.conference for facts in self.facts.values()]
        self.conferences = {one.slug: one for one in conferences if one}

    def docname(self, answers: Answers) -> str:
        """Return the docname of the page, with a slug that its reader has nothing to say of."""
        slug = "page" if slug_mistake(answers["SLUG"]) else answers["SLUG"]
        return self.place.format(conference=answers["CONFERENCE"], slug=slug)

    def read(self, docname: str, answers: Mapping[str, str]) -> tuple[PageFacts, list[Mistake]]:
        """Return the facts of the page *docname*, composed of *answers*, and what is wrong in them.

        The site's own reader says it. A key of the front matter is given by the variable of the
        same name; of what is missing there the question says whether it is needed.
        """
        context = PageContext(docname, docname, self.codes, self.conferences)
        text = compose(self.template, given=Answers({**self.assumed, **answers}))
        facts, problems = read_page_facts(text, context)
        names = {line: key.rpartition(".")[2].upper() for key, line in facts.lines.items()}
        passed_over = self.assumed.keys() - answers.keys()
        found = ((names.get(one.line, "SLUG"), one.message) for one in problems)
        return facts, [
            (name, reason)
            for name, reason in found
            if name not in passed_over and " is missing" not in reason
        ]

    def slug_mistakes(self, slug: str, new: Path) -> Iterator[Mistake]:
        """Yield what is wrong with *slug* as the name of what is to stand at *new*."""
        if slug and (wrong := slug_mistake(slug)):
            yield "SLUG", wrong
        elif slug and new.exists():
            yield "SLUG", f"{self.project.shown(new)} exists already; nothing is overwritten"


class TalkForm(_PageForm):
    """A talk: a page in its conference's folder, and its day in the programme."""

    template = "talk"
    place = "{conference}/{slug}"
    assumed: ClassVar = {"KIND": TALK_KINDS[0], "CONFERENCE": "?", "DATE": "2020-07-24"}

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self.topics = [
            token.info.split()[-1]
            for text in self.texts.values()
            for token, _start, _end in read_directives(text, "topic")
        ]
        latest = max(self.conferences.values(), key=lambda c: (c.first, c.slug), default=None)
        topics = f" ({', '.join(self.topics)})" if self.topics else ""
        self.questions = (
            Question("TITLE", "Title, as the conference gives it", needed=True),
            Question("SLUG", "Name of the file and end of the address", needed=True,
                     default=lambda answers: slug_of(answers["TITLE"])),
            Question("KIND", "Kind", allowed=TALK_KINDS, default=lambda _: TALK_KINDS[0]),
            Question("CONFERENCE", "Conference", needed=True, allowed=tuple(self.conferences),
                     default=lambda _: latest.slug if latest else ""),
            Question("LANGUAGE", "Language of the notes", allowed=self.codes,
                     default=lambda _: self.codes[0]),
            Question("DATE", "Day", needed=True, default=self._first_day),
            Question("START", "Start, such as 07:30; empty if nobody knows it",
                     asked=lambda answers: "AFTER" not in answers),
            Question("AFTER", "Slug of the talk that it followed, where nobody knows the start",
                     needed=True, asked=lambda answers: "START" not in answers),
            Question("SPEAKERS", "Speakers, with ; between them"),
            Question("TOPICS", f"Topics, with , between them{topics}"),
            *(Question(kind.upper(), kind, asked=lambda _: False) for kind in LINK_KINDS),
        )  # fmt: skip

    def _first_day(self, answers: Answers) -> str:
        conference = self.conferences.get(answers["CONFERENCE"])
        return conference.first.isoformat() if conference else ""

    def mistakes(self, answers: Answers) -> Iterator[Mistake]:
        """Yield what is wrong with *answers*, as the build would report it of the page."""
        docname = self.docname(answers)
        _facts, wrong = self.read(docname, answers)
        yield from wrong
        yield from self.slug_mistakes(answers["SLUG"], self.project.page(docname))
        faulty = {name for name, _reason in wrong}
        if "DATE" not in answers or "DATE" in faulty:
            faulty.add("AFTER")
        sound = {name: answer for name, answer in answers.items() if name not in faulty}
        day = {"DATE": self._first_day(answers) or self.assumed["DATE"]}
        if talk := self.read(docname, day | sound)[0].talk:
            talks = [facts.talk for facts in self.facts.values() if facts.talk]
            conference = self.conferences.get(answers["CONFERENCE"])
            for key, reason in talk_mistakes(talk, talks, conference, self.topics):
                yield key.upper() or "SLUG", reason

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the talk's page, and its conference's page where that lacks the day."""
        conference = self.conferences[answers["CONFERENCE"]]
        before = self.texts[conference.docname]
        number = conference.day_number(dt.date.fromisoformat(answers["DATE"]))
        after = self._with_day(before, conference, number)
        if not any(read_directives(after, "toctree")):
            # One that finds no talk would be a mistake, so that the first talk brings it along.
            after = insert(after, len(after.split("\n")), compose("talks"))
        page = self.project.page(self.docname(answers))
        changed = {self.project.page(conference.docname): after} if after != before else {}
        return {page: compose("talk", given=answers), **changed}

    def _with_day(self, text: str, conference: Conference, number: int) -> str:
        """Return *text*, the page of *conference*, with a programme of day *number*."""
        days = {
            int(found[1]): (start, end)
            for token, start, end in read_directives(text, "programme")
            if (found := re.search(r":day:\s*(\d+)", token.content))
        }
        if number in days:
            return text
        lines = text.split("\n")
        if later := [day for day in days if day > number]:
            before = "\n".join(lines[: days[min(later)][0]])
            # The section begins at its heading, or at the labels above it.
            sections = list(re.finditer(r"^(?:\([\w-]+\)= *\n)*#", before, re.MULTILINE))
            line = before[: sections[-1].start()].count("\n") if sections else 0
        elif days:
            line = days[max(days)][1]
        else:
            starts = [start for _token, start, _end in read_directives(text, "toctree")]
            line = min(starts, default=len(lines))
        language = self.facts[conference.docname].language
        labels = catalogue_path(self.project.locale, language, "talknotes")
        entries = (one for one in read_entries(labels, labels.name)[0] or () if is_usable(one))
        heading = next((one.msgstr for one in entries if one.msgid == _DAY), _DAY)
        heading = heading.format(number=number)
        section = compose("day", conference=conference.slug, number=number, heading=heading)
        return insert(text, line, section)


class ConferenceForm(_PageForm):
    """A conference: a folder with its page, named in the list of the site's first page."""

    template = "conference"
    place = "{slug}/index"
    # Where only one of the days is given, the other is that one.
    assumed: ClassVar = {"FIRST": "", "LAST": ""}

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self.questions = (
            Question("NAME", "Name, with the year", needed=True),
            Question("SLUG", "Name of the folder, and part of the addresses", needed=True,
                     default=lambda answers: slug_of(answers["NAME"])),
            Question("LANGUAGE", "Language of its page", allowed=self.codes,
                     default=lambda _: self.codes[0]),
            Question("FIRST", "First day, such as 2020-07-23", needed=True),
            Question("LAST", "Last day", needed=True, default=lambda answers: answers["FIRST"]),
            Question("TIMEZONE", "Time zone, such as Europe/Berlin; empty if nobody knows it"),
            Question("WEBSITE", "Address of its website, or empty"),
        )  # fmt: skip

    def mistakes(self, answers: Answers) -> Iterator[Mistake]:
        """Yield what is wrong with *answers*, as the build would report it of the page."""
        docname = self.docname(answers)
        yield from self.read(docname, answers)[1]
        yield from self.slug_mistakes(answers["SLUG"], self.project.page(docname).parent)
        if not any(read_directives(self.texts.get("index", ""), "toctree")):
            yield "SLUG", "docs/index.md has no list (toctree) to name it in"

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the conference's page, and the site's first page with its name."""
        _token, start, end = next(read_directives(self.texts["index"], "toctree"))
        lines = self.texts["index"].split("\n")
        conferences = {conference.docname for conference in self.conferences.values()}
        places = [n + 1 for n in range(start, end) if lines[n].strip() in conferences]
        lines.insert(max(places, default=end - 1), self.docname(answers))
        return {
            self.project.page(self.docname(answers)): compose("conference", given=answers),
            self.project.page("index"): "\n".join(lines),
        }


class ToolForm(Form):
    """A tool: an entry of the glossary on the page of its field."""

    # The characters with which a line of a glossary is no term, or a reference not its name.
    _MARKUP = re.compile(r"\s:\s|[<>`\n]|^[:%.]")

    def __init__(self, project: Project) -> None:
        self._project, self._texts = project, project.texts()
        self._glossaries = {
            docname.removeprefix("tools/"): glossary
            for docname, text in self._texts.items()
            if posixpath.dirname(docname) == "tools"
            for glossary in read_glossaries(text)
        }
        self._terms = {
            term.casefold(): f"docs/tools/{page}.md:{entry.line + 1}"
            for page, glossary in self._glossaries.items()
            for entry in glossary.entries
            for term in entry.names
        }
        self.questions = (
            Question("NAME", "Name, as its makers write it", needed=True),
            Question("PAGE", "Page of its field", needed=True, allowed=tuple(self._glossaries)),
            Question("HOME_PAGE", "Address of its home page, or empty"),
            Question("ALIASES", "Other names that talks use, with ; between them, or empty"),
        )

    def mistakes(self, answers: Answers) -> Iterator[Mistake]:
        """Yield what is wrong with *answers*."""
        names = [("NAME", answers["NAME"])] if "NAME" in answers else []
        names += [("ALIASES", alias) for alias in listed(answers["ALIASES"])]
        for variable, name in names:
            if place := self._terms.get(name.casefold()):
                yield variable, f'"{name}" stands in {place} already'
            if self._MARKUP.search(name) or not is_as_written(name):
                yield variable, f'"{name}" would be read as markup; write the name without it'
        if len({name.casefold() for _variable, name in names}) < len(names):
            yield "ALIASES", "a name stands twice; once is enough"
        if "HOME_PAGE" in answers and (mistake := address_mistake(answers["HOME_PAGE"])):
            yield "HOME_PAGE", mistake

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the page of the field with the entry, in the order of the alphabet."""
        glossary, name = self._glossaries[answers["PAGE"]], answers["NAME"]
        names = [name, *listed(answers["ALIASES"])]
        entry = compose("tool", names=names, home_page=answers["HOME_PAGE"])
        later = (e.line for e in glossary.entries if e.names[0].casefold() > name.casefold())
        docname = f"tools/{answers['PAGE']}"
        text = insert(self._texts[docname], next(later, glossary.end), entry)
        return {self._project.page(docname): text}


class LanguageForm(Form):
    """A language: an entry in the table of conf.py."""

    _CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")

    def __init__(self, project: Project) -> None:
        self._conf = project.root / "conf.py"
        self._languages = project.languages()
        self.questions = (
            Question("CODE", "Code of the language, such as de or pt_BR", needed=True),
            Question("NAME", "What the language calls itself", needed=True,
                     default=lambda answers: _likely(answers["CODE"])[0]),
            Question("LOCALE", "Babel's locale, for dates", needed=True,
                     default=lambda answers: _likely(answers["CODE"])[1]),
        )  # fmt: skip

    def mistakes(self, answers: Answers) -> Iterator[Mistake]:
        """Yield what is wrong with *answers*, and where conf.py has no table to write to."""
        code = answers["CODE"] or "xx"
        if not self._CODE.fullmatch(code):
            yield "CODE", f'"{code}" is no code of a language; write it as de or pt_BR'
        elif code in self._languages:
            yield "CODE", f'conf.py has the language "{code}" already'
        else:
            try:
                self.files(answers)
            except ValueError as error:
                yield "CODE", str(error)
        try:
            read_languages({code: {"name": "…", "locale": answers["LOCALE"] or "en"}})
        except ConfigError as error:
            yield "LOCALE", str(error).rpartition('": ')[2]

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return conf.py with the language; raises `ValueError` where that cannot be done."""
        entry = {"name": answers["NAME"], "locale": answers["LOCALE"]}
        text = self._conf.read_text(encoding="utf-8")
        return {self._conf: add_language(text, answers["CODE"], entry)}


# The table up to its end; the last line of it is a whole entry.
_TABLE = re.compile(
    r"^talknotes_languages\b[^=\n]*= \{\n(?: .*\n)*? .*\},[ ]*(?:#.*)?\n(?=\})", re.MULTILINE
)


def add_language(text: str, code: str, entry: dict[str, str]) -> str:
    """Return conf.py's *text* with *entry* for *code* at the end of the table of languages.

    Raises `ValueError` with what to write by hand where it is not one table of an entry a line.
    """
    line = f"{json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)},"
    added, tables = _TABLE.subn(lambda found: f"{found[0]}    {line}\n", text)
    if tables != 1 or len(re.findall(r"^talknotes_languages\b", text, re.MULTILINE)) != 1:
        raise ValueError(
            "conf.py does not write talknotes_languages out with an entry a line; add to it by "
            f"hand: {line}"
        )
    return added


def _likely(code: str) -> tuple[str, str]:
    """Return what the language *code* calls itself, and the locale of most who speak it."""
    try:
        locale = Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return "", ""
    name = locale.get_display_name() or ""
    locale_code = code if "_" in code else Language(code, name, code).territory_locale
    return name[:1].upper() + name[1:], locale_code


FORMS: dict[str, Callable[[Project], Form]] = {
    "talk": TalkForm, "conference": ConferenceForm, "tool": ToolForm, "language": LanguageForm,
}  # fmt: skip
