"""What the head of a page tells search engines, previews of links and other programs.

One description, the page's first sentence, serves them all. What needs an address on the web is
left out where the site does not know its own (`talknotes.common.urls`), and a page that nobody
should find by searching, such as the search itself, says only that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from talknotes.common.languages import offered
from talknotes.common.urls import SiteLayout
from talknotes.content.site import Site, site_of
from talknotes.publishing.linked_data import page_thing, script
from talknotes.publishing.social_cards import HEIGHT, WIDTH, picture_uri

FEED = "feed.xml"


@dataclass(frozen=True)
class Picture:
    """The picture of a page for previews of links, by its web address."""

    address: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Metadata:
    """What the head of a page tells; ``alternates`` pairs language tags with addresses.

    The page's own is among them, and ``x-default`` for whoever reads none of the languages.
    """

    title: str
    description: str
    kind: str
    site_name: str
    locale: str
    other_locales: tuple[str, ...]
    linked_data: str
    address: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    feed: str = ""
    picture: Picture | None = None


def alternates(site: Site, layout: SiteLayout, uri: str) -> tuple[tuple[str, str], ...]:
    """Return the web addresses of *uri* in the languages offered, and for readers of no other."""
    languages = offered(site.languages)
    found = [(one.tag, layout.address(uri, one.code)) for one in languages]
    return (*found, ("x-default", found[0][1]))


def metadata_of(
    site: Site, builder: StandaloneHTMLBuilder, layout: SiteLayout, docname: str
) -> Metadata:
    """Return what the page *docname* tells of itself."""
    uri = builder.get_target_uri(docname)
    own, title = site.language, site.title(docname)
    # A page that is not translated yet says so by its title's language.
    shown = site.languages[title.language] if title.language else own
    name = str(builder.config.project)
    address = layout.address(uri, own.code)
    drawn = layout.address(picture_uri(site, docname), own.code)
    talk = site.pages[docname].facts.talk

    def address_of(page: str, language: str) -> str:
        return layout.address(builder.get_target_uri(page), language)

    return Metadata(
        title=title.text,
        description=site.summary(docname),
        kind="article" if talk else "website",
        site_name=name,
        locale=shown.territory_locale,
        other_locales=tuple(
            one.territory_locale for one in offered(site.languages) if one != shown
        ),
        linked_data=script(page_thing(site, docname, name, address_of, drawn)),
        address=address,
        alternates=alternates(site, layout, uri) if address else (),
        feed=layout.address(FEED, own.code),
        picture=Picture(drawn) if drawn else None,
    )


def _set_canonical(app: Sphinx, config: Config) -> None:
    """Let Sphinx make the canonical address of a page (event ``config-inited``)."""
    config.html_baseurl = config.talknotes_layout.address("", config.language)


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the head of a page what it tells (event ``html-page-context``)."""
    site = site_of(app.env)
    context["talknotes_metadata"] = None
    if pagename not in site.pages:
        # Nobody should find it by searching, so it has no canonical address.
        context["pageurl"] = None
        context["talknotes_description"] = site.summary(site.root)
    elif app.builder.name == "html":
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        layout = app.config.talknotes_layout
        context["talknotes_metadata"] = metadata_of(site, app.builder, layout, pagename)


def setup(app: Sphinx) -> None:
    """Fill the heads of pages, before furo."""
    # After the layout is known.
    app.connect("config-inited", _set_canonical, priority=600)
    app.connect("html-page-context", add_metadata, priority=400)
