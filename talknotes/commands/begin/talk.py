"""``make talk``: a page in the folder of its conference, and its day in the programme."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from talknotes.commands.asking import Answers, Form, Mistake, Question
from talknotes.commands.begin.known import Known, directives
from talknotes.commands.begin.writing import compose, insert, slug_of
from talknotes.common.project import Project
from talknotes.content.consistency import talk_mistakes
from talknotes.content.facts import LINK_KINDS, TALK_KINDS, slug_mistake
from talknotes.translation.catalogues import catalogue_path, is_usable, read_entries


class TalkForm(Form):
    """A talk: a page in its conference's folder, and its day in the programme."""

    def __init__(self, project: Project) -> None:
        self.known = known = Known(project)
        latest = sorted(known.conferences.values(), key=lambda c: (c.first, c.slug))[-1:]
        topics = f" ({', '.join(known.topics)})" if known.topics else ""
        self.questions = (
            Question("TITLE", "Title, as the conference gives it", needed=True),
            Question("SLUG", "Name of the file and end of the address", needed=True,
                     default=lambda answers: slug_of(answers.get("TITLE", ""))),
            Question("KIND", "Kind", allowed=TALK_KINDS, default=lambda _: TALK_KINDS[0]),
            Question("CONFERENCE", "Conference", needed=True, allowed=tuple(known.conferences),
                     default=lambda _: latest[0].slug if latest else ""),
            Question("LANGUAGE", "Language of the notes", allowed=known.codes,
                     default=lambda _: known.codes[0]),
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
        conference = self.known.conferences.get(answers.get("CONFERENCE", ""))
        return conference.first.isoformat() if conference else ""

    def _docname(self, answers: Answers) -> str:
        slug = answers.get("SLUG", "")
        return f"{answers.get('CONFERENCE', '')}/{'page' if slug_mistake(slug) else slug}"

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, as the build would report it of the page."""
        known, docname = self.known, self._docname(answers)
        _facts, wrong = known.read_page("talk", docname, {"KIND": TALK_KINDS[0], **answers})
        names = {mistake.name for mistake in wrong}
        # A page has facts only with these; nothing is said of what they would contradict.
        sound = {
            "KIND": TALK_KINDS[0],
            "CONFERENCE": "?",
            "DATE": self._first_day(answers) or "2020-07-24",
        }
        sound |= {name: answer for name, answer in answers.items() if name not in names}
        if "DATE" not in answers or "DATE" in names:
            sound.pop("AFTER", None)
        talk = known.read_page("talk", docname, sound)[0].talk
        conference = known.conferences.get(answers.get("CONFERENCE", ""))
        if "SLUG" in answers:
            wrong += known.slug_mistakes(answers["SLUG"], known.project.page(docname))
        if talk:
            found = talk_mistakes(talk, known.talks, conference, known.topics)
            wrong += [Mistake(key.upper() or "SLUG", sentence) for key, sentence in found]
        return wrong

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the talk's page, and its conference's page where that lacks the day."""
        known, conference = self.known, self.known.conferences[answers["CONFERENCE"]]
        files = {known.project.page(self._docname(answers)): compose("talk", given=answers)}
        before = known.texts[conference.docname]
        number = conference.day_number(dt.date.fromisoformat(answers["DATE"]))
        after = show_day(before, conference.slug, number, self._heading(conference.docname))
        if not any(directives(after, "toctree")):
            # One that finds no talk would be a mistake, so that the first talk brings it along.
            after = insert(after, len(after.split("\n")), compose("talks"))
        if after != before:
            files[known.project.page(conference.docname)] = after
        return files

    def _heading(self, docname: str) -> str:
        """Return the label of a day in the language of the page *docname*."""
        message, locale = "Day {number}", self.known.project.locale
        path = catalogue_path(locale, self.known.facts[docname].language, "talknotes")
        entries = read_entries(path, path.name)[0] or []
        return next((e.msgstr for e in entries if e.msgid == message and is_usable(e)), message)


def show_day(text: str, conference: str, number: int, heading: str) -> str:
    """Return the conference's page *text* with a programme of day *number*, among the others.

    *heading* is that of a day, with a place for its number.
    """
    days = {
        int(found[1]): (start, end)
        for token, start, end in directives(text, "programme")
        if (found := re.search(r":day:\s*(\d+)", token.content))
    }
    if number in days:
        return text
    lines = text.split("\n")
    if later := [day for day in days if day > number]:
        line = days[min(later)][0]
        # The section begins at its heading, or at the labels above it.
        while line > 0 and not lines[line].startswith("#"):
            line -= 1
        while line > 0 and re.fullmatch(r"\([\w-]+\)=\s*", lines[line - 1]):
            line -= 1
    elif days:
        line = days[max(days)][1]
    else:
        starts = [start for _token, start, _end in directives(text, "toctree")]
        line = min(starts, default=len(lines))
    section = compose(
        "day", conference=conference, number=number, heading=heading.format(number=number)
    )
    return insert(text, line, section)
