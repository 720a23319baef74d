"""The parser of pages, in place of MyST's: it reads each in the language of the build.

Written for Sphinx 9.0 and MyST-Parser 5.2.
"""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from myst_parser.config.main import MdParserConfig, merge_file_level, read_topmatter
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import MystWarnings, create_warning
from sphinx.environment import BuildEnvironment

from talknotes.common.files import digest_of_file
from talknotes.common.front_matter import read_page_language
from talknotes.common.languages import read_languages
from talknotes.common.problems import Problem
from talknotes.common.reports import Subtype, warn
from talknotes.translation.domain import (
    PageRecord,
    catalogue_file,
    shown_catalogue,
    translation_of,
)
from talknotes.translation.originals import keep_originals
from talknotes.translation.page import PageTranslation
from talknotes.translation.status import page_catalogue
from talknotes.translation.tokens import TranslatingRenderer, render_page


class TranslatingParser(MystParser):
    """Reads a page whose front matter may name its language: ``language: ru``."""

    renderer: ClassVar[type[TranslatingRenderer]] = TranslatingRenderer

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse the page *inputstring* into *document*."""
        languages = tuple(document.settings.env.config.talknotes_languages)
        self.parse_in(read_page_language(inputstring, languages), inputstring, document)

    def parse_in(self, language: str, text: str, document: nodes.document) -> None:
        """Parse *text*, which is written in *language*, into *document*."""
        env: BuildEnvironment = document.settings.env
        docname = env.current_document.docname
        page = self.page(env, docname, language)
        render_page(text, document, page, self.config_of(text, document), self.renderer)
        for problem in self.reported(page, env):
            warn(problem, Subtype.TRANSLATION)
        keep_originals(document, page)
        record = PageRecord(
            language,
            page.title,
            page.catalogue,
            digest_of_file(catalogue_file(env, docname)),
            page.progress,
            page_catalogue(page.listed),
        )
        translation_of(env).note_page(docname, record, page.found)

    def reported(self, page: PageTranslation, env: BuildEnvironment) -> list[Problem]:
        """Return what is said of the translation of *page*, which *env* reads."""
        return page.problems

    @staticmethod
    def page(env: BuildEnvironment, docname: str, language: str) -> PageTranslation:
        """Return the page as the catalogue translates it, or as it is read for its messages."""
        if env.config.talknotes_extract:
            return PageTranslation(language, language, extracts=True)
        own = read_languages(env.config.talknotes_languages)[env.config.language]
        page = PageTranslation.read(
            language, own.code, catalogue_file(env, docname), shown_catalogue(env, docname)
        )
        if own.fallback and own.fallback != language:
            other = catalogue_file(env, docname, own.fallback)
            if other.exists():  # the page is read again when that changes
                env.note_dependency(str(other), docname=docname)
            page.fall_back(own.fallback, other, shown_catalogue(env, docname, own.fallback))
        return page

    @staticmethod
    def config_of(text: str, document: nodes.document) -> MdParserConfig:
        """Return MyST's configuration with what the front matter of *text* changes, as MyST does.

        What cannot be read is reported by MyST when it renders the page.
        """
        config: MdParserConfig = document.settings.env.myst_config
        try:
            settings = read_topmatter(text)
        except Exception:
            return config
        if not settings:
            return config

        def warning(kind: MystWarnings, message: str) -> None:
            create_warning(document, message, kind, line=1, append_to=document)

        return merge_file_level(config, settings, warning)
