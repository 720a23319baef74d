"""What templates get for every page: the languages of the switch, originals, progress, edit links.

``talknotes_languages``, ``talknotes_edit``, ``talknotes_progress``, ``talknotes_originals``.
"""

from __future__ import annotations

import os
from typing import Any

from babel.numbers import format_percent
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from talknotes.common.labels import _
from talknotes.common.languages import offered, read_languages
from talknotes.common.reports import shown_path
from talknotes.common.repository import FileLink, Repository
from talknotes.common.urls import SiteLayout
from talknotes.translation.domain import PageRecord, translation_of
from talknotes.translation.originals import write_originals


def _languages(
    app: Sphinx, builder: StandaloneHTMLBuilder, pagename: str, context: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return the languages of the switch, each with the address of this very page.

    A page that is not there in one language is not there in another: it says in
    ``talknotes_switch_to`` which page the switch leads to.
    """
    layout: SiteLayout = app.config.talknotes_layout
    uri = builder.get_target_uri(context.get("talknotes_switch_to", pagename))
    return [
        {
            "code": language.code,
            "tag": language.tag,
            "name": language.name,
            "link": layout.to_language(uri, language.code),
            "current": language.code == app.config.language,
        }
        for language in offered(read_languages(app.config.talknotes_languages), app.config.language)
    ]


def _edit(record: PageRecord, path: str, repository: Repository | None) -> dict[str, str]:
    """Return what a reader of the page would change, and how the button is called.

    That is the catalogue of a translated page, and else its source, *path*.
    """
    label = _("Edit this translation") if record.catalogue else _("Edit this page")
    link = FileLink.to(repository, record.catalogue or path)
    return {"label": label, "path": link.shown, "address": link.address}


def _progress(
    record: PageRecord, repository: Repository | None, locale: str
) -> dict[str, str] | None:
    """Return what is said of a page that is not wholly translated, with the way to go on."""
    if record.progress is None or record.progress.is_complete:
        return None
    if record.progress.translated:
        percent = format_percent(record.progress.percent / 100, locale=locale)
        sentence = _(
            "{percent} of this page is translated; "
            "the rest is shown in the language it was written in."
        ).format(percent=percent)
    else:
        sentence = _(
            "This page is not translated yet; it is shown in the language it was written in."
        )
    link = FileLink.to(repository, record.catalogue, record.progress.first_open_line)
    return {
        "sentence": sentence,
        "label": _("Translate the next sentence"),
        "path": link.shown,
        "address": link.address,
    }


def add_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates of a page what they need (event ``html-page-context``)."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    context["talknotes_languages"] = _languages(app, builder, pagename, context)
    record = translation_of(app.env).pages.get(pagename)
    if record is None:
        return
    repository: Repository | None = app.config.talknotes_source
    languages = read_languages(app.config.talknotes_languages)
    own = languages[app.config.language]
    context["talknotes_edit"] = _edit(record, shown_path(app.env, pagename), repository)
    context["talknotes_progress"] = _progress(record, repository, own.locale)
    # Readers of a language that is not released see only on request what is not translated.
    is_quiet = not own.released and any(one.released for one in languages.values())
    if context["talknotes_progress"] and is_quiet:
        context["talknotes_untranslated"] = _("Show what is not translated")
    context["talknotes_originals"] = {
        "script": write_originals(app, pagename, doctree) if doctree is not None else "",
        "label": _("Original"),
        "failed": _("The originals could not be loaded"),
    }


def _set_layout(app: Sphinx, config: Config) -> None:
    config.talknotes_layout = SiteLayout.from_environment(
        os.environ,
        root=config.talknotes_address,
        published_version=config.talknotes_published_version,
    )


def setup(app: Sphinx) -> None:
    """Register the options that say where the site stands, and the context."""
    app.add_config_value("talknotes_address", "", "html", types=frozenset({str}))
    app.add_config_value("talknotes_published_version", "", "html", types=frozenset({str}))
    app.add_config_value("talknotes_layout", None, "html")
    app.connect("config-inited", _set_layout)
    # Before furo, which connects at 500.
    app.connect("html-page-context", add_page_context, priority=300)
