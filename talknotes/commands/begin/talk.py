"""``make talk``: a page in the folder of its conference, and its day in the programme."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from talknotes.commands.asking import Answers, Mistake, Question, never
from talknotes.commands.begin.known import Known
from talknotes.commands.begin.mistakes import needed, read_mistakes, slug_mistakes, title_mistakes
from talknotes.commands.begin.programme import show_day, show_talks
from talknotes.commands.begin.writing import (
    LAST_STEPS,
    PLACEHOLDER,
    block,
    front_matter,
    heading,
    listed,
    scalar,
    slug_of,
    slugs,
)
from talknotes.common.problems import did_you_mean
from talknotes.common.project import Project
from talknotes.content.facts import TALK_KINDS, PageContext, read_page_facts, slug_mistake

_TALK = """\
---
{front}---

# {title}

% TODO: one sentence that says what a reader takes away.

% TODO: below the sentence, "## Takeaways" with three to five points that can be used.

% TODO: the notes, in sections that follow the talk.
% Above the heading of each stands a line with its label, such as ({slug}-…)=

% TODO: then what fits of "## Impressions", "## Since then" and "## Read next";
% docs/contributing/conventions.md tells what belongs into each.
"""


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
        self.known = known = Known(project)
        latest = sorted(known.conferences.values(), key=lambda c: (c.first, c.slug))[-1:]
        self.questions = (
            Question("CONFERENCE", "Conference", needed=True, allowed=tuple(known.conferences),
                     default=lambda _: latest[0].slug if latest else ""),
            Question("TITLE", "Title, as the conference gives it", needed=True),
            Question("SLUG", "Name of the file and end of the address", needed=True,
                     default=lambda answers: slug_of(answers.get("TITLE", ""))),
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
        lines = [f"{kind}: {scalar(address)}" for kind, address in links.items() if address]
        for kind in _TALK_LISTS:
            addresses = ", ".join(scalar(item) for item in listed(answers.get(kind.upper(), "")))
            lines += [f"{kind}: [{addresses}]"] if addresses else []
        topics = ", ".join(scalar(item) for item in slugs(answers.get("TOPICS", "")))
        front = {
            "kind": scalar(answers.get("KIND", TALK_KINDS[0])),
            "conference": scalar(answers.get("CONFERENCE", "")),
            "language": scalar(answers.get("LANGUAGE", self.known.codes[0])),
            "date": scalar(answers.get("DATE", "")),
            "start": json.dumps(answers["START"], ensure_ascii=False) if "START" in answers else "",
            "after": scalar(answers.get("AFTER", "")),
            "speakers": block(
                [f"- {scalar(name)}" for name in listed(answers.get("SPEAKERS", ""))]
            ),
            "topics": f"[{topics}]" if topics else "",
            "links": block(lines),
        }
        title, slug = heading(answers.get("TITLE", "…")), answers.get("SLUG", "")
        return _TALK.format(front=front_matter(front), title=title, slug=slug)

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, as the build would tell it of the page."""
        docname = self._docname(answers)
        context = PageContext(self.known.shown(docname), docname, self.known.codes,
                              frozenset(self.known.conferences))  # fmt: skip
        text = self._text(answers)
        wrong = list(read_mistakes(text, context, _TALK_NAMES))
        if answers.get("KIND", TALK_KINDS[0]) not in TALK_KINDS:
            # The site would not read on; here the other mistakes are told as well.
            text = self._text({**answers, "KIND": TALK_KINDS[0]})
            wrong += read_mistakes(text, context, _TALK_NAMES)
        wrong += needed(self, answers, told=wrong)
        if "SLUG" in answers:
            wrong += slug_mistakes(answers["SLUG"], self.known.path(docname), self.known)
            wrong += self._taken(answers["SLUG"])
        wrong += title_mistakes("TITLE", answers.get("TITLE", ""))
        for topic in slugs(answers.get("TOPICS", "")):
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
            *LAST_STEPS,
        ]
