"""What the head of a page tells search engines, previews of links and other programs.

One description, the page's first sentence, serves them all. What needs an address on the web is
left out where the site does not know its own (`talknotes.common.urls`), and a page that nobody
should find by searching, such as the search itself, says only that.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from talknotes.common.languages import offered
from talknotes.common.urls import SiteLayout
from talknotes.content.site import Site, site_of
from talknotes.publishing.linked_data import page_thing, script
from talknotes.publishing.social_cards import HEIGHT, WIDTH, picture_uri

FEED = "feed.xml"


def alternates(site: Site, layout: SiteLayout, uri: str) -> list[tuple[str, str]]:
    """Return the web addresses of *uri* in the languages offered, and for readers of no other."""
    found = [(one.tag, layout.address(uri, one.code)) for one in offered(site.languages)]
    return [*found, ("x-default", found[0][1])]


def _metadata(site: Site, builder: StandaloneHTMLBuilder, docname: str) -> dict[str, Any]:
    """Return what ``components/metadata.html`` shows for the page *docname*."""
    layout: SiteLayout = builder.config.talknotes_layout
    uri, own, title = builder.get_target_uri(docname), site.language, site.title(docname)
    # A page that is not translated yet says so by its title's language.
    shown = site.languages[title.language] if title.language else own
    picture = layout.address(picture_uri(site, docname), own.code)

    def address_of(page: str, language: str) -> str:
        return layout.address(builder.get_target_uri(page), language)

    return {
        "title": title.text,
        "description": site.summary(docname),
        "kind": "article" if site.pages[docname].facts.talk else "website",
        "site_name": builder.config.project,
        "locale": shown.territory_locale,
        "other_locales": [o.territory_locale for o in offered(site.languages) if o != shown],
        "address": layout.address(uri, own.code),
        "alternates": alternates(site, layout, uri),
        "feed": layout.address(FEED, own.code),
        "picture": {"address": picture, "width": WIDTH, "height": HEIGHT} if picture else None,
        "linked_data": script(page_thing(site, docname, address_of, picture)),
    }


def _set_canonical(app: Sphinx, config: Config) -> None:
    """Let Sphinx make the canonical address of a page (event ``config-inited``)."""
    config.html_baseurl = config.talknotes_layout.address("", config.language)


def add_metadata(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the head of a page what it tells (event ``html-page-context``)."""
    site = site_of(app.env)
    if pagename not in site.pages:
        # Nobody should find it by searching, so it has no canonical address.
        context["pageurl"] = None
        context["talknotes_description"] = site.summary(site.root)
    elif app.builder.name == "html":
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        context["talknotes_metadata"] = _metadata(site, app.builder, pagename)


def setup(app: Sphinx) -> None:
    """Fill the heads of pages, before furo."""
    # After the layout is known.
    app.connect("config-inited", _set_canonical, priority=600)
    app.connect("html-page-context", add_metadata, priority=400)
