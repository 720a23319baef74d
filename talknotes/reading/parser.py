"""The parser of pages, in place of MyST's.

A page is MyST Markdown, without raw HTML and without reading other files, and its front matter
holds facts only. Its texts are translated on the way (`talknotes.translation`).

Written for Sphinx 9.0 and MyST-Parser 5.2.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from talknotes.common.problems import Problem
from talknotes.content.domain import PageRecord, domain_of
from talknotes.content.facts import PageContext, PageFacts, read_page_facts, split_front_matter
from talknotes.reading.renderer import PageRenderer, Refusals
from talknotes.translation.catalogues import catalogue_path
from talknotes.translation.inline_text import unseen_signs
from talknotes.translation.originals import keep_originals
from talknotes.translation.page import PageTranslation
from talknotes.translation.tokens import render_page

logger = logging.getLogger(__name__)

# The signs that nobody sees, as far as they stand in the page itself.
SIGNS = "talknotes-signs"


def shown_path(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the page *docname* from the project's folder, as messages show it."""
    path = Path(env.doc2path(docname))
    return path.relative_to(env.config.talknotes_root).as_posix()


def shown_catalogue(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the catalogue of the page *docname* from the project's folder."""
    locale_dir = Path(env.config.talknotes_locale_dir)
    return catalogue_path(locale_dir, env.config.language, docname).as_posix()


def catalogue_file(env: BuildEnvironment, docname: str) -> Path:
    """Return where the catalogue of *docname* stands, in the language of the build, if it does."""
    return Path(env.config.talknotes_root, shown_catalogue(env, docname))


def catalogue_digest(env: BuildEnvironment, docname: str) -> str:
    """Return a digest of the catalogue of *docname*, empty where it has none."""
    path = catalogue_file(env, docname)
    return blake2b(path.read_bytes(), digest_size=8).hexdigest() if path.is_file() else ""


def warn(problem: Problem, subtype: str) -> None:
    """Log *problem* as a warning of Sphinx, which ``-W`` makes fatal."""
    logger.warning(problem.message, location=problem.location, type="talknotes", subtype=subtype)


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


class TalkNotesParser(MystParser):
    """Reads a page: its facts, then its text in the language of the build."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse the page *inputstring* into *document*."""
        # Docutils' own switches: no raw HTML from any role or directive, no file of the machine.
        document.settings.raw_enabled = False
        document.settings.file_insertion_enabled = False
        env: BuildEnvironment = document.settings.env
        docname = env.current_document.docname
        facts, is_sound = self._read_facts(inputstring, env, docname)
        if env.config.talknotes_extract:
            page = PageTranslation(facts.language, facts.language, extracts=True)
        else:
            page = PageTranslation.read(
                facts.language,
                env.config.language,
                catalogue_file(env, docname),
                shown_catalogue(env, docname),
            )
        _, body = split_front_matter(inputstring)
        render_page(body, document, page, PageRenderer)
        refusals = Refusals.of(env)
        for line, sentence in refusals.found:
            warn(Problem(shown_path(env, docname), line, sentence), "refused")
        # Of a page that is not read whole, nothing else can be said.
        for problem in () if refusals.is_broken else page.problems:
            warn(problem, "translation")
        keep_originals(document, page)
        domain = domain_of(env)
        domain.note_page(
            PageRecord(
                docname,
                facts,
                source_title=page.title,
                catalogue=catalogue_digest(env, docname),
                translation=page.catalogue,
                progress=page.progress,
                labels=tuple(refusals.labels.items()),
                is_faulty=refusals.is_broken or not is_sound,
            )
        )
        domain.note_messages(docname, page.found)

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
            warn(problem, "facts")
        for number, line in enumerate(text.split("\n"), start=1):
            for name in unseen_signs(line):
                warn(Problem(context.path, number, f"{name}; remove it"), "signs")
        env.current_document[SIGNS] = unseen_signs(text)
        return facts, not problems
