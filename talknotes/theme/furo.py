"""What the pages of furo get from this extension: navigation, the ways on, our labels.

Everything goes through Sphinx's public hooks: templates of our own, and their context. Furo's
sidebar (2025.12.19) resolves, renders and re-parses the table of contents of the whole site on
every page (`furo._compute_navigation_tree`). It asks the context for ``toctree``; it gets nothing
from ours, and the sidebar is drawn from `Site.navigation` instead.
"""

from __future__ import annotations

from html import escape
from typing import Any

from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform

from talknotes.common.labels import PACKAGE_DIR, _
from talknotes.content.sidebar import sidebar
from talknotes.content.site import Link, Title, site_of
from talknotes.drawing.tooltips import write_tooltips
from talknotes.search.labels import search_labels

TEMPLATES_DIR = PACKAGE_DIR / "theme" / "templates"


def page_labels() -> dict[str, str]:
    """Return what the frame of every page says."""
    return {
        "languages": _("Language"),
        "navigation": _("Site navigation"),
        "navigation_button": _("Show or hide the site navigation"),
        "contents": _("Contents"),
        "contents_button": _("Show or hide the table of contents"),
        "colours": _("Switch between light, dark and automatic colours"),
        "page": _("This page"),
        "keys_button": _("Keys"),
    }


def keys_dialog() -> dict[str, Any]:
    """Return what the dialog of the keys says."""
    return {
        "labels": {"title": _("Keys on this site"), "close": _("Close")},
        "keys": (
            (("/", "Ctrl K"), _("search")),
            (("↑", "↓", "⏎"), _("in the search: choose a result, open it")),
            (("Tab", "⏎"), _("go from link to link, follow one")),
            (("Esc",), _("close what has opened")),
            (("?",), _("show these keys")),
        ),
    }


def title_html(title: Title) -> str:
    """Return *title* as HTML, marked where it is in another language than the page."""
    text = escape(title.text, quote=False)
    return f'<span lang="{title.language}">{text}</span>' if title.language else text


def add_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the templates of a page what they need (event ``html-page-context``, before furo)."""
    site = site_of(app.env)

    def linked(link: Link | None) -> dict[str, str] | None:
        if link is None:
            return None
        return {"link": context["pathto"](link.docname), "title": title_html(link.title)}

    context["toctree"] = lambda **_options: ""
    context["talknotes_navigation"] = sidebar(site, pagename)
    context["talknotes_title"] = title_html
    context["talknotes_search"] = search_labels()
    index = site.page_with("glossary-index")
    context["talknotes_glossary_index"] = linked(site.link(index)) if index else None
    context["talknotes_labels"] = page_labels()
    if pagename in site.pages:
        if doctree is not None:
            write_tooltips(app, pagename, doctree)
        context["prev"], context["next"] = map(linked, site.neighbours(pagename))
        if day := site.last_change(pagename):
            shown = format_date(day, "long", locale=site.language.locale)
            says = _("Last changed on {date}").format(date=shown)
            context["talknotes_changed"] = {"day": day.isoformat(), "says": says}


class _OneId(SphinxPostTransform):
    """Takes the ids from the box that furo puts around a table: it copies those of the table."""

    default_priority = 501
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Leave each id where it leads to."""
        for table in self.document.findall(nodes.table):
            if "table-wrapper" in table.parent["classes"]:
                table.parent["ids"] = []


def _use_templates(app: Sphinx, config: Config) -> None:
    config.templates_path = [str(TEMPLATES_DIR), *config.templates_path]


def setup(app: Sphinx) -> None:
    """Give furo our templates and what they show."""
    app.add_post_transform(_OneId)
    app.connect("config-inited", _use_templates)
    # Before furo, which connects at 500: it must find our "toctree" in the context.
    app.connect("html-page-context", add_page_context, priority=400)
