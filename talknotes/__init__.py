"""The Sphinx extension of Talk Notes: talks, tools and conferences in several languages.

This module only registers; docs/contributing/how-the-site-works.md tells which file does what.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.typing import ExtensionMetadata

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

    _Finish = Callable[[Sphinx, Exception | None], None]

# Pages are objects by the million, and nearly all of them stay until the end: looking so often
# which of them could go, as Python does, is a quarter of the work of a build.
gc.set_threshold(200_000)

__version__ = "1.0"
# Raised whenever the shape of what is kept in the build environment changes.
ENVIRONMENT_VERSION = 3


def _set_defaults(app: Sphinx, config: Config) -> None:
    """Check the configuration and fill in what depends on where the site is built."""
    from sphinx.errors import ConfigError

    from talknotes.common.languages import read_languages
    from talknotes.common.repository import read_repository
    from talknotes.common.urls import SiteLayout
    from talknotes.theme.assets import STATIC_DIR
    from talknotes.theme.furo import TEMPLATES_DIR

    read_languages(config.talknotes_languages)
    config.talknotes_root = str(app.confdir)
    layout = SiteLayout.from_environment(
        os.environ,
        root=config.talknotes_address,
        published_version=config.talknotes_published_version,
    )
    config.talknotes_layout = layout
    # Sphinx makes the canonical address of a page of it.
    config.html_baseurl = layout.address("", config.language)
    try:
        config.talknotes_source = read_repository(config.talknotes_repository, os.environ)
    except ValueError as error:
        raise ConfigError(f"conf.py: talknotes_repository: {error}") from error
    # The site has {glossary-index}, which knows other names and languages; a book has Sphinx's.
    config.html_use_index, config.epub_use_index = False, True
    config.templates_path = [str(TEMPLATES_DIR), *config.templates_path]
    config.html_static_path = [str(STATIC_DIR), *config.html_static_path]


def _unless_only_pages(handler: _Finish) -> _Finish:
    """Return *handler* of ``build-finished`` as one that does nothing where only pages count."""

    def handle(app: Sphinx, exception: Exception | None) -> None:
        if not app.config.talknotes_only_pages:
            handler(app, exception)

    return handle


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    from talknotes.common import cache, labels, orphans
    from talknotes.content import consistency
    from talknotes.content.domain import TalkNotesDomain, TalkRole
    from talknotes.drawing import images, views
    from talknotes.publishing import books, feeds, not_found, stale_pages
    from talknotes.reading import directives, parser, references, refusals, transforms
    from talknotes.search import field
    from talknotes.search import index as search_index
    from talknotes.search import records as search_records
    from talknotes.theme import assets, furo
    from talknotes.translation import extraction, originals, status_files
    from talknotes.translation.tokens import KeyedGlossary

    orphans.end_with_parent()
    app.setup_extension("myst_parser")
    app.add_config_value("talknotes_languages", {}, "env", types=frozenset({dict}))
    app.add_config_value("talknotes_locale_dir", "locale", "env", types=frozenset({str}))
    # When the code changes, every page is read again.
    app.add_config_value("talknotes_code", cache.code_digest(), "env")
    app.add_config_value("talknotes_root", "", "")
    app.add_config_value("talknotes_address", "", "html", types=frozenset({str}))
    app.add_config_value("talknotes_published_version", "", "html", types=frozenset({str}))
    app.add_config_value("talknotes_layout", None, "html")
    app.add_config_value("talknotes_repository", "", "", types=frozenset({str}))
    app.add_config_value("talknotes_source", None, "html")
    app.add_config_value("talknotes_books", (), "")
    app.add_config_value("talknotes_assets", {}, "")
    # Set where messages are extracted.
    app.add_config_value("talknotes_extract", False, "env")
    # Set by `make preview`, which leaves the files beside the pages as they are.
    app.add_config_value("talknotes_only_pages", False, "")
    compiled = Path(app.srcdir, app.config.locale_dirs[0]).resolve()
    app.add_message_catalog(labels.CATALOGUE, str(compiled))

    app.setup_extension("talknotes.reading.blocks")
    app.add_builder(books.EpubBook, override=True)
    app.add_domain(TalkNotesDomain)
    app.add_role("talk", TalkRole())
    app.add_source_parser(parser.TalkNotesParser, override=True)
    for name, directive in directives.DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_directive_to_domain("std", "glossary", KeyedGlossary, override=True)
    app.setup_extension("talknotes.reading.code")
    app.setup_extension("talknotes.reading.wording")
    for transform in transforms.TRANSFORMS:
        app.add_transform(transform)
    app.add_transform(refusals.RefuseForeign)
    app.add_post_transform(transforms.MarkLinkLanguage)
    app.add_post_transform(references.RefuseUnknown)
    app.add_node(views.Place)
    passing = (views.pass_through, views.pass_through)
    app.add_node(
        views.Time,
        html=(views.visit_time_html, views.depart_time_html),
        latex=passing,
        text=passing,
        man=passing,
        texinfo=passing,
    )
    app.add_node(
        field.SearchField,
        html=(field.visit_html, None),
        latex=(field.skip, None),
        text=(field.skip, None),
        man=(field.skip, None),
        texinfo=(field.skip, None),
    )
    # Only the builder of HTML meets it.
    app.add_node(originals.UntranslatedMark, html=(originals.visit_mark_html, None))

    app.connect("config-inited", _set_defaults)
    app.connect("config-inited", books.set_defaults)
    app.connect("builder-inited", consistency.report_catalogues)
    app.connect("builder-inited", books.find_books)
    app.connect("builder-inited", search_index.use_own_search)
    # Behind furo, which then knows its colours of code.
    app.connect("builder-inited", assets.write_joined, priority=600)
    app.connect("env-get-outdated", stale_pages.find_outdated)
    app.connect("env-before-read-docs", stale_pages.forget_before_reading)
    app.connect("doctree-read", transforms.note_finished_page)
    app.connect("env-updated", stale_pages.find_stale_pages)
    # On every build, changed or not; behind the above, which has all pages read.
    app.connect("env-updated", consistency.report, priority=600)
    # Before places are drawn: the search quotes what the page itself says.
    app.connect("doctree-resolved", search_records.keep_texts, priority=400)
    app.connect("doctree-resolved", views.draw_places)
    app.connect("doctree-resolved", originals.mark_untranslated)
    app.connect("doctree-resolved", images.size_images)
    app.connect("doctree-resolved", books.order_chapters)
    # Before furo, which connects at 500: it must find our "toctree" in the context.
    app.connect("html-page-context", furo.add_page_context, priority=400)
    # Behind everything that adds a file to a page.
    app.connect("html-page-context", assets.choose, priority=900)
    app.connect("html-page-context", books.strip_page, priority=900)
    app.connect("html-collect-pages", search_index.add_search_page)
    app.connect("html-collect-pages", not_found.collect)
    app.connect("build-finished", not_found.place)
    app.connect("build-finished", extraction.write_messages)
    for write_beside_pages in (
        search_index.write_index,
        status_files.write_status_files,
        books.publish_books,
        feeds.write_files,
    ):
        app.connect("build-finished", _unless_only_pages(write_beside_pages))
    # Behind the files that it lists.
    app.connect("build-finished", assets.write_list)
    # Last: what was not finished is to be made again.
    app.connect("build-finished", stale_pages.keep_fingerprints, priority=600)
    return {
        "version": __version__,
        "env_version": ENVIRONMENT_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
