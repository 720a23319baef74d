"""What the server adds to the pages that it shows: their mistakes, and a script that follows.

Only pages on their way to the browser have it; nothing of it is in the built site.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from talknotes.common.labels import CATALOGUE, PACKAGE_DIR
from talknotes.common.problems import Problem
from talknotes.translation.labels import compiled_path

_END = b"</body>"


@dataclass(frozen=True)
class Findings:
    """What is wrong in one language: problems with the pages that they stand on, and what has none.

    A page is empty where a problem is of none.
    """

    placed: Sequence[tuple[Problem, str]] = ()
    unplaced: Sequence[str] = ()


def load_labels(compiled_dir: Path, language: str) -> gettext.NullTranslations:
    """Return the labels in *language*; in English where its catalogue is not compiled."""
    try:
        # Not by `gettext.translation`, which keeps what it has read, also when that has changed.
        with compiled_path(compiled_dir, language, CATALOGUE).open("rb") as file:
            return gettext.GNUTranslations(file)
    except OSError:
        return gettext.NullTranslations()


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(PACKAGE_DIR / "theme" / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _heading(labels: gettext.NullTranslations, count: int) -> str:
    ngettext = labels.ngettext
    return ngettext("{number} mistake", "{number} mistakes", count).format(number=count)


def draw_panel(
    findings: Findings, labels: gettext.NullTranslations, *, page: str, language: str, build: str
) -> bytes:
    """Return the HTML for the page *page*: what is wrong on it and elsewhere, and the script.

    *build* is what the script compares to learn that there is a newer one.
    """
    _ = labels.gettext
    here = [problem for problem, other in findings.placed if other == page]
    elsewhere = [(problem, other) for problem, other in findings.placed if other != page]
    html = (
        _templates()
        .get_template("panel.html")
        .render(
            here=here,
            elsewhere=elsewhere,
            unplaced=findings.unplaced,
            heading=_heading(labels, len(findings.placed) + bool(findings.unplaced)),
            on_this_page=_("On this page"),
            on_other_pages=_("Elsewhere"),
            whole_site=_("About the whole site"),
            language=language,
            build=build,
        )
    )
    return html.encode("utf-8")


def put_in(page: bytes, panel: bytes) -> bytes:
    """Return the HTML *page* with *panel* at its end."""
    before, end, after = page.rpartition(_END)
    return before + panel + end + after if end else page + panel


def draw_missing_page(labels: gettext.NullTranslations, language: str, shown: str) -> bytes:
    """Return the page for an address that has none; *shown* names the language that is shown.

    It is empty where all languages are.
    """
    _ = labels.gettext
    html = (
        _templates()
        .get_template("missing.html")
        .render(
            language=language,
            title=_("There is no such page"),
            hint=_("Only {language} is shown here; for all languages run: make serve").format(
                language=shown
            )
            if shown
            else "",
        )
    )
    return html.encode("utf-8")
