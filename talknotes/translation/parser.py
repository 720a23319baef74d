"""The parser of pages, in place of MyST's: it puts translations into the tokens of Markdown.

A message is the content of one inline token of Markdown: a paragraph, a heading, a cell of a table,
a term, a caption. One rule in Markdown's core chain meets all of them, in nested directives too,
because MyST parses every text by the same parser. What the rule notes are the messages of the page,
and where it notes one, there the translation goes. Written for MyST-Parser 5.2, markdown-it-py 4
and Sphinx 9.0.

A translation is read by inline rules alone: whatever block it looks like, nothing in it is a
heading, a list, a directive or front matter. It is compared with its source, token by token, and
left out where it holds anything that the source does not (`talknotes.translation.inline_text`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from docutils import nodes
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import MystWarnings, create_warning
from sphinx import addnodes
from sphinx.domains.std import Glossary
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
from talknotes.translation.inline_text import (
    find_differences,
    inline_markdown,
    parse_inline,
    plain_text,
)
from talknotes.translation.page import OPEN, ORIGINALS, PageTranslation, message_of
from talknotes.translation.status import page_catalogue

# In the environment of a page's Markdown: the page, and the wrappers of its texts.
PAGE = "talknotes-page"
_WRAPPERS = "talknotes-wrappers"
# On a token: the message, and its translation.
_MESSAGE = "talknotes-message"
_WITH_ALTERNATIVE_TEXT = frozenset({"image", "figure"})


def put_translations(state: StateCore) -> None:
    """Parse the inline tokens of *state*, in place of markdown-it's own rule, translated.

    Without a page in ``state.env`` it does what markdown-it's rule does.
    """
    page: PageTranslation | None = state.env.get(PAGE)
    for token in state.tokens:
        if token.type != "inline":
            continue
        children = token.children = parse_inline(token.content, state.md, state.env)
        message = message_of(token.content) if page and page.asks else ""
        if page is None or not message:
            continue
        translation = page.translation_of(message)
        if translation:
            # In the page's environment: its footnotes and the addresses of its links are known.
            translated = parse_inline(translation, inline_markdown(), state.env)
            found = find_differences(message, translation, (children, translated))
            if found:
                page.refuse(message, found)
                translation = ""
            else:
                token.children = translated
        token.meta = {**token.meta, _MESSAGE: (message, translation)}


class TranslatingRenderer(SphinxRenderer):
    """Renders a page whose tokens are translated, and marks every text for what it is.

    The text of a message stands in a wrapper until the page is read whole: directives move texts
    from the block that MyST made to one of their own. `lift_marks` then gives the mark to whatever
    block the text stands in.
    """

    @property
    def page(self) -> PageTranslation:
        """The page that is rendered."""
        page: PageTranslation = self.md_env[PAGE]
        return page

    def render_inline(self, token: SyntaxTreeNode) -> None:
        """Render the text of a message in a wrapper that says whether it is translated."""
        message, translation = token.meta.get(_MESSAGE, ("", ""))
        if not message:
            super().render_inline(token)
            return
        self.page.note(message, token_line(token, 0))
        if not self.page.is_translated:
            super().render_inline(token)
            return
        wrapper = nodes.inline()
        self._mark(wrapper, message, translation)
        self.md_env[_WRAPPERS].append(wrapper)
        with self.current_node_context(wrapper, append=True):
            super().render_inline(token)

    def _mark(self, node: nodes.Element, message: str, translation: str) -> None:
        """Mark *node*, which shows *message*, for what it is: translated, or not."""
        line = self.page.line(message)
        if translation and not self.page.stand_ins:
            node["classes"].append(f"l{line}")
            self.page.originals[line] = "" if translation == message else message
        else:
            shown = self.page.stands_in if translation else self.page.source
            node["classes"].append(f"language-{shown}")
            node[OPEN] = line

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Make the id of a heading of its source, so that it is the same in every language."""
        content = token.children[0].content if token.children else ""
        children = parse_inline(content, self.md, self.md_env)
        if level == 1 and not self.page.title:
            self.page.title = message_of(content)
        source = nodes.title("", plain_text(children))
        super().generate_heading_target(token, level, node, source)

    def run_directive(
        self, name: str, first_line: str, content: str, position: int, *rest: Any, **options: Any
    ) -> list[nodes.Element]:
        """Run a directive, and translate what it says by its options: texts of images, titles."""
        result = super().run_directive(name, first_line, content, position, *rest, **options)
        for node in result:
            if name in _WITH_ALTERNATIVE_TEXT:
                self._translate_image(next(iter(node.findall(nodes.image)), None), position)
            for toctree in node.findall(addnodes.toctree):
                self._translate_titles(toctree, position)
        return result

    def _translate_image(self, image: nodes.image | None, line: int) -> None:
        if image is None or not image.get("alt"):
            return
        message = message_of(image["alt"])
        translation = self._plain_translation(message, line)
        if self.page.is_translated:
            self._mark(image, message, translation)
            image.attributes.pop(OPEN, None)  # nothing can be written after it
        image["alt"] = translation or message

    def _plain_translation(self, message: str, line: int) -> str:
        """Return the translation of *message*, which is shown as plain text; note the message."""
        self.page.note(message, line)
        translation = self.page.translation_of(message)
        found = find_differences(message, translation) if translation else []
        if found:
            self.page.refuse(message, found)
        return "" if found else translation

    def _translate_titles(self, toctree: addnodes.toctree, line: int) -> None:
        """Translate the caption of *toctree*, and the titles that it gives its entries."""
        toctree.preserve_original_messages()
        for message in dict.fromkeys(toctree.extract_original_messages()):
            translation = self._plain_translation(message, line)
            if translation:
                toctree.apply_translated_message(message, translation)


def lift_marks(wrappers: Iterable[nodes.inline]) -> None:
    """Move the marks of *wrappers* to the blocks that they stand in, and take them out.

    The wrapper of a title or a term that is not translated stays, so that the text stays marked in
    every list that it is copied to.
    """
    in_block = Counter(id(wrapper.parent) for wrapper in wrappers)
    for wrapper in wrappers:
        block = wrapper.parent
        if not isinstance(block, nodes.TextElement) or in_block[id(block)] > 1:
            continue
        if "translatable" in block:  # Sphinx takes it out again (`{versionadded}`)
            continue
        block["classes"] += wrapper["classes"]
        if OPEN in wrapper:
            block[OPEN] = wrapper.attributes.pop(OPEN)
            if isinstance(block, nodes.title | nodes.term):
                continue
        block.replace(wrapper, wrapper.children)


class KeyedGlossary(Glossary):
    """Sphinx's glossary, whose terms keep the keys of the source in every language.

    Written for Sphinx 9.0, which registers a term by what `parse_inline` makes of its line.
    """

    def run(self) -> list[nodes.Node]:
        """Return the glossary, with its terms translated; ``key`` of a term is its source."""
        renderer = getattr(self.state, "_renderer", None)  # what MyST's state draws with
        self._page: PageTranslation | None = renderer.md_env.get(PAGE) if renderer else None
        result = super().run()
        for node in result:
            for term in node.findall(nodes.term):
                term["key"] = term.rawsource
                if self._page and self._page.is_translated:
                    self._translate(term)
        return result

    def parse_inline(
        self, text: str, *, lineno: int = -1
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Parse the line of a term as the source has it; note it as a message all the same."""
        if self._page is None:
            return super().parse_inline(text, lineno=lineno)
        self._page.note(text, lineno)
        with self._page.held():
            return super().parse_inline(text, lineno=lineno)

    def _translate(self, term: nodes.term) -> None:
        said, _messages = super().parse_inline(term.rawsource, lineno=term.line or 0)
        index = [child for child in term.children if isinstance(child, addnodes.index)]
        term.children = []
        term += [*said, *index]
        for node in index:
            # The index of a book shows what the page shows.
            entries = node["entries"]
            node["entries"] = [(kind, term.astext(), *rest) for kind, _name, *rest in entries]


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
        markdown = create_md_parser(self.config_of(text, document), self.renderer)
        markdown.core.ruler.at("inline", put_translations)
        markdown.options["document"] = document
        wrappers: list[nodes.inline] = []
        markdown.render(text, {PAGE: page, _WRAPPERS: wrappers})
        lift_marks(wrappers)
        for problem in self.reported(page, env):
            warn(problem, Subtype.TRANSLATION)
        if page.originals:
            document[ORIGINALS] = dict(sorted(page.originals.items()))
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
            page.fall_back(own.fallback, other)
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

        def warning(kind: MystWarnings, message: str) -> None:
            create_warning(document, message, kind, line=1, append_to=document)

        return merge_file_level(config, settings, warning) if settings else config
