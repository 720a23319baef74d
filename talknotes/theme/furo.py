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
* It brings all its icons in every page, a tenth of a page over the wire. Those of the switch of
  colours, which is not seen without scripts, come with the script of the site instead, and the one
  for a page's source, which has no button here, not at all.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from furo import THEME_PATH
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform

from talknotes.common.labels import PACKAGE_DIR, _
from talknotes.content.sidebar import SidebarLine, sidebar
from talknotes.content.site import Link, Site, Title, site_of
from talknotes.drawing.tooltips import write_glances
from talknotes.search.labels import search_labels

TEMPLATES_DIR = PACKAGE_DIR / "theme" / "templates"


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


LATE_ICONS = ("svg-sun", "svg-moon", "svg-sun-with-moon", "svg-moon-with-sun")
_ICONS_LEFT_OUT = re.compile(
    rf'\s*<symbol id="(?P<id>{"|".join(LATE_ICONS)}|svg-eye)".*?</symbol>', re.DOTALL
)


def late_icons() -> str:
    """Return the icons that the script of the site puts into a page, with translated titles."""
    icons = (THEME_PATH / "partials" / "icons.html").read_text(encoding="utf-8")
    found = (one for one in _ICONS_LEFT_OUT.finditer(icons) if one["id"] in LATE_ICONS)
    return relabel("".join(" ".join(one[0].split()) for one in found))


# Furo's way back to the top and its row of buttons above the article, seen at every width and no
# part of the text, and what follows them.
_BACK_TO_TOP = '<a href="#" class="back-to-top'
_BUTTONS = '<div class="content-icon-container">'
_ARTICLE = '<article role="main"'


def _landmarks(bar: str, below: str) -> dict[str, str]:
    """Return the beginnings of furo's landmarks, with what makes them known by name and by id.

    What stands above the article becomes one: the way back to the top, which floats, *bar* in a row
    with furo's buttons, and *below* under it.
    The ids tell which drawer a button opens (keyboard.js).
    """
    beginnings = {
        '<aside class="sidebar-drawer': ("navigation-drawer", _("Site navigation")),
        '<aside class="toc-drawer': ("contents-drawer", _("Contents")),
    }
    asides = {
        beginning: f'<aside id="{anchor}" aria-label="{escape(name)}" {beginning[7:]}'
        for beginning, (anchor, name) in beginnings.items()
    }
    name = escape(_("This page"))
    return {
        **asides,
        _BACK_TO_TOP: f'<section class="above-article" aria-label="{name}">{_BACK_TO_TOP}',
        _BUTTONS: f'<div class="page-bar">{bar}{_BUTTONS}',
        _ARTICLE: f"</div>{below}</section>{_ARTICLE}",
    }


def finish(page: str, bar: str, below: str) -> str:
    """Return the HTML *page* with our labels, fewer icons and named landmarks.

    *bar* is put in one row with furo's buttons, *below* under that row.
    """
    page = relabel(_ICONS_LEFT_OUT.sub("", page))
    for beginning, named in _landmarks(bar, below).items():
        page = page.replace(beginning, named, 1)
    return page


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

    def glossary_index(self) -> dict[str, str] | None:
        """Return the link to the names of the glossary, if the site lists them."""
        docname = self.site.glossary_index_page
        return self.link(self.site.link(docname)) if docname else None

    def navigation(self, items: tuple[SidebarLine, ...]) -> list[dict[str, Any]]:
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
    context["talknotes_navigation"] = page.navigation(sidebar(page.site, pagename))
    context["talknotes_search"] = search_labels()
    context["talknotes_glossary_index"] = page.glossary_index()
    context["talknotes_labels"] = {"languages": _("Language")}
    context["talknotes_finish"] = finish
    if pagename in page.site.pages:
        if doctree is not None:
            write_glances(app, pagename, doctree)
        before, after = page.site.neighbours(pagename)
        context["prev"] = page.link(before) if before else None
        context["next"] = page.link(after) if after else None


class _OneId(SphinxPostTransform):
    """Takes the ids from the box that furo puts around a table: it copies those of the table."""

    default_priority = 501
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Leave each id where it leads to."""
        for table in self.document.findall(nodes.table):
            if "table-wrapper" in table.parent["classes"]:
                table.parent["ids"] = []


def setup(app: Sphinx) -> None:
    """Give furo our templates and what they show."""
    app.add_post_transform(_OneId)
    app.connect("config-inited", _use_templates)
    # Before furo, which connects at 500: it must find our "toctree" in the context.
    app.connect("html-page-context", add_page_context, priority=400)


def _use_templates(app: Sphinx, config: Config) -> None:
    config.templates_path = [str(TEMPLATES_DIR), *config.templates_path]
