"""``make conference``: a folder with its page, named on the first page of the site."""

from __future__ import annotations

from pathlib import Path

from talknotes.commands.asking import Answers, Mistake, Question
from talknotes.commands.begin.fences import Fence, find_fences
from talknotes.commands.begin.known import Known
from talknotes.commands.begin.mistakes import needed, read_mistakes, slug_mistakes, title_mistakes
from talknotes.commands.begin.writing import (
    LAST_STEPS,
    PLACEHOLDER,
    block,
    front_matter,
    heading,
    scalar,
    slug_of,
)
from talknotes.common.project import Project
from talknotes.content.facts import CONFERENCE_KIND, PageContext, slug_mistake

_CONFERENCE = """\
---
{front}---

# {title}

% TODO: one sentence on the conference; then who took the notes, and where the times are from.
"""


_CONFERENCE_NAMES = {
    "language": "LANGUAGE", "dates": "FIRST", "first": "FIRST", "last": "LAST",
    "dates.first": "FIRST", "dates.last": "LAST", "timezone": "TIMEZONE",
    "links.website": "WEBSITE",
}  # fmt: skip


class ConferenceForm:
    """A conference: a folder with its page, named in the list of the site's first page."""

    def __init__(self, project: Project) -> None:
        self.known = known = Known(project)
        self.questions = (
            Question("NAME", "Name, with the year", needed=True),
            Question("SLUG", "Name of the folder, and part of the addresses", needed=True,
                     default=lambda answers: slug_of(answers.get("NAME", ""))),
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
            f"{key}: {scalar(answers[key.upper()])}"
            for key in ("first", "last")
            if key.upper() in answers
        ]
        website = [f"website: {scalar(answers['WEBSITE'])}"] if "WEBSITE" in answers else []
        front = {
            "kind": CONFERENCE_KIND,
            "language": scalar(answers.get("LANGUAGE", self.known.codes[0])),
            "dates": block(days),
            "timezone": scalar(answers["TIMEZONE"]) if "TIMEZONE" in answers else "",
            "links": block(website),
        }
        return _CONFERENCE.format(
            front=front_matter(front), title=heading(answers.get("NAME", "…"))
        )

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, as the build would tell it of the page."""
        docname = self._docname(answers)
        context = PageContext(self.known.shown(docname), docname, self.known.codes, ())
        given = {"FIRST": "FIRST" in answers, "LAST": "LAST" in answers}
        read = read_mistakes(self._text(answers), context, _CONFERENCE_NAMES)
        # What is missing is told below, in the words of the questions.
        wrong = [m for m in read if given.get(m.name, True) and " is missing" not in m.sentence]
        wrong += needed(self, answers, told=wrong)
        if "SLUG" in answers:
            wrong += slug_mistakes(answers["SLUG"], self.known.path(docname).parent, self.known)
        wrong += title_mistakes("NAME", answers.get("NAME", ""))
        if not self._toctree():
            wrong.append(Mistake("SLUG", "docs/index.md has no list (toctree) to name it in"))
        return list(dict.fromkeys(wrong))

    def _toctree(self) -> Fence | None:
        fences = find_fences(self.known.texts.get("index", ""))
        return next((fence for fence in fences if fence.name == "toctree"), None)

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the conference's page, and the site's first page with its name."""
        fence = self._toctree()
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
            *LAST_STEPS,
        ]
