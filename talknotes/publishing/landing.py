"""The page at the root of the site, above the languages: it leads to the reader's own."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, FileSystemLoader

from talknotes.common.labels import PACKAGE_DIR
from talknotes.common.languages import Language, offered


def landing_page(table: Mapping[str, Language]) -> str:
    """Return the HTML of the root page: plain links, and a script that follows the browser.

    It leads to those languages of *table* that are offered to readers.
    """
    languages = offered(table)
    environment = Environment(
        loader=FileSystemLoader(PACKAGE_DIR / "theme" / "templates"),
        autoescape=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("landing.html").render(
        languages=languages, site=[[one.code, one.tag.lower()] for one in languages]
    )
