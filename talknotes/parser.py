"""The parser of pages and of translated sentences, in place of MyST's.

A page is MyST Markdown, without raw HTML and without reading other files, and its front matter
holds facts only. A translated sentence, which Sphinx hands over as a document of its own whose
source ends in ``:<translated>``, is one line of inline Markdown with a few roles: whatever block it
looks like, nothing in it is a heading, a list, a directive or front matter.

Written for Sphinx 9.0 (`sphinx.transforms.i18n`) and MyST-Parser 5.2.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.myst_role import myst_role_plugin
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from talknotes.catalogues import catalogue_path
from talknotes.domain import PageRecord, domain_of
from talknotes.facts import PageContext, read_page_facts, split_front_matter
from talknotes.messages import ALLOWED_ROLES, unseen_signs
from talknotes.problems import Problem

logger = logging.getLogger(__name__)

TRANSLATED_SUFFIX = ":<translated>"
# The signs that nobody sees, as far as they stand in the page itself.
SIGNS = "talknotes-signs"
_REFERENCES = "talknotes-references"
_IMAGES = "talknotes-images"
_REFERENCE_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:", re.MULTILINE)
# How Sphinx underlines the translation of a title, so that reStructuredText sees a heading.
_TITLE = re.compile(r"(?P<title>.*)\n(?P<line>=+)", re.DOTALL)
# To the web, to a section, to a page of the site: not to a file, nor by any other scheme.
_SAFE_LINK = re.compile(r"https?://|mailto:|#|[^:?#]+\.md(#|$)|[^:?#.]+$", re.IGNORECASE)
# What Sphinx appends to a translation that ends in "::", for reStructuredText's sake.
_DUMMY_LITERAL = "\n\n   dummy literal"


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


class TranslatedTextRenderer(SphinxRenderer):
    """Renders a translated sentence and refuses what a translation may not bring in."""

    def begin(
        self, document: nodes.document, holder: nodes.Element, references: dict[str, Any]
    ) -> None:
        """Get ready to render one sentence of *document* into *holder*.

        MyST's `setup_render` makes a new docutils option parser on every call (5.2), which takes
        longer than all the rest; it is called once, and then only what changes is set.
        """
        env = document.settings.env
        if "md_config" not in self.__dict__:
            options = {"myst_config": env.myst_config, "document": document}
            self.setup_render({**self.md.options, **options}, {})
        self.md_config = env.myst_config
        self.md_env = {"references": dict(references)}
        self.document = document
        self.reporter = document.reporter
        self.current_node = holder

    def refuse(self, what: str) -> None:
        """Show *what* was refused as a warning that names the catalogue."""
        env = self.sphinx_env
        assert env is not None
        path = shown_catalogue(env, env.current_document.docname)
        warn(Problem(path, 1, f"a translation holds {what}; remove it"), "translation")

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Render an allowed role; show any other as the text that it is."""
        name = token.meta["name"]
        if name in ALLOWED_ROLES:
            super().render_myst_role(token)
            return
        self.refuse(f'the role "{name}" (allowed: {", ".join(sorted(ALLOWED_ROLES))})')
        self.current_node.append(nodes.Text(f"{{{name}}}`{token.content}`"))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link to the web, to a section or to a page; refuse every other scheme."""
        href = str(token.attrGet("href") or "")
        if not _SAFE_LINK.match(href):
            self.refuse(f'a link to "{href}"')
            self.render_children(token)
            return
        super().render_link(token)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render an image that the page has in its source as well; refuse any other."""
        env = self.sphinx_env
        assert env is not None
        source = str(token.attrGet("src"))
        if source in (env.current_document.get(_IMAGES) or ()):
            super().render_image(token)
        else:
            self.refuse(f'the image "{source}"')


@cache
def _translated_markdown() -> MarkdownIt:
    """Return the parser of translated sentences, made once: making it costs more than parsing."""
    markdown = MarkdownIt("commonmark", renderer_cls=TranslatedTextRenderer)
    return markdown.use(myst_role_plugin).disable("html_inline")


def _page_references(text: str) -> dict[str, Any]:
    """Return the link definitions (``[name]: address``) of the page *text*, for its messages."""
    if not _REFERENCE_DEFINITION.search(text):
        return {}
    found: dict[str, Any] = {}
    MarkdownIt("commonmark").parse(text, found)
    return cast("dict[str, Any]", found.get("references", {}))


class TalkNotesParser(MystParser):
    """MyST's parser with the facts read out, raw HTML and file insertion off, and the above."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse the page, or the translated sentence, *inputstring* into *document*."""
        # Docutils' own switches: no raw HTML from any role or directive, no file of the machine.
        document.settings.raw_enabled = False
        document.settings.file_insertion_enabled = False
        if document["source"].endswith(TRANSLATED_SUFFIX):
            self._parse_translated(inputstring, document)
        else:
            self._parse_page(inputstring, document)

    def _parse_page(self, text: str, document: nodes.document) -> None:
        env: BuildEnvironment = document.settings.env
        docname = env.current_document.docname
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
        domain_of(env).note_page(PageRecord(docname, facts))
        _, body = split_front_matter(text)
        env.current_document[_REFERENCES] = _page_references(body)
        super().parse(body, document)
        env.current_document[_IMAGES] = {image["uri"] for image in document.findall(nodes.image)}

    def _parse_translated(self, text: str, document: nodes.document) -> None:
        env: BuildEnvironment = document.settings.env
        text = text.removesuffix(_DUMMY_LITERAL)
        title = _TITLE.fullmatch(text)
        is_title = bool(title and len(title["line"]) == 2 * len(title["title"]))
        if title and is_title:
            text = title["title"]
        holder: nodes.TextElement = nodes.title() if is_title else nodes.paragraph()
        holder.rawsource = text
        holder.source = document["source"]
        self._render_inline(text, document, holder, env)
        if is_title:
            document += nodes.section("", holder)
        else:
            document += holder

    def _render_inline(
        self, text: str, document: nodes.document, holder: nodes.Element, env: BuildEnvironment
    ) -> None:
        renderer = cast("TranslatedTextRenderer", _translated_markdown().renderer)
        renderer.begin(document, holder, env.current_document.get(_REFERENCES) or {})
        renderer.nested_render_text(text, 0, inline=True)
