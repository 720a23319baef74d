"""Extracts the messages to translate: from the pages, from this package, from furo's templates.

What comes out is the same on every machine, and does not depend on the catalogues there are.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import sphinx.locale
from babel.messages.extract import extract_from_dir, extract_from_file
from furo import THEME_PATH

from talknotes.javascript_labels import missing_labels
from talknotes.labels import PACKAGE_DIR
from talknotes.project import Project

_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "ngettext": (1, 2)}


class ExtractionError(Exception):
    """The pages could not be read; the text is Sphinx's own report."""


def extract_pages(project: Project, folder: Path) -> None:
    """Write a template (``.pot``) for every page into *folder*, which is emptied first.

    Raises `ExtractionError` where Sphinx fails or warns.
    """
    shutil.rmtree(folder, ignore_errors=True)
    # With catalogues in reach Sphinx writes translated texts of images into the templates.
    nowhere = folder.parent / "no-catalogues"
    command = [
        sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "gettext",
        "-c", str(project.root), "-d", str(project.build / "doctrees" / "gettext"),
        "-D", f"locale_dirs={nowhere}", "-E", str(project.docs), str(folder),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ExtractionError(done.stderr.strip())


def _entry(singular: str, plural: str | None, places: list[str]) -> polib.POEntry:
    occurrences = [(place, "") for place in places]
    if plural is None:
        return polib.POEntry(msgid=singular, msgstr="", occurrences=occurrences)
    return polib.POEntry(
        msgid=singular, msgid_plural=plural, msgstr_plural={0: "", 1: ""}, occurrences=occurrences
    )


def _template(entries: list[polib.POEntry]) -> polib.POFile:
    template = polib.POFile()
    template.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    template.extend(entries)
    return template


def extract_labels() -> polib.POFile:
    """Return the template of the labels in the Python code of this package."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for name, _line, message, _comments, _context in extract_from_dir(
        PACKAGE_DIR, method_map=[("**.py", "python")], keywords=_KEYWORDS
    ):
        singular, plural = (message, None) if isinstance(message, str) else message[:2]
        places = found.setdefault((singular, plural), [])
        place = f"talknotes/{Path(name).as_posix()}"
        if place not in places:
            places.append(place)
    return _template([_entry(one, many, places) for (one, many), places in sorted_items(found)])


def sorted_items(
    found: dict[tuple[str, str | None], list[str]],
) -> Iterator[tuple[tuple[str, str | None], list[str]]]:
    """Yield the messages in the order of their first place, then of their text."""
    for key in sorted(found, key=lambda k: (sorted(found[k])[0], k[0])):
        yield key, sorted(found[key])


def extract_theme_labels(language: str) -> polib.POFile:
    """Return the template of what the theme says and Sphinx does not translate into *language*."""
    known = polib.pofile(str(Path(sphinx.locale.__file__).parent / "sphinx.pot"))
    translated = {entry.msgid for entry in known}
    found: dict[tuple[str, str | None], list[str]] = {}
    for path in sorted(THEME_PATH.rglob("*.html")):
        for _line, message, _comments, _context in extract_from_file(
            "jinja2.ext:babel_extract", path, keywords={"_": None, "trans": None, "gettext": None}
        ):
            if isinstance(message, str) and message not in translated:
                place = f"furo/{path.relative_to(THEME_PATH).as_posix()}"
                places = found.setdefault((message, None), [])
                if place not in places:
                    places.append(place)
    entries = [_entry(one, many, places) for (one, many), places in sorted_items(found)]
    return _template(entries + missing_labels(language))
