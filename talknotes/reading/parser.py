"""The parser of the pages of this site: MyST Markdown whose front matter holds facts alone.

A page has no raw HTML and reads no other file.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from talknotes.common.front_matter import split_front_matter
from talknotes.common.problems import Problem, unseen_characters
from talknotes.common.reports import Subtype, shown_path, warn
from talknotes.content.domain import PageRecord, domain_of
from talknotes.content.facts import PageContext, PageFacts, read_page_facts
from talknotes.reading.renderer import LineBreak, PageRenderer, Refusals
from talknotes.translation.page import PageTranslation
from talknotes.translation.parser import TranslatingParser

# The characters that nobody sees, as far as they stand in the page itself.
UNSEEN = "talknotes-unseen"


@cache
def conference_folders(srcdir: Path) -> frozenset[str]:
    """Return the folders of *srcdir* whose index page is a conference's.

    Looked up on disk, once a build: while pages are read in parallel none knows of the others.
    """
    folders = set()
    for index in srcdir.glob("*/index.md"):
        front, _ = split_front_matter(index.read_text(encoding="utf-8-sig"))
        if front is not None and re.search(r"^kind:\s*conference\s*$", front, re.MULTILINE):
            folders.add(index.parent.name)
    return frozenset(folders)


class TalkNotesParser(TranslatingParser):
    """Reads a page: its facts, then its text in the language of the build."""

    renderer = PageRenderer

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse the page *inputstring* into *document*."""
        # Docutils' own switches: no raw HTML from any role or directive, no file of the machine.
        document.settings.raw_enabled = False
        document.settings.file_insertion_enabled = False
        env: BuildEnvironment = document.settings.env
        docname = env.current_document.docname
        facts, is_sound = self._read_facts(inputstring, env, docname)
        domain = domain_of(env)
        domain.note_page(PageRecord(docname, facts))
        _, body = split_front_matter(inputstring)
        self.parse_in(facts.language, body, document)
        refusals = Refusals.of(env)
        for line, sentence in refusals.found:
            warn(Problem(shown_path(env, docname), line, sentence), Subtype.REFUSED)
        domain.amend_page(
            docname,
            labels=tuple(refusals.labels.items()),
            is_faulty=refusals.is_broken or not is_sound,
        )

    def reported(self, page: PageTranslation, env: BuildEnvironment) -> list[Problem]:
        """Return what is said of the translation: nothing, where the page is not read whole."""
        return [] if Refusals.of(env).is_broken else super().reported(page, env)

    @staticmethod
    def _read_facts(text: str, env: BuildEnvironment, docname: str) -> tuple[PageFacts, bool]:
        """Return the facts of the page *text*, and whether they are all in order.

        Warn of what is wrong with it as a text.
        """
        context = PageContext(
            path=shown_path(env, docname),
            docname=docname,
            languages=tuple(env.config.talknotes_languages),
            conferences=conference_folders(Path(env.srcdir)),
        )
        facts, problems = read_page_facts(text, context)
        for problem in problems:
            warn(problem, Subtype.FACTS)
        for number, line in enumerate(text.split("\n"), start=1):
            for name in unseen_characters(line):
                warn(Problem(context.path, number, f"{name}; remove it"), Subtype.CHARACTERS)
        env.current_document[UNSEEN] = unseen_characters(text)
        return facts, not problems


def setup(app: Sphinx) -> None:
    """Read pages by this parser."""
    app.add_source_parser(TalkNotesParser, override=True)
    app.add_node(LineBreak, html=LineBreak.write("<br />"), latex=LineBreak.write("\\\\"))
