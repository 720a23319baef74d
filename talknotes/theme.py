"""What the pages of furo get from this extension: navigation, the language switch, our labels.

Everything goes through Sphinx's public hooks. Four things of furo 2025.12.19 are changed:

* Its sidebar resolves, renders and re-parses the table of contents of the whole site on every page
  (`furo._compute_navigation_tree`). It asks the template context for ``toctree``; it gets nothing
  from ours, and the sidebar is drawn from `Site.navigation` instead.
* It has no place in its templates for what is seen at every width and is no part of the article,
  such as the language switch; `finish` puts it before the row of buttons above the article.
* Parts of its pages stand in no landmark, or in one without a name, which leaves those lost who go
  from landmark to landmark with a screen reader; `_landmarks` lists what `finish` puts right.
* Some of its labels are written into its templates in English, out of reach of gettext.
  `FURO_FIXED_LABELS` lists them, and `relabel` puts the translation in their place. The test
  ``test_furo_still_writes_these_labels_into_its_templates`` says when an entry can go.
"""

from __future__ import annotations

from html import escape
from typing import Any

from babel.numbers import format_percent
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from talknotes.glance import add_glances
from talknotes.labels import PACKAGE_DIR, _
from talknotes.metadata import metadata_of
from talknotes.not_found import PAGE as NOT_FOUND
from talknotes.originals import Place, write_originals
from talknotes.parser import shown_path
from talknotes.repository import Repository
from talknotes.site import Link, NavigationItem, Site, Title, site_of
from talknotes.urls import SiteLayout

TEMPLATES_DIR = PACKAGE_DIR / "templates"
STATIC_DIR = PACKAGE_DIR / "static"


def _fixed_labels() -> dict[str, str]:
    """Return furo's fixed English, as it stands in its templates, with the translation."""

    def attribute(english: str, translated: str) -> tuple[str, str]:
        return f'aria-label="{english}"', f'aria-label="{escape(translated)}"'

    def svg_title(english: str, translated: str) -> tuple[str, str]:
        return f"<title>{english}</title>", f"<title>{escape(translated)}</title>"

    return dict(
        [
            attribute("Toggle site navigation sidebar", _("Show or hide the site navigation")),
            attribute("Toggle table of contents sidebar", _("Show or hide the table of contents")),
            attribute(
                "Toggle Light / Dark / Auto color theme",
                _("Switch between light, dark and automatic colours"),
            ),
            ("@pradyunsg</a>'s", "@pradyunsg</a>" + _("'s")),
            svg_title("Contents", _("Contents")),
            svg_title("Menu", _("Menu")),
            svg_title("Expand", _("Expand")),
            svg_title("Light mode", _("Light colours")),
            svg_title("Dark mode", _("Dark colours")),
            svg_title("Auto light/dark, in light mode", _("Automatic colours, now light")),
            svg_title("Auto light/dark, in dark mode", _("Automatic colours, now dark")),
        ]
    )


def relabel(page: str) -> str:
    """Return the HTML *page* with furo's fixed English labels translated."""
    for english, translated in _fixed_labels().items():
        page = page.replace(english, translated)
    return page


# Furo's row of buttons above the article: seen at every width, and no part of the text.
_BUTTONS = '<div class="content-icon-container">'
_ARTICLE = '<article role="main"'


def _landmarks() -> dict[str, str]:
    """Return the beginnings of furo's landmarks, with what makes them known by name and by id.

    The rows above the article become one. The ids tell which drawer a button opens (keyboard.js).
    """
    beginnings = {
        '<aside class="sidebar-drawer': ("navigation-drawer", _("Site navigation")),
        '<aside class="toc-drawer': ("contents-drawer", _("Contents")),
    }
    asides = {
        beginning: f'<aside id="{anchor}" aria-label="{escape(name)}" {beginning[7:]}'
        for beginning, (anchor, name) in beginnings.items()
    }
    section = f'<section class="above-article" aria-label="{escape(_("This page"))}">'
    return {**asides, _BUTTONS: section + _BUTTONS, _ARTICLE: "</section>" + _ARTICLE}


def finish(page: str, above: str) -> str:
    """Return the HTML *page* with our labels, and with *above* before furo's buttons."""
    page = relabel(page)
    for beginning, named in _landmarks().items():
        page = page.replace(beginning, named, 1)
    return page.replace(_BUTTONS, above + _BUTTONS, 1)


def search_labels() -> dict[str, str]:
    """Return what the search says; ``{words}`` and ``{count}`` are filled in by search.js."""
    return {
        "field": _("Talks, tools, words"),
        "close": _("Close"),
        "results": _("Search results"),
        "keys": _("↑ ↓ choose · ⏎ open"),
        "all": _("All results on a page of their own"),
        "more": _("Show all"),
        "nothing": _("Nothing found for “{words}”."),
        "read": _("Understood as “{words}”."),
        "partial": _("No page has all of these words; these have some of them."),
        "count": _("Found: {count}."),
        "failed": _("The search could not be loaded. Is there a connection? Then try again."),
        "no_script": _("The search needs JavaScript. The terms are listed without it:"),
    }


def title_html(title: Title) -> str:
    """Return *title* as HTML, marked where it is in another language than the page."""
    text = escape(title.text, quote=False)
    return f'<span lang="{title.language}">{text}</span>' if title.language else text


class _Page:
    """Computes what the templates need for one page."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder, pagename: str) -> None:
        self.site: Site = site_of(app.env)
        self.builder = builder
        self.pagename = pagename

    def link(self, link: Link) -> dict[str, str]:
        """Return the address and the title of *link* as furo's templates take them."""
        uri = self.builder.get_relative_uri(self.pagename, link.docname)
        return {"link": uri or "#", "title": title_html(link.title)}

    def navigation(self, items: tuple[NavigationItem, ...]) -> list[dict[str, Any]]:
        """Return the sidebar's lines."""
        return [
            {
                **self.link(item.link),
                "current": item.current,
                "open": item.open,
                "children": self.navigation(item.children),
            }
            for item in items
        ]

    def languages(self, layout: SiteLayout) -> list[dict[str, Any]]:
        """Return the languages of the switch, each with the address of this very page."""
        # What is not there in one language is not there in another: the switch leads home.
        page = self.site.root if self.pagename == NOT_FOUND else self.pagename
        uri = self.builder.get_target_uri(page)
        return [
            {
                "code": language.code,
                "name": language.name,
                "link": layout.to_language(uri, language.code),
                "current": language.code == self.site.language.code,
            }
            for language in self.site.languages.values()
        ]

    def edit(self, repository: Repository | None) -> dict[str, str]:
        """Return what a reader of the page would change, and how the button is called.

        That is the catalogue of a translated page, and else its source.
        """
        record = self.site.pages[self.pagename]
        path = record.translation or shown_path(self.site.env, self.pagename)
        label = _("Edit this translation") if record.translation else _("Edit this page")
        place = Place.of(repository, path)
        return {"label": label, "path": path, "address": place.address}

    def progress(self, repository: Repository | None) -> dict[str, str] | None:
        """Return what is said of a page that is not wholly translated, with the way to go on."""
        record = self.site.pages[self.pagename]
        if record.progress is None or record.progress.is_complete:
            return None
        percent = format_percent(record.progress.percent / 100, locale=self.site.language.locale)
        if record.progress.translated:
            sentence = _(
                "{percent} of this page is translated; "
                "the rest is shown in the language it was written in."
            ).format(percent=percent)
        else:
            sentence = _(
                "This page is not translated yet; it is shown in the language it was written in."
            )
        place = Place.of(repository, record.translation, record.progress.first_open_line)
        return {
            "sentence": sentence,
            "label": _("Translate the next sentence"),
            "path": place.shown,
            "address": place.address,
        }


def add_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates of a page what they need (event ``html-page-context``, before furo)."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    page = _Page(app, builder, pagename)
    context["toctree"] = lambda **_options: ""
    context["talknotes_navigation"] = page.navigation(page.site.navigation(pagename))
    context["talknotes_languages"] = page.languages(app.config.talknotes_layout)
    context["talknotes_search"] = search_labels()
    context["talknotes_labels"] = {"languages": _("Language")}
    context["talknotes_finish"] = finish
    context["talknotes_metadata"] = None
    if pagename in page.site.pages:
        context["talknotes_edit"] = page.edit(app.config.talknotes_source)
        context["talknotes_progress"] = page.progress(app.config.talknotes_source)
        script = write_originals(app, pagename, doctree) if doctree is not None else ""
        if doctree is not None:
            add_glances(app, pagename, doctree)
        if script:
            app.add_js_file("originals.js", loading_method="defer")
        context["talknotes_originals"] = {
            "script": script,
            "label": _("Original"),
            "failed": _("The originals could not be loaded"),
        }
        if builder.name == "html":
            context["talknotes_metadata"] = metadata_of(
                page.site, builder, app.config.talknotes_layout, pagename
            )
        before, after = page.site.neighbours(pagename)
        context["prev"] = page.link(before) if before else None
        context["next"] = page.link(after) if after else None
    else:
        # Nobody should find it by searching, so it has no canonical address.
        context["pageurl"] = None
        context["talknotes_description"] = page.site.summary(page.site.root)
