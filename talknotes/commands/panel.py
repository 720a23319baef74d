"""What the server adds to the pages that it shows: their mistakes, and a script that follows.

Only pages on their way to the browser have it; nothing of it is in the built site.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from talknotes.common.labels import CATALOGUE, PACKAGE_DIR
from talknotes.common.problems import Problem
from talknotes.translation.labels import compiled_path

_END = b"</body>"


@dataclass(frozen=True)
class Findings:
    """What is wrong in one language: problems, each with its page, if any, and the rest."""

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


_TEMPLATES = Environment(
    loader=FileSystemLoader(PACKAGE_DIR / "theme" / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def draw_panel(
    findings: Findings, labels: gettext.NullTranslations, *, page: str, language: str, build: str
) -> bytes:
    """Return the HTML for the page *page*: what is wrong on it and elsewhere, and the script.

    *build* is what the script compares to learn that there is a newer one.
    """
    _, ngettext = labels.gettext, labels.ngettext
    count = len(findings.placed) + bool(findings.unplaced)
    return _draw(
        "panel.html",
        here=[problem for problem, other in findings.placed if other == page],
        elsewhere=[(problem, other) for problem, other in findings.placed if other != page],
        unplaced=findings.unplaced,
        heading=ngettext("{number} mistake", "{number} mistakes", count).format(number=count),
        on_this_page=_("On this page"),
        on_other_pages=_("Elsewhere"),
        whole_site=_("About the whole site"),
        language=language,
        build=build,
    )


def _draw(template: str, **values: object) -> bytes:
    return _TEMPLATES.get_template(template).render(values).encode("utf-8")


def put_in(page: bytes, panel: bytes) -> bytes:
    """Return the HTML *page* with *panel* at its end."""
    before, end, after = page.rpartition(_END)
    return before + panel + end + after if end else page + panel


def draw_missing_page(labels: gettext.NullTranslations, language: str, shown: str) -> bytes:
    """Return the page for an address that has none; where one language is shown, *shown*."""
    _ = labels.gettext
    hint = _("Only {language} is shown here; for all languages run: make serve")
    hint = hint.format(language=shown) if shown else ""
    return _draw("missing.html", language=language, title=_("There is no such page"), hint=hint)
