"""What the project holds already, as far as something new must fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin

from talknotes.commands.asking import Answers, Mistake
from talknotes.commands.begin.writing import compose
from talknotes.common.project import Project
from talknotes.content.facts import (
    Conference,
    PageContext,
    PageFacts,
    Talk,
    read_page_facts,
    slug_mistake,
)

_BLOCKS = MarkdownIt("commonmark").use(colon_fence_plugin).disable("inline")


def directives(text: str, name: str) -> Iterator[tuple[Token, int, int]]:
    """Yield the directives *name* of the page *text*, each with its first line and the one after.

    Lines are counted from 0.
    """
    for token in _BLOCKS.parse(text):
        if token.map and re.match(rf"\{{{name}\}}(\s|$)", token.info.strip()):
            start, end = token.map
            yield token, start, end


class Known:
    """What the project holds, as far as a new page must fit it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.codes = tuple(project.languages())

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every page's text, by docname."""
        page = self.project.page
        return {name: page(name).read_text("utf-8-sig") for name in self.project.docnames()}

    @cached_property
    def facts(self) -> dict[str, PageFacts]:
        """Every page's facts, by docname; mistakes in them are reported when the site is built."""
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
    def talks(self) -> list[Talk]:
        """The talks, page by page."""
        return [facts.talk for facts in self.facts.values() if facts.talk]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The slugs of the topics, in the order of their pages."""
        return tuple(
            token.info.split()[-1]
            for text in self.texts.values()
            for token, _start, _end in directives(text, "topic")
        )

    def read_page(
        self, template: str, docname: str, answers: Answers
    ) -> tuple[PageFacts, list[Mistake]]:
        """Return the facts of the page *docname*, composed of *answers*, and what is wrong in them.

        The site's own reader says it. A key of the front matter is given by the variable of the
        same name; what is missing there is left out: the question says whether it is needed.
        """
        context = PageContext(docname, docname, self.codes, self.conferences)
        facts, problems = read_page_facts(compose(template, given=answers), context)
        names = {line: key.rpartition(".")[2].upper() for key, line in facts.lines.items()}
        wrong = [
            Mistake(names.get(one.line, "SLUG"), one.message)
            for one in problems
            if " is missing" not in one.message
        ]
        return facts, wrong

    def slug_mistakes(self, slug: str, new: Path) -> list[Mistake]:
        """Return what is wrong with *slug* as the name of what is to stand at *new*."""
        wrong = slug_mistake(slug)
        if wrong is None and new.exists():
            shown = new.relative_to(self.project.root).as_posix()
            wrong = f"{shown} exists already; nothing is overwritten"
        return [Mistake("SLUG", wrong)] if wrong else []
