"""``make talk``: a page in the folder of its conference, and its day in the programme."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from talknotes.commands.asking import Answers, Mistake, Question
from talknotes.commands.begin.known import Known, directives
from talknotes.commands.begin.writing import compose, insert, listed, slug_of
from talknotes.common.problems import did_you_mean
from talknotes.common.project import Project
from talknotes.content.facts import (
    LINK_KINDS,
    SINGLE_LINK_KINDS,
    TALK_KINDS,
    Talk,
    slug_mistake,
)

_PARTING = r";,\s"


class TalkForm:
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

    def _text(self, answers: Answers) -> str:
        return compose("talk", given=answers, link_kinds=LINK_KINDS, single=SINGLE_LINK_KINDS)

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, as the build would report it of the page."""
        docname = self._docname(answers)
        text = self._text({"KIND": TALK_KINDS[0], **answers})
        wrong = self.known.page_mistakes(docname, text)
        slug, title = answers.get("SLUG"), answers.get("TITLE", "")
        if slug is not None:
            wrong += self.known.slug_mistakes(slug, self.known.path(docname))
        talks = [facts.talk for facts in self.known.facts.values() if facts.talk]
        for talk in talks:
            if talk.slug == slug and talk.conference != answers.get("CONFERENCE"):
                taken = f'the slug "{slug}" is taken by docs/{talk.docname}.md'
                wrong.append(Mistake("SLUG", taken))
        if len(title.splitlines()) > 1:
            wrong.append(Mistake("TITLE", "a title is one line"))
        for topic in listed(answers.get("TOPICS", ""), _PARTING):
            if topic not in self.known.topics:
                near = did_you_mean(topic, self.known.topics)
                wrong.append(Mistake("TOPICS", f'unknown topic "{topic}"{near}'))
        return wrong + self._misplaced(answers, talks)

    def _misplaced(self, answers: Answers, talks: list[Talk]) -> list[Mistake]:
        """Return what does not fit the days of the conference, or its other *talks*."""
        conference = self.known.conferences.get(answers.get("CONFERENCE", ""))
        try:
            date = dt.date.fromisoformat(answers.get("DATE", ""))
        except ValueError:
            return []
        if conference is None:
            return []
        wrong = conference.misplaced(date)
        found = [Mistake("DATE", wrong)] if wrong else []
        dates = {talk.slug: talk.date for talk in talks if talk.conference == conference.slug}
        after = answers.get("AFTER")
        if after in dates and dates[after] != date:
            found.append(
                Mistake("AFTER", f'"{after}" was held on {dates[after]}, this talk on {date}')
            )
        elif after is not None and after not in dates:
            near = did_you_mean(after, dates)
            found.append(Mistake("AFTER", f'no talk "{after}" in {conference.slug}{near}'))
        return found

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the talk's page, and its conference's page where that lacks the day."""
        conference = self.known.conferences[answers["CONFERENCE"]]
        files = {self.known.path(self._docname(answers)): self._text(answers)}
        before = self.known.texts[conference.docname]
        number = conference.day_number(dt.date.fromisoformat(answers["DATE"]))
        language = self.known.facts[conference.docname].language
        heading = self.known.label(language, "Day {number}").format(number=number)
        after = show_day(before, conference.slug, number, heading)
        if not any(directives(after, "toctree")):
            # One that finds no talk would be a mistake, so that the first talk brings it along.
            after = insert(after, len(after.split("\n")), compose("talks"))
        if after != before:
            files[self.known.path(conference.docname)] = after
        return files


def show_day(text: str, conference: str, number: int, heading: str) -> str:
    """Return the conference's page *text* with a programme of day *number*, among the others."""
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
    section = compose("day", conference=conference, number=number, heading=heading)
    return insert(text, line, section)
