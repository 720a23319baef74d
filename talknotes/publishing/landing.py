"""The page at the root of the site, above the languages: it leads to the reader's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from talknotes.common.files import write_changed
from talknotes.common.labels import PACKAGE_DIR
from talknotes.common.languages import Language, offered


def landing_page(languages: Sequence[Language]) -> str:
    """Return the HTML of the root page: plain links, and a script that follows the browser.

    It leads to those of *languages* that are offered to readers.
    """
    languages = offered({language.code: language for language in languages})
    environment = Environment(
        loader=FileSystemLoader(PACKAGE_DIR / "theme" / "templates"),
        autoescape=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("landing.html").render(
        languages=languages,
        site=[[language.code, language.tag.lower()] for language in languages],
    )


def write_landing_page(path: Path, languages: Sequence[Language]) -> None:
    """Write the root page to *path*, if it is not there as it should be."""
    content = landing_page(languages).encode("utf-8")
    write_changed(path, content)
