"""``make conference``: a folder with its page, named on the first page of the site."""

from __future__ import annotations

from pathlib import Path

from talknotes.commands.asking import Answers, Form, Mistake, Question
from talknotes.commands.begin.known import Known, directives
from talknotes.commands.begin.writing import compose, slug_of
from talknotes.common.project import Project
from talknotes.content.facts import slug_mistake


class ConferenceForm(Form):
    """A conference: a folder with its page, named in the list of the site's first page."""

    def __init__(self, project: Project) -> None:
        self.known = known = Known(project)
        self.questions = (
            Question("NAME", "Name, with the year", needed=True),
            Question("SLUG", "Name of the folder, and part of the addresses", needed=True,
                     default=lambda answers: slug_of(answers.get("NAME", ""))),
            Question("LANGUAGE", "Language of its page", allowed=known.codes,
                     default=lambda _: known.codes[0]),
            Question("FIRST", "First day, such as 2020-07-23", needed=True),
            Question("LAST", "Last day", needed=True,
                     default=lambda answers: answers.get("FIRST", "")),
            Question("TIMEZONE", "Time zone, such as Europe/Berlin; empty if nobody knows it"),
            Question("WEBSITE", "Address of its website, or empty"),
        )  # fmt: skip

    def _docname(self, answers: Answers) -> str:
        slug = answers.get("SLUG", "")
        return f"{'folder' if slug_mistake(slug) else slug}/index"

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, as the build would report it of the page."""
        docname = self._docname(answers)
        _facts, found = self.known.read_page("conference", docname, answers)
        # Where only one of the days is given, the other is that one: the page needs both.
        wrong = [one for one in found if one.name not in ("FIRST", "LAST") or one.name in answers]
        if "SLUG" in answers:
            folder = self.known.project.page(docname).parent
            wrong += self.known.slug_mistakes(answers["SLUG"], folder)
        if not any(directives(self.known.texts.get("index", ""), "toctree")):
            wrong.append(Mistake("SLUG", "docs/index.md has no list (toctree) to name it in"))
        return wrong

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the conference's page, and the site's first page with its name."""
        _token, start, end = next(directives(self.known.texts["index"], "toctree"))
        lines = self.known.texts["index"].split("\n")
        conferences = {conference.docname for conference in self.known.conferences.values()}
        places = [n + 1 for n in range(start, end) if lines[n].strip() in conferences]
        lines.insert(max(places, default=end - 1), self._docname(answers))
        return {
            self.known.project.page(self._docname(answers)): compose("conference", given=answers),
            self.known.project.page("index"): "\n".join(lines),
        }
